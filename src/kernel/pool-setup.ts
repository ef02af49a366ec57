import type { JobClass, Recorder, Stream, Workload } from '../model.ts';
import type { JobTable } from './jobs.ts';
import type { Operator } from './recovery/recovery.ts';
import type { Timers } from './timers.ts';

/** What a pool is put into. */
export interface PoolSetup {
  readonly classes: readonly JobClass[];
  readonly workload: Workload;
  readonly calendar: Timers;
  readonly jobs: JobTable;
  /** Whether policies see estimates of sizes. */
  readonly estimated: boolean;
  /** Whether jobs have deadlines. */
  readonly deadlines: boolean;
  readonly recorder: Recorder;
  readonly stream: (name: string) => Stream;
  /** Draws a size of the class again, for a copy or a new beginning. */
  readonly redraw: (jobClass: number) => number;
  /** Whether jobs have several tasks. */
  readonly forks: boolean;
  /** Whether there are customers who wait. */
  readonly closed: boolean;
  /** Tells a customer who waits, by the timer, that the job is done or lost. */
  readonly wake: (customer: number) => void;
  /** Whether jobs are still to come. */
  readonly toCome: () => boolean;
  readonly operator: Operator | undefined;
}
