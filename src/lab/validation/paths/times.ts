const LEVELS = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** Mean, variance and percentiles of the times of jobs, by the keys of predictions. */
export function timesOf(metric: string, times: readonly number[]): Record<string, number> {
  const sorted = Float64Array.from(times).toSorted();
  const mean = sorted.reduce((sum, time) => sum + time, 0) / sorted.length;
  const variance = sorted.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (sorted.length - 1);
  const levels = Object.entries(LEVELS).map(([key, level]) => [`${metric}.${key}`, sorted[Math.ceil(level * sorted.length) - 1]]);
  return { [metric]: mean, [`${metric}.variance`]: variance, ...(Object.fromEntries(levels) as Record<string, number>) };
}

/** Mean and variance alone. */
export function spreadOf(metric: string, times: readonly number[]): Record<string, number> {
  const all = timesOf(metric, times);
  return { [metric]: all[metric], [`${metric}.variance`]: all[`${metric}.variance`] };
}

export function total(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0);
}
