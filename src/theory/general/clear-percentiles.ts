import { percentiles } from '../percentiles.ts';

/** How near to a jump is on it. */
const NEAR = 1e-9;

/**
 * The percentiles of a time that lie where its tail is continuous. Where many jobs have the very same time, as those have that
 * do not wait and are of equal size, a percentile that is that time is next to nothing to know, and no histogram can meet it.
 * Those beyond what is known of the tail are left out too.
 */
export function clearPercentiles(metric: string, tail: (t: number) => number, quantile: (tail: number) => number): Record<string, number> {
  const all = Object.entries(percentiles(metric, quantile));
  return Object.fromEntries(all.filter(([, at]) => at === 0 || (at < Infinity && tail(at * (1 - NEAR)) <= 1.001 * tail(at * (1 + NEAR)))));
}
