/** Renewal (Volterra) equations with a kernel that is a tail: of waiting times, of ruin, of replacement. */
import { Matrix, solve } from 'ml-matrix';
import { gaussLegendre } from './quadrature.ts';
import { rootBetween } from './roots.ts';
import { addPolynomials, chebyshev, largest, place, placesOn, type Piecewise, unresolved, valueAt } from './piecewise.ts';

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(16);

export interface RenewalEquation {
  /** k: not negative, of total integral below 1; 0 beyond its last edge. */
  readonly kernel: Piecewise;
  /** What is known, one function g for each x. */
  readonly known: readonly ((t: number) => number)[];
  /** Where solutions bend or jump, ascending. */
  readonly breaks: readonly number[];
  /** What integrates to less is not resolved. */
  readonly negligible: number;
}

/** Of kernels and of known functions of order 1. */
const ROUNDING = 1e-16;
/** Solutions that have come down to this are taken for 0 from there on. */
const NOTHING = 1e-30;

/**
 * The solutions x(t) = g(t) + ∫₀ᵗ k(u) x(t−u) du, to a relative 1e-11 of their size nearby, or 1e-16: by collocation, interval
 * by interval, as far as they are asked for; where they have settled on the exponential that they end in, that. All terms
 * are positive where the g are.
 * Source: Linz 1985, Analytical and Numerical Methods for Volterra Equations; the end: Feller 1971, chapter XI.
 * Cost: O(n²) for n intervals, about 50 ms for 40.
 */
export function solveRenewal({ kernel, known, breaks, negligible }: RenewalEquation): ((t: number) => number)[] {
  const edges = [0];
  const solutions = known.map(() => [] as Float64Array[]);
  const { rate, scale } = ending(kernel);
  let width = kernel.edges[1];
  /** What is left of the solutions beyond the last edge: unknown, an exponential, nothing. */
  let rest: undefined | 'exponential' | 'nothing';
  const extend = () => {
    const a = edges[edges.length - 1];
    const next = breaks.find((x) => x > a * (1 + 1e-12)) ?? Infinity;
    for (let b = Math.min(next, a + 2 * width); ; b = (a + b) / 2) {
      const found = collocate(kernel, known, edges, solutions, b);
      const left = (i: number) => (a === 0 || breaks.includes(a) ? undefined : chebyshev(solutions[i][edges.length - 2], 1));
      const fits = found.every((c, i) => isResolved(c, b - a, negligible) && isJoined(c, left(i), b - a, negligible));
      if (!fits && b - a > 1e-9 * a) continue;
      width = b - a;
      edges.push(b);
      found.forEach((c, i) => solutions[i].push(c));
      const fallsAtRate = (c: Float64Array) => Math.abs(Math.log(chebyshev(c, -1) / chebyshev(c, 1)) - rate * width) <= 1e-11;
      if (found.every((c) => largest(c) < NOTHING)) rest = 'nothing';
      else if (width >= scale && found.every(fallsAtRate)) rest = 'exponential';
      return;
    }
  };
  const reaches = (t: number) => rest !== undefined || edges[edges.length - 1] > t;
  return solutions.map((pieces) => (t) => {
    while (!reaches(t)) extend();
    const end = edges[edges.length - 1];
    if (t < end) return valueAt({ edges, pieces }, t);
    return rest === 'nothing' ? 0 : chebyshev(pieces[pieces.length - 1], 1) * Math.exp(-rate * (t - end));
  });
}

function isResolved(c: Float64Array, width: number, negligible: number): boolean {
  return unresolved(c) <= Math.max(ROUNDING, 1e-11 * largest(c)) || unresolved(c) * width <= negligible;
}

/** Whether a solution goes on from where it was: on an interval much longer than the kernel no point is near enough to what is before. */
function isJoined(c: Float64Array, before: number | undefined, width: number, negligible: number): boolean {
  const gap = before === undefined ? 0 : Math.abs(chebyshev(c, -1) - before);
  return gap <= 1e-10 * largest(c) || gap * width <= negligible || gap <= ROUNDING;
}

/** The rate θ with ∫ k(u) e^(θu) du = 1, and the mean of u under k. */
function ending({ edges, pieces }: Piecewise): { readonly rate: number; readonly scale: number } {
  const integral = (f: (u: number) => number) =>
    pieces.reduce((sum, c, piece) => {
      const [a, b] = [edges[piece], edges[piece + 1]];
      return sum + NODES.reduce((part, x, i) => part + ((b - a) / 2) * WEIGHTS[i] * Math.max(0, chebyshev(c, x)) * f((a * (1 - x) + b * (1 + x)) / 2), 0);
    }, 0);
  const total = integral(() => 1);
  const scale = integral((u) => u) / total;
  // Of heavy tails it overflows. Where digits of a light one are missing the rate is wrong: then no solution is found to fall at it.
  const missing = (rate: number) => Math.min(1e300, integral((u) => Math.expm1(rate * u))) - (1 - total);
  let high = (1 - total) / scale;
  while (missing(high) < 0) high *= 2;
  return { rate: rootBetween(missing, 0, high), scale };
}

/** The polynomials on the interval from the last edge to b that meet the equations at its points. */
function collocate(kernel: Piecewise, known: RenewalEquation['known'], edges: readonly number[], solutions: readonly (readonly Float64Array[])[], b: number): Float64Array[] {
  const a = edges[edges.length - 1];
  const points = placesOn(a, b);
  const rows = points.map((t) => {
    const row = new Float64Array(points.length);
    addPolynomials(row, place(t, a, b), 1);
    convolve(kernel, a, t, t, (v, mass) => addPolynomials(row, place(v, a, b), -mass));
    return [...row];
  });
  const right = points.map((t) => {
    const sums = known.map((g) => g(t));
    const reach = kernel.edges[kernel.pieces.length];
    for (let piece = edges.length - 2; piece >= 0 && edges[piece + 1] > t - reach; piece--) {
      const [from, to] = [edges[piece], edges[piece + 1]];
      convolve(kernel, from, to, t, (v, mass) => {
        const x = place(v, from, to);
        for (let i = 0; i < sums.length; i++) sums[i] += mass * chebyshev(solutions[i][piece], x);
      });
    }
    return sums;
  });
  const found = solve(new Matrix(rows), new Matrix(right));
  return known.map((_, i) => Float64Array.from(found.getColumn(i)));
}

/** Calls `add(v, mass)` so that the sum of mass · f(v) is ∫ k(t−v) f(v) dv from `from` to `to`, for polynomials f. */
function convolve({ edges, pieces }: Piecewise, from: number, to: number, t: number, add: (v: number, mass: number) => void): void {
  for (let piece = 0; piece < pieces.length; piece++) {
    const [left, right] = [edges[piece], edges[piece + 1]];
    const near = Math.max(left, t - to);
    const far = Math.min(right, t - from);
    if (far <= near) continue;
    // The smaller of u and v = t − u is what points are laid out in, as the difference has lost digits of the smaller one.
    const turned = near > t / 2;
    const [low, high] = turned ? [Math.max(from, t - right), Math.min(to, t - left)] : [near, far];
    for (let i = 0; i < NODES.length; i++) {
      const y = (low + high + (high - low) * NODES[i]) / 2;
      const u = turned ? t - y : y;
      add(turned ? y : t - y, ((high - low) / 2) * WEIGHTS[i] * chebyshev(pieces[piece], place(u, left, right)));
    }
  }
}
