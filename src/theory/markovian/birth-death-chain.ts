/** Queues whose state is the number of jobs alone: rates up and down from each number. */
import { ParamError } from '../../params.ts';
import { MOST_STATES } from './erlang.ts';

export interface BirthDeath {
  /** Rate from n to n + 1; 0 at the last state, where there is one. */
  birth(n: number): number;
  /** Rate from n to n − 1. */
  death(n: number): number;
  /**
   * From this number on birth(n)/death(n+1) never grows again: what is left out beyond the last state is then less than
   * 1e-18 of the probability of this number and all above it. 0 unless given.
   */
  readonly settled?: number;
}

/** A weight that is scaled down, with all before it, so that none overflows. */
const LARGE = 1e200;
const NEGLIGIBLE = 1e-18;

/**
 * Stationary probabilities of 0, 1, 2, …, up to where the rest is negligible; a ParamError where that is too far.
 * Products and sums of positive terms only. Source: Kleinrock 1975, section 3.1. Cost: O(states).
 */
export function birthDeathProbabilities({ birth, death, settled = 0 }: BirthDeath): Float64Array {
  const weights = [1];
  // Weights grow until they are scaled down, from the next on; from where, and the weight of `settled` on the scale of the last.
  const scaled: number[] = [];
  let reference = 1;
  for (let n = 0; ; n++) {
    const up = birth(n);
    if (up === 0 || weights[n] === 0) break;
    const ratio = up / death(n + 1);
    if (n >= settled && ratio < 1 && (weights[n] * ratio * (n + 1)) / (1 - ratio) ** 2 <= NEGLIGIBLE * reference * (settled + 1)) break;
    if (n >= MOST_STATES) throw new ParamError(`more than ${MOST_STATES} jobs at a time are likely, beyond which this formula is not computed`);
    const next = weights[n] * ratio;
    if (next > LARGE) {
      scaled.push(n + 1);
      reference /= LARGE;
    }
    weights.push(next > LARGE ? next / LARGE : next);
    if (n + 1 === settled) reference = weights[settled];
  }
  // What has been scaled more than three times is 0.
  for (const [i, end] of scaled.entries()) {
    for (let k = scaled[i - 3] ?? 0; k < end; k++) weights[k] /= LARGE;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(weights, (weight) => weight / total);
}

/** Σ p(n) value(n). */
export function average(probabilities: Float64Array, value: (n: number) => number): number {
  return probabilities.reduce((sum, p, n) => sum + p * value(n), 0);
}

/** What arrivals find: the time averages, weighted by the rate at which jobs come in each state. */
export function seenByArrivals(probabilities: Float64Array, birth: (n: number) => number): Float64Array {
  const total = average(probabilities, birth);
  return probabilities.map((p, n) => (p * birth(n)) / total);
}
