import type { Distribution } from '../../model.ts';

/** So many multiplications, and so many states, are worth a distribution. */
const AFFORDABLE = 2e7;
const MOST_STATES = 5e4;
const NEGLIGIBLE = 1e-16;

/**
 * Stationary probabilities of the number of jobs in M^[X]/M/1, up to where the rest is negligible; undefined where that is too
 * far, as for batches that are now and then very large. The number is a sum of geometrically many independent Y, each 1 and
 * the jobs of a batch that are behind a given one in it: p(n) = ρ Σ_j P[Y = j] p(n−j) with P[Y = j] = P[X ≥ j]/E[X].
 */
export function batchQueue(load: number, batch: Distribution, mean: number): Float64Array | undefined {
  const behind: number[] = [];
  for (let j = 1; ; j++) {
    const rest = 1 - batch.cdf(j - 1);
    if (rest <= NEGLIGIBLE) break;
    behind.push((load * rest) / batch.mean);
    if (behind.length * mean > AFFORDABLE) return undefined;
  }
  const p = [1 - load];
  // What is left beyond n is about p(n) times the mean number of jobs.
  for (let n = 1; n <= behind.length || p[n - 1] * (1 + mean) > NEGLIGIBLE; n++) {
    if (n > MOST_STATES || n * behind.length > AFFORDABLE) return undefined;
    let sum = 0;
    for (let j = 1; j <= Math.min(n, behind.length); j++) sum += behind[j - 1] * p[n - j];
    p.push(sum);
  }
  return Float64Array.from(p);
}
