import type { Node, Source } from '../../model.ts';
import { PERCENTILES } from '../../metrics/define.ts';
import { type Horizon, isBounded, type Pool } from '../../scenario.ts';
import { nearest } from '../../registry.ts';
import { FEWEST_BEYOND } from '../observe.ts';
import type { Fault } from './faults.ts';
import type { RunSection } from './schema.ts';

/** How narrow an interval is asked for, and how many replications may be spent on it. One of relative and absolute is given. */
export interface Precision {
  readonly metric: string;
  readonly statistic: string;
  readonly relative?: number;
  readonly absolute?: number;
  readonly atMost: number;
}

type Section = NonNullable<RunSection['precision']>;

export function precisionOf({ metric, statistic, relative, absolute, 'at-most': atMost }: Section): Precision {
  return { metric, statistic, ...(relative !== undefined && { relative }), ...(absolute !== undefined && { absolute }), atMost };
}

/** What is measured depends on it. */
export interface Surroundings {
  readonly sources: readonly Source[];
  readonly nodes: readonly Node[];
  /** Of the pool. */
  readonly capacity: number;
  readonly horizon: Horizon | undefined;
  readonly thresholds: readonly number[];
  readonly troubles: Pick<Pool, 'faults' | 'recovery'>;
}

/** Refuses a precision of what the scenario does not measure: replications would be added to the last, and none would help. */
export function checkPrecision(run: RunSection, surroundings: Omit<Surroundings, 'thresholds'>, faults: Fault[]): void {
  const { precision } = run;
  if (!precision) return;
  if ((precision.relative === undefined) === (precision.absolute === undefined)) {
    const message = precision.relative === undefined ? 'needs relative or absolute: how narrow the interval is to be' : 'has both relative and absolute; one of them says when to stop';
    faults.push({ path: ['run', 'precision'], message, at: 'key' });
  }
  checkMeasured(precision, { ...surroundings, thresholds: run.thresholds ?? [] }, ['run', 'precision'], faults);
}

/** Refuses a metric that is not measured, and a statistic of it that there is not or that takes more jobs; `at` has the keys metric and statistic. */
export function checkMeasured({ metric, statistic }: { readonly metric: string; readonly statistic: string }, surroundings: Surroundings, at: readonly string[], faults: Fault[]): void {
  const { sources, nodes, capacity, horizon, thresholds, troubles } = surroundings;
  const lossy = isBounded({ nodes, capacity });
  const ends = sources.every(({ process }) => process.mechanism === 'recorded' || (process.mechanism === 'open' && process.ends !== undefined));
  const noTries = !troubles.faults && !troubles.recovery && 'nothing fails where no faults are given';
  const nothing: Readonly<Record<string, string | false>> = {
    loss: !lossy && 'nothing can be lost where no capacity is given',
    missed: !sources.some(({ deadline }) => deadline) && 'no jobs have a deadline',
    dead: noTries,
    tries: noTries,
    waste: noTries,
    availability: !troubles.faults?.crashes && 'no nodes crash',
    utilisation: nodes[0].slots === Infinity && 'of unlimited slots no fraction is busy',
    drained: !ends && 'the arrivals do not end',
  };
  const reason = nothing[metric];
  if (reason) faults.push({ path: [...at, 'metric'], message: `${metric} is not measured here: ${reason}` });
  const allowed = statisticsOf(metric, thresholds);
  if (!allowed.includes(statistic)) {
    faults.push({ path: [...at, 'statistic'], message: `unknown statistic ${JSON.stringify(statistic)} of ${metric}`, allowed, meant: nearest(statistic, allowed) });
    return;
  }
  const p = PERCENTILES[statistic as keyof typeof PERCENTILES] as number | undefined;
  const jobs = p === undefined ? 0 : Math.ceil(Number((FEWEST_BEYOND / (1 - p)).toPrecision(9)));
  if (horizon?.unit === 'jobs' && horizon.length - horizon.warmup < jobs) {
    faults.push({ path: [...at, 'statistic'], message: `${statistic} cannot be told from so few jobs in a replication: it takes ${jobs} or more` });
  }
}

/** Of metrics that are measured job by job there is more than the mean. */
const OF_JOBS: ReadonlySet<string> = new Set(['response', 'waiting', 'slowdown']);

function statisticsOf(metric: string, thresholds: readonly number[]): readonly string[] {
  if (!OF_JOBS.has(metric)) return ['mean'];
  return ['mean', 'variance', ...Object.keys(PERCENTILES), ...(metric === 'response' ? thresholds.map((time) => `above ${time}`) : [])];
}
