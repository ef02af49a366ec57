/** A scenario with every name resolved. */
import type { JobClass, Node, Source, Workload } from './model.ts';
import type { Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Policy } from './policy.ts';

/** Nodes behind one dispatcher. */
export interface Pool {
  readonly nodes: readonly Node[];
  /** The most jobs that the pool holds; Infinity where there is no bound. */
  readonly capacity: number;
  readonly dispatch: Policy<Dispatcher, DispatchSetup>;
  readonly discipline: Policy<Discipline, DisciplineSetup>;
  /** How late the dispatcher learns of the load of nodes; absent: at once. */
  readonly information?: Information;
}

/** All nodes report their load at every multiple of `every`, or each change becomes known after `delay`; in time units. */
export type Information = { readonly every: number } | { readonly delay: number };

/** When one replication ends. The first `warmup` of it is recorded apart. */
export interface Horizon {
  /** `jobs`: after so many jobs have left or been lost; `time`: at that time. A run also ends when nothing can happen any more. */
  readonly unit: 'jobs' | 'time';
  readonly length: number;
  /** In the horizon's unit; 0 where the warm-up is found afterwards. */
  readonly warmup: number;
}

/** A scenario with every name resolved: what backends execute and what theory recognises. */
export interface Scenario {
  readonly name: string;
  readonly seed: string;
  readonly classes: readonly JobClass[];
  readonly sources: readonly Source[];
  readonly workload: Workload;
  readonly pool: Pool;
  readonly horizon: Horizon;
  /** Whether response and slowdown are also measured by the size of the job. */
  readonly bySize?: true;
  /** Response times, ascending, of which the share of jobs that take longer is measured; absent: none. */
  readonly thresholds?: readonly number[];
}
