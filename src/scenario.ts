/** A scenario with every name resolved. */
import type { Distribution, JobClass, Node, Source, Workload } from './model.ts';
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
  /** What goes wrong; absent: nothing. */
  readonly faults?: Faults;
  /** What is done about it; absent: a task that fails is given up. */
  readonly recovery?: Recovery;
}

/** Whether a job may find no room, in the pool or at a node. */
export function isBounded({ nodes, capacity }: Pick<Pool, 'nodes' | 'capacity'>): boolean {
  return capacity < Infinity || nodes.some((node) => node.capacity < Infinity);
}

/** What goes wrong in a pool. A try is one attempt at a task, from when it is sent to a node until it ends, well or not. */
export interface Faults {
  /** Each node works for a time, whether it is busy or not, and is then down until it is repaired. A crash loses what its tasks have been served. */
  readonly crashes?: { readonly up: Distribution; readonly repair: Distribution };
  /** A try ends in an error: when it would be done, or after a part of its size that is uniform on (0, 1). */
  readonly failure?: { readonly probability: number; readonly at: 'end' | 'anywhere' };
  /** Probability that a try holds what it is given and never ends. Needs a timeout. */
  readonly hang?: number;
  /** A try takes `factor` times its size, which no policy foresees. */
  readonly straggler?: { readonly probability: number; readonly factor: number };
}

/** What is done about tasks that fail, hang, are slow or are lost. Times are in time units. */
export interface Recovery {
  /** A try is given up so long after it was sent to its node, waiting there included. */
  readonly timeout?: number;
  /** A try that ended in an error, was given up, or found its node full is followed by another, at most `limit` times; then the job is a dead letter. */
  readonly retry?: Retry;
  /** A try that is not done so long after it was sent is joined by another on another node: the first to be done counts, the other is taken back. */
  readonly backup?: { readonly after: number };
  /** Nodes tell that they are there at every multiple of `every`; one is known to be down after so many misses. Absent: at once. */
  readonly heartbeat?: { readonly every: number; readonly misses: number };
  /** Whether a further try has the size of the first, or one drawn again from the same distribution. */
  readonly sizes: 'same' | 'drawn';
}

export interface Retry {
  readonly limit: number;
  /** Before the k-th retry a job waits min(atMost, first · factor^(k − 1)), or with full jitter a uniform part of it; absent: not at all. */
  readonly backoff?: { readonly first: number; readonly factor: number; readonly atMost: number; readonly jitter: 'full' | 'none' };
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
