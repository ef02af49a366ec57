/** Parts of Laplace transforms and of phase-type representations that several distributions share. */
import { Complex } from 'complex.js';
import type { ComplexValue, Phases } from '../model.ts';
import { dot, solve, type Matrix } from './matrix.ts';

/** Σ wᵢ exp(−s xᵢ). */
export function sumOfExponentials(s: ComplexValue, points: ArrayLike<number>, weight: (index: number) => number): ComplexValue {
  let [re, im] = [0, 0];
  for (let i = 0; i < points.length; i++) {
    const size = weight(i) * Math.exp(-s.re * points[i]);
    re += size * Math.cos(s.im * points[i]);
    im -= size * Math.sin(s.im * points[i]);
  }
  return { re, im };
}

/** (1 − e^−z)/z, also near 0. */
export function discounted(z: Complex): Complex {
  return z.isZero() ? new Complex(1) : z.neg().expm1().div(z.neg());
}

/** α (sI − T)^−1 t, as a real system of twice the size. */
export function phaseTransform(initial: readonly number[], generator: Matrix, exit: readonly number[], s: ComplexValue): ComplexValue {
  const n = initial.length;
  const shifted = generator.map((row, i) => row.map((rate, j) => (i === j ? s.re : 0) - rate));
  if (s.im === 0) return { re: dot(initial, solve(shifted, exit)), im: 0 };
  const turn = (sign: number) => initial.map((_, i) => initial.map((__, j) => (i === j ? sign * s.im : 0)));
  const [below, above] = [turn(1), turn(-1)];
  const doubled = [...shifted.map((row, i) => [...row, ...above[i]]), ...shifted.map((row, i) => [...below[i], ...row])];
  const x = solve(doubled, [...exit, ...exit.map(() => 0)]);
  return { re: dot(initial, x.slice(0, n)), im: dot(initial, x.slice(n)) };
}

/** A mixture: one of several chains, chosen with the given probabilities. */
export function sideBySide(parts: readonly Phases[], probabilities: readonly number[]): Phases {
  const before = parts.map((_, k) => parts.slice(0, k).reduce((sum, { initial }) => sum + initial.length, 0));
  const size = parts.reduce((sum, { initial }) => sum + initial.length, 0);
  const padded = (k: number, row: readonly number[]) => Array.from({ length: size }, (_, j) => row[j - before[k]] ?? 0);
  return {
    initial: parts.flatMap(({ initial }, k) => initial.map((p) => probabilities[k] * p)),
    generator: parts.flatMap(({ generator }, k) => generator.map((row) => padded(k, row))),
  };
}

/** k equal exponential stages in a row. */
export function stages(k: number, mean: number): Phases {
  const rate = k / mean;
  return {
    initial: Array.from({ length: k }, (_, i) => (i === 0 ? 1 : 0)),
    generator: Array.from({ length: k }, (_, i) => Array.from({ length: k }, (__, j) => (i === j ? -rate : j === i + 1 ? rate : 0))),
  };
}
