/** Finding the end of the warm-up. */

/**
 * MSER: the number of leading values to leave out so that the standard error of the mean of the rest is least, at most
 * half of them. `values` are means over equal batches (five observations or more: MSER-5).
 *
 * Source: White 1997; White, Cobb and Spratt 2000 (MSER-5). O(n).
 */
export function mser(values: ArrayLike<number>): number {
  const n = values.length;
  let best = 0;
  let least = Infinity;
  let sum = 0;
  let squares = 0;
  // From the end, so that the sums over the values kept grow by one value at a time; centred to keep digits.
  const centre = n === 0 ? 0 : values[n - 1];
  for (let cut = n - 1; cut >= 0; cut--) {
    const value = values[cut] - centre;
    sum += value;
    squares += value * value;
    const kept = n - cut;
    if (cut > n / 2 || kept < 2) continue;
    const error = Math.max(0, squares - (sum * sum) / kept) / (kept * kept);
    if (error <= least) [best, least] = [cut, error];
  }
  return best;
}

/** The mean of several series, place by place, over their common length. */
export function averageSeries(series: readonly ArrayLike<number>[]): Float64Array {
  const length = Math.min(...series.map((values) => values.length));
  const average = new Float64Array(Number.isFinite(length) ? length : 0);
  for (const values of series) for (let i = 0; i < average.length; i++) average[i] += values[i] / series.length;
  return average;
}
