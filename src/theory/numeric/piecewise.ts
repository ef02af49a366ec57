/** Functions as polynomials on adjoining intervals, given by their Chebyshev coefficients. */
import { countUpTo } from '../../random/search.ts';

/** Points, and coefficients, of a polynomial. */
const ORDER = 16;
/** Chebyshev's points on [−1, 1], from left to right. */
export const POINTS: readonly number[] = Array.from({ length: ORDER }, (_, k) => -Math.cos((Math.PI * (k + 0.5)) / ORDER));
/** Row j: Chebyshev's polynomial j at the points. */
const BASIS = Array.from({ length: ORDER }, (_, j) => POINTS.map((x) => Math.cos(j * Math.acos(x))));

export interface Piecewise {
  /** Where intervals meet, both ends included. */
  readonly edges: readonly number[];
  /** Per interval; the function is their polynomial from its left end to just before its right end. */
  readonly pieces: readonly Float64Array[];
}

/** The coefficients of the polynomial with the given values at the points. Source: Trefethen 2013, Approximation Theory and Practice, chapter 3. */
export function coefficients(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(BASIS, (row, j) => ((j === 0 ? 1 : 2) / ORDER) * row.reduce((sum, t, k) => sum + t * values[k], 0));
}

/** Σ c_j T_j(x). Source: Clenshaw 1955. */
export function chebyshev(c: Float64Array, x: number): number {
  const twice = 2 * x;
  let b = 0;
  let before = 0;
  // Without destructuring, which would cost more than the arithmetic.
  for (let j = ORDER - 1; j > 0; j--) {
    const next = c[j] + twice * b - before;
    before = b;
    b = next;
  }
  return c[0] + x * b - before;
}

/** Adds `factor` times each of the polynomials T_0 … at x. */
export function addPolynomials(sums: Float64Array, x: number, factor: number): void {
  let before = 1;
  let last = x;
  sums[0] += factor;
  for (let j = 1; j < ORDER; j++) {
    sums[j] += factor * last;
    const next = 2 * x * last - before;
    before = last;
    last = next;
  }
}

/** How much of a polynomial is in its last coefficients: what it leaves out is of that order. */
export function unresolved(c: Float64Array): number {
  return Math.max(...c.subarray(ORDER - 3).map(Math.abs));
}

export function largest(c: Float64Array): number {
  return Math.max(...c.map(Math.abs));
}

export function valueAt({ edges, pieces }: Piecewise, x: number): number {
  const piece = Math.min(pieces.length, Math.max(1, countUpTo(edges, x))) - 1;
  return chebyshev(pieces[piece], place(x, edges[piece], edges[piece + 1]));
}

/** From [a, b] to [−1, 1]. */
export function place(x: number, a: number, b: number): number {
  return (x - a - (b - x)) / (b - a);
}

export function placesOn(a: number, b: number): number[] {
  return POINTS.map((x) => (a * (1 - x) + b * (1 + x)) / 2);
}

/**
 * f between the first and the last of `edges`, which holds the points where it may bend or jump. Intervals are halved
 * until what is left out is below a relative 1e-14, or integrates to less than `negligible`.
 */
export function piecewise(f: (x: number) => number, edges: readonly number[], negligible: number): Piecewise {
  const pending = edges.slice(1).map((to, i) => [edges[i], to] as const).toReversed();
  const found = { edges: [edges[0]], pieces: [] as Float64Array[] };
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [a, b] = next;
    const c = coefficients(placesOn(a, b).map(f));
    const rest = unresolved(c);
    if (rest <= Math.max(1e-15, 1e-12 * largest(c)) || rest * (b - a) <= negligible) {
      found.edges.push(b);
      found.pieces.push(c);
    } else {
      pending.push([(a + b) / 2, b], [a, (a + b) / 2]);
    }
  }
  return found;
}
