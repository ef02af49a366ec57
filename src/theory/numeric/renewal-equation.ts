/** Renewal (Volterra) equations with a kernel that is a tail: of waiting times, of ruin, of replacement. */
import { Matrix, solve } from 'ml-matrix';
import { gaussLegendre } from './quadrature.ts';
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
 * The solutions x(t) = g(t) + ∫₀ᵗ k(u) x(t−u) du, to a relative 1e-11 of their size nearby, or 1e-16: by collocation, interval by
 * interval, as far as they are asked for. All terms are positive where the g are.
 * Source: Linz 1985, Analytical and Numerical Methods for Volterra Equations, chapter 7 (by piecewise polynomials).
 * Cost: O(n²) for n intervals, about 50 ms for 40.
 */
export function solveRenewal({ kernel, known, breaks, negligible }: RenewalEquation): ((t: number) => number)[] {
  const edges = [0];
  const solutions = known.map(() => [] as Float64Array[]);
  let width = kernel.edges[1];
  const extend = () => {
    const a = edges[edges.length - 1];
    const next = breaks.find((x) => x > a * (1 + 1e-12)) ?? Infinity;
    for (let b = Math.min(next, a + 2 * width); ; b = (a + b) / 2) {
      const found = collocate(kernel, known, edges, solutions, b);
      if (!found.every((c) => unresolved(c) <= Math.max(ROUNDING, 1e-11 * largest(c)) || unresolved(c) * (b - a) <= negligible)) continue;
      width = b - a;
      edges.push(b);
      found.forEach((c, i) => solutions[i].push(c));
      return;
    }
  };
  const isOver = () => edges.length > 1 && solutions.every((pieces) => largest(pieces[pieces.length - 1]) < NOTHING);
  return solutions.map((pieces) => (t) => {
    while (edges[edges.length - 1] <= t && !isOver()) extend();
    return edges[edges.length - 1] <= t ? 0 : valueAt({ edges, pieces }, t);
  });
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
    for (let piece = 0; piece < edges.length - 1; piece++) {
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
