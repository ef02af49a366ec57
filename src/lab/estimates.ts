import type { Metrics } from '../result.ts';
import { estimate, type Sampling, sectioned } from '../stats/interval.ts';
import type { Sample } from './observe.ts';
import type { Whole } from './together.ts';

/** Of these an estimate rests on all samples or is not made: those that lack it are not like the others. */
const ALL_OR_NONE: ReadonlySet<string> = new Set(['drained']);

const QUANTILE = /^p\d/;

/** Means over jobs. */
const PER_JOB: ReadonlySet<string> = new Set(['response', 'waiting', 'slowdown']);

/**
 * Each statistic of each metric over the samples; those that any sample lacks for want of jobs rest on the others.
 * `whole` is what they say in one: the values of quantiles are taken from it, of batches all values, and of a class or a node
 * the means over jobs, since a replication in which it had few would count as much as one in which it had many; what never
 * happened; and what rests on too little.
 */
export function metricsOf(samples: readonly Sample[], level: number, whole?: Whole, sampling?: Sampling): Metrics {
  const metrics: Metrics = {};
  for (const [metric, statistics] of Object.entries(samples[0])) {
    const estimates: Metrics[string] = {};
    for (const statistic of Object.keys(statistics)) {
      const values = samples.map((sample) => sample[metric][statistic]).filter((value) => value !== undefined);
      if (ALL_OR_NONE.has(metric) && values.length < samples.length) continue;
      const ofAll = sampling?.batches || QUANTILE.test(statistic) || (whole?.part && statistic === 'mean' && PER_JOB.has(metric));
      const together = ofAll ? whole?.sample[metric]?.[statistic] : undefined;
      const found = together === undefined ? estimate(values, level, sampling) : sectioned(values, together, level, sampling);
      const unseen = whole?.unseen[metric]?.[statistic];
      const few = whole?.few[metric]?.[statistic];
      if (found) estimates[statistic] = unseen ? { ...found, halfWidth: null, unseen } : { ...found, ...(few && { few }) };
    }
    if (Object.keys(estimates).length > 0) metrics[metric] = estimates;
  }
  return metrics;
}
