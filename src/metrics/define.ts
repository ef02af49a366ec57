/** What a file in this folder exports. */
import type { Described } from '../registry.ts';

/** Mean, variance and quantiles of one quantity per job; each undefined where there were too few jobs. */
export interface Summary {
  readonly mean: number | undefined;
  readonly variance: number | undefined;
  quantile(p: number): number | undefined;
  /** `above 0.2` → the share of jobs of which it is more than that, where it is asked for. */
  readonly above?: Readonly<Record<string, number>>;
}

/** What was observed over a stretch of time of the whole system, of a class or of a node; absent is not observed there. */
export interface Observed {
  readonly time: number;
  readonly completed: number;
  readonly lost: number;
  /** Tries that were begun, and jobs that were given up after one; absent where tasks are not tried again. */
  readonly tried?: { readonly tries: number; readonly dead: number };
  /** Of all nodes: time down, and work done in vain; absent where tasks are not tried again. */
  readonly troubles?: { readonly downTime: number; readonly wasted: number };
  /** Work done. */
  readonly work?: number;
  /** How many there are, where they crash. */
  readonly nodes?: number;
  /** Of the jobs done: how many had a deadline, and how many of these were done after it; absent where none had. */
  readonly deadlines?: { readonly due: number; readonly missed: number };
  /** ∫ number in system dt. */
  readonly jobTime?: number;
  /** ∫ tasks in system dt, where jobs have several. */
  readonly taskTime?: number;
  /** ∫ busy slots dt. */
  readonly busyTime?: number;
  /** Infinity where unlimited. */
  readonly slots?: number;
  /** Whether anything can be lost. */
  readonly lossy: boolean;
  readonly response: Summary;
  readonly waiting: Summary;
  readonly slowdown: Summary;
  /** When the system was empty after its last job; absent where it never was, or more jobs were to come. */
  readonly drained?: number;
}

/** Statistic (`mean`, `variance`, `p95` …) → value; undefined is left out. */
export type Statistics = Readonly<Record<string, number | undefined>>;

export interface MetricDefinition extends Described {
  readonly unit: 'time' | 'jobs' | 'jobs per time' | 'ratio';
  of(observed: Observed): Statistics;
}

export function metric(definition: MetricDefinition): MetricDefinition {
  return definition;
}

/** The percentiles that are reported, by name. */
export const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, 'p99.9': 0.999 } as const;

export function summarise({ mean, variance, quantile, above }: Summary): Statistics {
  const percentiles = Object.entries(PERCENTILES).map(([name, p]) => [name, quantile(p)]);
  return { mean, variance, ...Object.fromEntries(percentiles), ...above };
}
