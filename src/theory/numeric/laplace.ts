/** Laplace transforms of functions that are known at points: ∫ f(x) e^(−sx) dx for complex s with Re s ≥ 0. */
import type { ComplexValue } from '../../model.ts';
import { gaussLegendre } from './quadrature.ts';

const ORDER = 16;
const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(ORDER);
/** Row n: Legendre's polynomial n at the nodes. */
const LEGENDRE = Array.from({ length: ORDER }, (_, n) => NODES.map((x) => legendre(n, x)));

/** What the polynomial of a piece may leave out of ∫|f|. */
const TOLERANCE = 2e-16;
/** Of the largest coefficient: a rest below this that halving does not reduce is noise of the function itself. */
const NOISE = 1e-6;
/** Halved so often, a piece is too short for its error to matter. */
const DEEPEST = 30;

/** Half the interval's length, its left end, and the function on it: at the nodes, and by its coefficients in Legendre's polynomials. */
interface Piece {
  readonly half: number;
  readonly left: number;
  readonly values: Float64Array;
  readonly coefficients: Float64Array;
}

/**
 * f is replaced by polynomials on pieces that are halved until these fit, whatever s will be; the transform of each polynomial is
 * exact, so that rapid oscillation costs nothing (Filon's idea, with Legendre's polynomials). Absolute error about 1e-14 ∫|f|.
 * Source: Bakhvalov and Vasil'eva 1968; DLMF 10.54.2 for ∫ P_n(u) e^(iωu) du. Cost: about 50 multiplications a piece.
 */
export function laplaceOf(f: (x: number) => number, edges: readonly number[]): (s: ComplexValue) => ComplexValue {
  const first = edges.slice(1).map((right, i) => piece(f, edges[i], right));
  const mass = first.reduce((sum, { half, values }) => sum + half * dot(WEIGHTS, values.map(Math.abs)), 0);
  const pieces: Piece[] = [];
  const pending = first.map((one) => ({ one, depth: 0, before: Infinity }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { one, depth, before } = next;
    const rest = restOf(one.coefficients);
    const done = one.half * rest <= TOLERANCE * mass || isNoise(rest, before, one.coefficients) || depth > DEEPEST;
    if (done) pieces.push(one);
    else for (const from of [one.left, one.left + one.half]) pending.push({ one: piece(f, from, from + one.half), depth: depth + 1, before: rest });
  }
  return (s) => {
    const sum = { re: 0, im: 0 };
    for (const one of pieces) add(one, s, sum);
    return sum;
  };
}

function piece(f: (x: number) => number, left: number, right: number): Piece {
  const half = (right - left) / 2;
  const values = Float64Array.from(NODES, (u) => finite(f(left + half * (1 + u))));
  const coefficients = Float64Array.from(LEGENDRE, (row, n) => ((2 * n + 1) / 2) * row.reduce((sum, p, i) => sum + WEIGHTS[i] * p * values[i], 0));
  return { half, left, values, coefficients };
}

/** The size of the last coefficients: what is left out is smaller by as much as they fall. */
function restOf(coefficients: Float64Array): number {
  return coefficients.subarray(ORDER - 3).reduce((sum, c) => sum + Math.abs(c), 0);
}

/** Whether a rest is due to rounding: against the largest coefficient, or since the half is no better than the whole before it. */
function isNoise(rest: number, before: number, coefficients: Float64Array): boolean {
  const most = coefficients.reduce((all, c) => Math.max(all, Math.abs(c)), 0);
  return rest <= 4 * Number.EPSILON * most || (before <= NOISE * most && 4 * rest > before);
}

/** Up to here Gauss's rule integrates the product of polynomial and exponential to the last digit. */
const GENTLE = 6;

function add({ half, left, values, coefficients }: Piece, s: ComplexValue, sum: { re: number; im: number }): void {
  const [re, im] = [s.re * half, s.im * half];
  const decay = Math.exp(-s.re * left) * half;
  const steps = re * re + im * im;
  // Where the square overflows, oscillation leaves nothing.
  if (decay === 0 || steps === Infinity) return;
  if (steps <= GENTLE * GENTLE) {
    for (let i = 0; i < ORDER; i++) {
      const x = left + half * (1 + NODES[i]);
      const size = half * WEIGHTS[i] * values[i] * Math.exp(-s.re * x);
      sum.re += size * Math.cos(s.im * x);
      sum.im -= size * Math.sin(s.im * x);
    }
    return;
  }
  const inner = legendreSeries(coefficients, re, im);
  const [cos, sin] = [Math.cos(s.im * left), Math.sin(s.im * left)];
  sum.re += decay * (inner.re * cos + inner.im * sin);
  sum.im += decay * (inner.im * cos - inner.re * sin);
}

/**
 * Σ c(n) g(n) with g(n) = ∫ P_n(u) e^(−z(1+u)) du over −1 … 1, which are spherical Bessel functions: g(0) = (1 − e^(−2z))/z,
 * g(n+1) = g(n−1) + (2n+1)/z g(n). The recurrence loses digits only where the coefficients are small already.
 */
function legendreSeries(coefficients: Float64Array, re: number, im: number): ComplexValue {
  const norm = re * re + im * im;
  const [iRe, iIm] = [re / norm, -im / norm];
  const faded = Math.exp(-2 * re);
  const [eRe, eIm] = [faded * Math.cos(2 * im), -faded * Math.sin(2 * im)];
  // g(−1) = −(1 + e^(−2z))/z continues the recurrence to the left, with g(1) = g(−1) + g(0)/z.
  let [beforeRe, beforeIm] = times(-1 - eRe, -eIm, iRe, iIm);
  let [nowRe, nowIm] = times(1 - eRe, -eIm, iRe, iIm);
  let [sumRe, sumIm] = [0, 0];
  for (let n = 0; n < ORDER; n++) {
    sumRe += coefficients[n] * nowRe;
    sumIm += coefficients[n] * nowIm;
    const k = 2 * n + 1;
    const nextRe = beforeRe + k * (iRe * nowRe - iIm * nowIm);
    const nextIm = beforeIm + k * (iRe * nowIm + iIm * nowRe);
    [beforeRe, beforeIm, nowRe, nowIm] = [nowRe, nowIm, nextRe, nextIm];
  }
  return { re: sumRe, im: sumIm };
}

function times(aRe: number, aIm: number, bRe: number, bIm: number): [number, number] {
  return [aRe * bRe - aIm * bIm, aRe * bIm + aIm * bRe];
}

function legendre(n: number, x: number): number {
  let [p, before] = [1, 0];
  for (let k = 1; k <= n; k++) [p, before] = [((2 * k - 1) * x * p - (k - 1) * before) / k, p];
  return p;
}

function dot(a: readonly number[], b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** A density that overflows to no number does so where it is 0. */
function finite(x: number): number {
  return Number.isFinite(x) ? x : 0;
}
