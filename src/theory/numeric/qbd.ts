/** Quasi-birth–death processes: Markov chains whose states have a level, which changes by one at most, and a phase. */
import { Matrix, solve } from 'ml-matrix';
import { rowSums, untilAbsorption } from './absorbing.ts';
import { explore } from './chain.ts';
import { stationary } from './stationary.ts';

/** Rates out of one level, phase by phase; the diagonal of `local` is not read. */
export interface Blocks {
  readonly up: Matrix;
  readonly local: Matrix;
  /** To the level below; of level 0 not read. */
  readonly down: Matrix;
}

/** From level `repeating` on, up and local are the same on every level, and down from the next level on; below, levels may differ in everything. */
export interface Process {
  readonly repeating: number;
  at(level: number): Blocks;
}

export interface Solution {
  /** Probabilities of the phases on a level. */
  level(n: number): readonly number[];
  /** P[level = n]. */
  probability(n: number): number;
  /** Mean and variance of the level. */
  readonly mean: number;
  readonly variance: number;
  /** Probabilities of the phases on level n and above, n ≥ repeating. */
  above(n: number): readonly number[];
  /** E[level − n; level > n], n ≥ repeating. */
  excess(n: number): number;
  /** E[C(level − repeating, k); level ≥ repeating] by phase, for k = 0, 1, 2. */
  readonly binomial: readonly (readonly number[])[];
  /** Expected visits to the phases one level up between two to this one, on repeating levels. */
  readonly rate: Matrix;
}

/**
 * The stationary solution: geometric with matrix R above the boundary, level by level below.
 * Undefined where the level drifts upwards or does not drift, so that there is none.
 * Source: Neuts 1981, "Matrix-geometric solutions in stochastic models", chapters 1 and 3; below the boundary, block elimination from above.
 * Cost: cubic in the phases of a level, times levels.
 */
export function quasiBirthDeath({ repeating, at }: Process): Solution | undefined {
  const { up, local, down } = at(repeating + 1);
  if (driftOf(up, local, down) >= 0) return undefined;
  const rate = rateMatrix(up, local, down);
  // From each level to the next: what a visit there is worth in visits here.
  const steps: Matrix[] = [];
  let above = rate.mmul(down);
  for (let n = repeating; n > 0; n--) {
    const here = at(n);
    steps[n - 1] = visits(at(n - 1).up, Matrix.add(here.local, above), here.down);
    above = steps[n - 1].mmul(here.down);
  }
  const levels = [Matrix.rowVector(restOf(Matrix.add(at(0).local, above)))];
  for (let n = 0; n < repeating; n++) {
    levels.push(levels[n].mmul(steps[n]));
    // Many slots: the likely levels outweigh the first by more than a number can hold.
    if (levels[n + 1].max() > LARGE) for (const level of levels) level.div(LARGE);
  }
  return solutionOf(levels, rate);
}

function solutionOf(levels: readonly Matrix[], rate: Matrix): Solution {
  const last = levels.length - 1;
  const inverse = solve(Matrix.sub(Matrix.eye(rate.rows), rate), Matrix.eye(rate.rows));
  const whole = levels[last].mmul(inverse);
  const total = levels.slice(0, last).reduce((sum, one) => sum + one.sum(), 0) + whole.sum();
  const scaled = levels.map((one) => Matrix.mul(one, 1 / total));
  const onward = Matrix.mul(whole, 1 / total);
  // Σ k π R^k = π (I − R)^−1 R (I − R)^−1, and so on.
  const first = onward.mmul(rate).mmul(inverse);
  const second = first.mmul(rate).mmul(inverse);
  const moment = (term: (n: number) => number) => scaled.slice(0, last).reduce((sum, one, n) => sum + term(n) * one.sum(), 0);
  const mean = moment((n) => n) + last * onward.sum() + first.sum();
  const centred = (n: number) => (n - mean) * (n - mean);
  const variance = moment(centred) + centred(last) * onward.sum() + (2 * (last - mean) + 1) * first.sum() + 2 * second.sum();
  const powers = [Matrix.eye(rate.rows)];
  const beyond = (n: number) => {
    while (powers.length <= n) powers.push(powers[powers.length - 1].mmul(rate));
    return powers[n];
  };
  const level = (n: number) => (n <= last ? scaled[n] : scaled[last].mmul(beyond(n - last)));
  return {
    level: (n) => level(n).getRow(0),
    probability: (n) => level(n).sum(),
    mean,
    variance,
    above: (n) => onward.mmul(beyond(n - last)).getRow(0),
    excess: (n) => first.mmul(beyond(n - last)).sum(),
    binomial: [onward, first, second].map((row) => row.getRow(0)),
    rate,
  };
}

const MOST_ROUNDS = 100;
const LARGE = 1e200;

/**
 * R = A₀ (−A₁ − A₀G)^−1 with G, the phases in which the level below is first reached, by logarithmic reduction: each round looks
 * twice as many levels up. Nothing is subtracted, since rows of G sum to 1 where the level drifts downwards: so R is good to about
 * 14 digits, however small the drift. The diagonal of `local` is not read.
 * Source: Latouche and Ramaswami 1993, Journal of Applied Probability 30.
 */
export function rateMatrix(up: Matrix, local: Matrix, down: Matrix): Matrix {
  const leaving = rowSums(Matrix.add(up, down));
  let [higher, lower] = [untilAbsorption(local, leaving, up), untilAbsorption(local, leaving, down)];
  const first = lower.clone();
  let climbed = higher.clone();
  for (let round = 0; climbed.max() > Number.EPSILON * Number.EPSILON; round++) {
    if (round === MOST_ROUNDS) throw new Error('the rate matrix of a quasi-birth–death process did not converge');
    const back = Matrix.add(higher.mmul(lower), lower.mmul(higher));
    const [twiceUp, twiceDown] = [higher.mmul(higher), lower.mmul(lower)];
    const gone = rowSums(Matrix.add(twiceUp, twiceDown));
    [higher, lower] = [untilAbsorption(back, gone, twiceUp), untilAbsorption(back, gone, twiceDown)];
    first.add(climbed.mmul(lower));
    climbed = climbed.mmul(higher);
  }
  return visits(up, Matrix.add(local, up.mmul(first)), down);
}

/** Visits to the phases of a level, by the phase below from which it is entered, until it is left downwards. */
function visits(up: Matrix, inner: Matrix, down: Matrix): Matrix {
  return up.mmul(untilAbsorption(inner, rowSums(down), Matrix.eye(inner.rows)));
}

/** Upward less downward rate when phases have settled, far above the boundary, over their sum. */
function driftOf(up: Matrix, local: Matrix, down: Matrix): number {
  const phases = restOf(Matrix.add(Matrix.add(up, local), down));
  const flow = (matrix: Matrix) => rowSums(matrix).reduce((sum, rate, i) => sum + rate * phases[i], 0);
  const [rises, falls] = [flow(up), flow(down)];
  return (rises - falls) / (rises + falls);
}

/** The stationary probabilities of a chain with these rates. */
function restOf(rates: Matrix): number[] {
  const { states, chain } = explore(0, (i: number) => rates.getRow(i).map((rate, j) => [j, rate] as const));
  const result = new Array<number>(rates.rows).fill(0);
  for (const [at, p] of stationary(chain).entries()) result[states[at]] = p;
  return result;
}
