/** How far a sample lies from what it should be, in units in which chance alone is known. */
import { normalBelow } from '../../src/random/special.ts';

/**
 * sup |F_n − F| · √n, for any distribution: at atoms the sample may jump only where F does.
 * By Dvoretzky, Kiefer & Wolfowitz (Massart 1990) it exceeds `kolmogorovBound(p)` with probability at most p.
 */
export function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.toSorted();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const x = sorted[i];
    if (i === 0 || sorted[i - 1] < x) distance = Math.max(distance, Math.abs(i / n - cdf(x - Math.max(Math.abs(x) * 2 ** -50, Number.MIN_VALUE))));
    if (i === n - 1 || sorted[i + 1] > x) distance = Math.max(distance, Math.abs((i + 1) / n - cdf(x)));
  }
  return distance * Math.sqrt(n);
}

export function kolmogorovBound(p: number): number {
  return Math.sqrt(Math.log(2 / p) / 2);
}

/** The z that |Z| exceeds with probability p. */
export function normalBound(p: number): number {
  let [low, high] = [0, 40];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (2 * normalBelow(-middle) > p) low = middle;
    else high = middle;
  }
  return low;
}

/** (X² − df) / √(2 df): near standard normal for the many cells used here. */
export function chiSquare(counts: ArrayLike<number>): number {
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i] - expected) ** 2 / expected;
  const df = counts.length - 1;
  return (sum - df) / Math.sqrt(2 * df);
}

/** (mean of the sample − mean) / its standard error. */
export function zOfMean(values: Float64Array, mean: number, variance: number): number {
  return (values.reduce((sum, value) => sum + value, 0) / values.length - mean) / Math.sqrt(variance / values.length);
}
