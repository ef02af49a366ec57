/** The wait of one job among others that are served without preemption: a Markov chain of how many wait, and of the phase in service. */
import { Matrix, solve } from 'ml-matrix';
import type { Phases } from '../../../src/model.ts';

/** With what chance the tagged one of n waiting jobs is taken next. */
export type TakesNext = (waiting: number) => number;

const MOST = 90;

/**
 * First two moments of the wait in M/PH/1. Blocks of n = 0 … MOST other waiting jobs; `alone` starts with none.
 * Equations: (λ + leaving) m(n, i) = 1 + λ m(n+1, i) + Σ_j T_ij m(n, j) + t_i Σ_j α_j (1 − chance(n+1)) m(n−1, j).
 */
export function taggedWait(lambda: number, { initial, generator }: Phases, next: TakesNext, start: 'all' | 'alone' = 'all'): { mean: number; variance: number } {
  const phases = initial.length;
  const exit = generator.map((row) => -row.reduce((sum, rate) => sum + rate, 0));
  const index = (n: number, i: number) => n * phases + i;
  const size = (MOST + 1) * phases;
  const left = Matrix.zeros(size, size);
  const forward = Matrix.zeros(size, size);
  for (let n = 0; n <= MOST; n++) {
    for (let i = 0; i < phases; i++) {
      for (let j = 0; j < phases; j++) {
        left.set(index(n, i), index(n, j), left.get(index(n, i), index(n, j)) + generator[i][j]);
        forward.set(index(n, i), index(n, j), forward.get(index(n, i), index(n, j)) + generator[i][j]);
        if (n > 0) {
          const rate = exit[i] * initial[j];
          left.set(index(n, i), index(n - 1, j), rate * (1 - next(n + 1)));
          forward.set(index(n, i), index(n - 1, j), rate);
        }
      }
      if (n < MOST) for (const matrix of [left, forward]) matrix.set(index(n, i), index(n + 1, i), lambda);
      if (n < MOST) for (const matrix of [left, forward]) matrix.set(index(n, i), index(n, i), matrix.get(index(n, i), index(n, i)) - lambda);
    }
  }
  const ones = Matrix.ones(size, 1);
  const first = solve(Matrix.mul(left, -1), ones);
  const second = solve(Matrix.mul(left, -1), Matrix.mul(first, 2));
  const seen = found(lambda, initial, exit, forward, phases);
  const weights = start === 'all' ? seen : seen.map((_, k) => (k < phases ? seen.reduce((sum, q, l) => (l % phases === k ? sum + q : sum), 0) : 0));
  const average = (column: Matrix) => weights.reduce((sum, p, k) => sum + p * column.get(k, 0), 0);
  const mean = average(first);
  return { mean, variance: average(second) - mean ** 2 };
}

/** P[busy, n wait, phase i] as arrivals see it. */
function found(lambda: number, initial: readonly number[], exit: readonly number[], forward: Matrix, phases: number): number[] {
  const size = forward.rows;
  // The idle state in front; a free slot takes the next, and when none waits it idles.
  const all = Matrix.zeros(size + 1, size + 1);
  all.set(0, 0, -lambda);
  for (let i = 0; i < phases; i++) {
    all.set(0, 1 + i, lambda * initial[i]);
    all.set(1 + i, 0, exit[i]);
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) all.set(1 + a, 1 + b, forward.get(a, b));
  const transposed = all.transpose();
  for (let b = 0; b <= size; b++) transposed.set(0, b, 1);
  const right = Matrix.zeros(size + 1, 1);
  right.set(0, 0, 1);
  return solve(transposed, right).to1DArray().slice(1);
}
