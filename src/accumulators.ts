import type { Recorder } from './model.ts';

/**
 * What has been measured since a section of the horizon began, in rows of numbers: a recorder's memory, into which a loop may
 * write itself what it would otherwise tell the recorder of job by job. An integral over time is kept as the sum of the times at
 * which something ended less those at which something began, all as times from `origin`.
 */
export interface Accumulators {
  /** A row of NODE_ROW numbers for each node, or for several. */
  readonly nodes: Float64Array;
  /** The row of each node; absent where each has its own, or all have one. */
  readonly rows: Int32Array | undefined;
  /** Jobs at each node, in place of NODE_JOBS; there where each has a row of its own. */
  readonly jobs: Int32Array | undefined;
  /** A row of CLASS_ROW numbers for each class. */
  readonly classes: Float64Array;
  /** How many jobs of each class are done and not yet looked at. */
  readonly pending: Int32Array;
  /** Of each class, their responses, in MOST_PENDING places, and then their services. */
  readonly done: Float64Array;
  /** Jobs wait in the pool's one queue, so that nothing is to be said of how many are at a node. */
  oneQueue(): void;
  /** When the section began. */
  origin(): number;
  /** What the present interval ends with: so many jobs gone, or that time; the other is Infinity. */
  jobEdge(): number;
  timeEdge(): number;
  /** All the places of the class are taken: looks at what is there. */
  full(jobClass: number, now: number): void;
  /** So many jobs are gone, the last of them at `lastDone`, and the next event is later than `now`, or it is the edge: closes what ends by then. */
  reach(now: number, gone: number, lastDone: number): void;
}

/** A recorder that keeps what it is told in accumulators, for those who know how to write there themselves; without them it must be told. */
export interface AccumulatingRecorder extends Recorder {
  readonly accumulators?: Accumulators | undefined;
}

// Of a node: jobs there that are not counted elsewhere, ∫ jobs dt, busy slots now, ∫ busy slots dt, jobs done, lost, Σ response of those done.
export const NODE_JOBS = 0;
export const NODE_JOB_TIME = 1;
export const NODE_BUSY = 2;
export const NODE_BUSY_TIME = 3;
export const NODE_COMPLETED = 4;
export const NODE_LOST = 5;
export const NODE_RESPONSE = 6;
export const NODE_ROW = 8;

// Of a class: jobs in the system now, and those that are done and not yet looked at; ∫ jobs in the system dt; jobs turned away.
export const CLASS_JOBS = 0;
export const CLASS_JOB_TIME = 1;
export const CLASS_LOST = 2;
export const CLASS_ROW = 4;

export const MOST_PENDING = 256;
