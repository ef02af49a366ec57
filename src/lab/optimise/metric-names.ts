/** Metrics as expressions name them: `response`, `response.p99`, `web.response.p99`. */
import type { Observed, Summary } from '../../metrics/define.ts';
import { nearest } from '../../registry.ts';
import type { Finding } from '../../theory/finding.ts';
import { catalogue } from '../catalogue.ts';
import type { Samples } from '../observe.ts';
import { ExpressionError } from './parse.ts';

export interface MetricName {
  readonly name: string;
  /** Index of a class; undefined: over all. */
  readonly of?: number;
  readonly scope: string;
  readonly metric: string;
  readonly statistic: string;
  /** Where it is the share of jobs of which the metric is more than that. */
  readonly threshold?: number;
}

const SUMMARY: Summary = { mean: 1, variance: 1, quantile: () => 1 };
/** Something of everything, to see which statistics each metric has. */
const ANYTHING: Observed = {
  time: 1, completed: 1, lost: 1, deadlines: { due: 1, missed: 1 }, jobTime: 1, busyTime: 1, slots: 1, lossy: true, drained: 1, tried: { tries: 1, dead: 0 }, troubles: { downTime: 1, wasted: 1 }, work: 1, nodes: 1, response: SUMMARY, waiting: SUMMARY, slowdown: SUMMARY,
};

function statisticsOf(metric: string): readonly string[] {
  return Object.entries(catalogue.metric[metric].of(ANYTHING)).flatMap(([statistic, value]) => (value === undefined ? [] : [statistic]));
}

export const metricNames: readonly string[] = Object.keys(catalogue.metric);

/** The metric of that name; undefined where the name begins with no metric and no class. Throws an ExpressionError for a statistic that there is not. */
export function metricOf(name: string, classes: readonly string[]): MetricName | undefined {
  const [first, ...rest] = name.split('.');
  if (metricNames.includes(first)) return withStatistic({ name, scope: 'overall', metric: first }, rest);
  const of = classes.indexOf(first);
  if (of < 0) return undefined;
  const [metric = '', ...statistic] = rest;
  if (!metricNames.includes(metric)) throw new ExpressionError(`${name}: unknown metric ${JSON.stringify(metric)}`, { allowed: metricNames, meant: nearest(metric, metricNames) });
  // With one class only, its metrics are those of all.
  return withStatistic(classes.length === 1 ? { name, scope: 'overall', metric } : { name, of, scope: `class ${first}`, metric }, statistic);
}

/** The share of jobs, of all or of a class, whose response is above a threshold. Throws an ExpressionError. */
export function shareAbove(metric: string, threshold: number, classes: readonly string[]): MetricName {
  const found = metricOf(metric, classes);
  if (found?.metric !== 'response' || found.statistic !== 'mean') throw new ExpressionError(`${metric}.above: only response is measured against a threshold, as in response.above(20)`);
  if (!(threshold > 0)) throw new ExpressionError(`${metric}.above: the threshold must be more than 0, not ${threshold}`);
  return { ...found, name: `${metric}.above(${threshold})`, statistic: `above ${threshold}`, threshold };
}

function withStatistic(found: Omit<MetricName, 'statistic'>, rest: readonly string[]): MetricName {
  const statistic = rest.length === 0 ? 'mean' : rest.join('.');
  const allowed = statisticsOf(found.metric);
  if (allowed.includes(statistic)) return { ...found, statistic };
  throw new ExpressionError(`${found.name}: unknown statistic ${JSON.stringify(statistic)} of ${found.metric}`, { allowed, meant: nearest(statistic, allowed) });
}

/** Whether it is a share of jobs, which may be too rare to be seen. */
export function isShare({ metric, threshold }: MetricName): boolean {
  return threshold !== undefined || metric === 'loss' || metric === 'missed' || metric === 'dead';
}

/** What one replication says of it; where nothing can be lost, nothing is. Throws where there were too few jobs. */
export function sampled({ name, of, metric, statistic }: MetricName, samples: Samples): number {
  const value = (of === undefined ? samples.overall : samples.classes[of])[metric]?.[statistic] ?? (metric === 'loss' ? 0 : undefined);
  if (value === undefined || !Number.isFinite(value)) throw new Error(`${name} cannot be told from one replication: make it longer (run.jobs), or choose another statistic`);
  return value;
}

/** What theory says of it: the first finding that is no bound; undefined where it says nothing. */
export function predicted({ scope, metric, statistic, threshold }: MetricName, findings: readonly Finding[]): { readonly value: number; readonly kind: string } | undefined {
  const key = statistic === 'mean' ? metric : `${metric}.${statistic}`;
  for (const { formula, prediction, scope: own } of findings) {
    if (own !== scope || formula.kind === 'bound') continue;
    const value = threshold === undefined ? prediction.values[key] : prediction.responseTail?.(threshold);
    if (value !== undefined) return { value, kind: formula.kind };
  }
  return undefined;
}
