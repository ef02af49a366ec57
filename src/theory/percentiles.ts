/** Percentiles of a time, from its quantile function or from its tail. */
import { rootBetween } from './numeric/roots.ts';

/** What P[T ≤ t] is at the percentiles that are told. */
export const LEVELS = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, 'p99.9': 0.999 } as const;

/** `metric.p50` … `metric.p99.9` from the quantile function, which is given P[T > t] rather than P[T ≤ t]. */
export function percentiles(metric: string, quantile: (tail: number) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(LEVELS).map(([key, level]) => [`${metric}.${key}`, quantile(1 - level)]));
}

/**
 * The smallest t at which a continuous tail P[T > t] has come down to a given value; `scale` is a time of the right order.
 * Infinity where that is beyond `reach`, up to which the tail is known.
 */
export function whereTailIs(tail: (t: number) => number, scale: number, reach = Infinity): (value: number) => number {
  return (value) => {
    if (tail(0) <= value) return 0;
    let beyond = scale;
    while (beyond <= reach && tail(beyond) > value) beyond *= 2;
    if (beyond > reach) return Infinity;
    // Tails fall about exponentially, so their logarithm is what a line fits.
    return rootBetween((t) => Math.log(Math.max(tail(t), Number.MIN_VALUE) / value), 0, beyond);
  };
}
