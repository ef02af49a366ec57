import { MOST_NODES_LISTED } from '../stats/recorder.ts';
import { type ClassSection, joinAbove, joinDeadlines, joinTallies, joinTried, type Section, type Tally } from '../stats/recording.ts';
import type { SizeSection } from '../stats/size-tallies.ts';
import { variance } from '../stats/moments.ts';
import { quantile } from '../stats/sketch.ts';
import type { Observed, Statistics, Summary } from '../metrics/define.ts';
import { isBounded, type Scenario } from '../scenario.ts';
import { catalogue } from './catalogue.ts';

/** Metric → statistic → value: one sample of everything that is reported about a scope. */
export type Sample = Readonly<Record<string, Statistics>>;

/** One sample of the whole system, of each class, and of each node where nodes are listed. */
export interface Samples {
  readonly overall: Sample;
  readonly classes: readonly Sample[];
  readonly nodes: readonly Sample[];
  /** By size, where the scenario asks for it. */
  readonly sizes?: SizeSection;
}

export interface SampleOptions {
  /** When the system was empty for good, where it was. */
  readonly drained?: number | undefined;
}

/** Every metric over a stretch of a replication. */
export function sampleOf(section: Section, { pool, classes, thresholds = [] }: Scenario, { drained }: SampleOptions = {}): Samples {
  const lossy = isBounded(pool);
  const slots = pool.nodes.reduce((sum, node) => sum + node.slots, 0);
  const all = {
    ...countsOf(section.classes),
    ...joinTried(section.classes),
    ...joinDeadlines(section.classes),
    ...joinAbove(section.classes),
    response: joinTallies(section.classes.map(({ response }) => response)),
    waiting: joinTallies(section.classes.map(({ waiting }) => waiting)),
    slowdown: joinTallies(section.classes.map(({ slowdown }) => slowdown)),
  };
  const { time, jobTime, busyTime, work, troubles, tasks } = section;
  return {
    overall: metricsOf({ ...all, ...summaries(all, thresholds), time, lossy, jobTime, busyTime, slots, work, ...(pool.faults?.crashes && { nodes: pool.nodes.length }), ...(troubles && { troubles }), ...(tasks && { taskTime: tasks.time }), ...(drained !== undefined && { drained }) }),
    classes: classes.length === 1 ? [] : section.classes.map((part) => metricsOf({ ...part, ...summaries(part, thresholds), time, lossy })),
    nodes: pool.nodes.length === 1 || pool.nodes.length > MOST_NODES_LISTED ? [] : pool.nodes.map((node, index) => metricsOf(nodeOf(section, index, node.slots, lossy))),
    ...(section.sizes && { sizes: section.sizes }),
  };
}

function metricsOf(observed: Observed): Sample {
  return Object.fromEntries(Object.values(catalogue.metric).map((metric) => [metric.name, metric.of(observed)]));
}

function countsOf(parts: readonly ClassSection[]): { completed: number; lost: number } {
  return {
    completed: parts.reduce((sum, { completed }) => sum + completed, 0),
    lost: parts.reduce((sum, { lost }) => sum + lost, 0),
  };
}

function summaries(part: Pick<ClassSection, 'completed' | 'above' | 'response' | 'waiting' | 'slowdown'>, thresholds: readonly number[]) {
  const { above, completed } = part;
  const shares = above && completed > 0 && { above: Object.fromEntries(thresholds.map((time, index) => [`above ${time}`, above[index] / completed])) };
  return { response: { ...summary(part.response), ...shares }, waiting: summary(part.waiting), slowdown: summary(part.slowdown) };
}

function summary({ moments, sketch }: Tally): Summary {
  return {
    mean: moments.count === 0 ? undefined : moments.mean,
    variance: variance(moments),
    quantile: (p) => (moments.count * (1 - p) < FEWEST_BEYOND ? undefined : quantile(sketch, p)),
  };
}

/** With fewer jobs beyond it a quantile is the accident of one or two of them. */
export const FEWEST_BEYOND = 5;

const UNKNOWN: Summary = { mean: undefined, variance: undefined, quantile: () => undefined };

function nodeOf({ time, nodes }: Section, index: number, slots: number, lossy: boolean): Observed {
  const { completed, lost, response, jobTime, busyTime } = nodes!;
  return {
    time,
    lossy,
    slots,
    completed: completed[index],
    lost: lost[index],
    busyTime: busyTime[index],
    ...(jobTime && { jobTime: jobTime[index] }),
    response: { ...UNKNOWN, mean: completed[index] === 0 ? undefined : response[index] / completed[index] },
    waiting: UNKNOWN,
    slowdown: UNKNOWN,
  };
}
