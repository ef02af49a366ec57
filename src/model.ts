/**
 * The vocabulary of schedlab as types. Read this file first; it imports nothing. Then policy.ts, then scenario.ts.
 *
 * Times are in the scenario's one time unit, sizes in seconds of work on a node of speed 1 (that same unit),
 * rates in jobs per time unit. Indices (class, node) count from 0 in the order of the scenario file.
 */

// ── Chance ──────────────────────────────────────────────────────────────────────────────────────────────

/** A named source of independent random numbers; the only source of chance that a policy or a distribution has. */
export interface Stream {
  /** A double on [0, 1) with 53 random bits. */
  uniform(): number;
  /** An exponential variate with mean 1. */
  exponential(): number;
  /** Exponential variates with that mean, or 1, in every place: the same as so many single ones, in half the time. */
  exponentials(values: Float64Array, mean?: number): void;
  /** A standard normal variate. */
  normal(): number;
  /** An integer uniform on 0 … n − 1; n from 1 to 2^32. */
  integer(n: number): number;
}

/**
 * Draws one number, maybe ahead of time. Where many at once are faster it has a way of its own for them, which puts the same
 * numbers into every place as so many calls; a distribution that is copied with another sampler has none.
 */
export interface Sampler {
  (stream: Stream): number;
  readonly fill?: (stream: Stream, values: Float64Array) => void;
}

/** A distribution of non-negative numbers: how to draw from it, and its exact properties. */
export interface Distribution {
  readonly name: string;
  readonly mean: number;
  /** Infinity where it diverges. */
  readonly variance: number;
  /** The smallest and the largest possible value; Infinity where there is none. */
  readonly support: readonly [number, number];
  /** Whether single values have positive probability (deterministic, discrete, empirical). */
  readonly atoms: boolean;
  readonly sample: Sampler;
  /** E[X^k] for an integer k ≥ 1; Infinity where it diverges. */
  moment(k: number): number;
  /** P[X ≤ x]. */
  cdf(x: number): number;
  /** The density at x; given only by distributions without atoms. */
  density?(x: number): number;
  /** The Laplace transform E[exp(−s X)] for complex s with Re s ≥ 0; given where it has a closed form. */
  transform?(s: ComplexValue): ComplexValue;
  /** The Markov chain whose time to absorption this is, where it is one of few phases; theory reads it. */
  readonly phases?: Phases;
  /** The values of positive probability, where they can be listed; theory reads it. */
  masses?(): Masses;
  /** What it is a mixture of, where it is one; theory reads it. */
  readonly parts?: readonly { readonly weight: number; readonly distribution: Distribution }[];
}

/** Single values, ascending, each with its probability; a value may occur more than once. */
export interface Masses {
  readonly values: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
}

export interface ComplexValue {
  readonly re: number;
  readonly im: number;
}

/** A phase-type representation: probabilities of starting in each phase, and the generator among them without absorption. */
export interface Phases {
  readonly initial: readonly number[];
  readonly generator: readonly (readonly number[])[];
}

// ── Work ────────────────────────────────────────────────────────────────────────────────────────────────

/** A job as a policy sees it. Valid only during the call: copy numbers out, never keep the object. */
export interface Job {
  /** Tasks have numbers of their own, from 0 in the order in which they came; a plain job is one task. */
  readonly id: number;
  readonly class: number;
  readonly arrival: number;
  /** Signal `size`: an estimate of it where the scenario has sizes estimated; what is served is the true size. */
  readonly size: number;
  /** Signal `age`: service received so far, in units of size. */
  readonly age: number;
  /** Smaller is more urgent. */
  readonly priority: number;
  /** What the job counts for beside others: its share, or the cost of keeping it for one time unit. */
  readonly weight: number;
  /** Signal `deadline`: the moment by which it should be done. */
  readonly deadline: number;
  /** Signal `key`: a whole number; jobs of one key are about the same thing (a user, a file, a table's row). */
  readonly key: number;
}

export interface JobClass {
  readonly name: string;
  /** Smaller is more urgent. */
  readonly priority: number;
  readonly weight: number;
}

/** Successive gaps between the jobs of one source; Infinity when no further job comes. They may be asked for ahead of time, also after that. */
export interface Gaps {
  next(): number;
  /** The next gaps in every place: the same as one by one. Given where that is faster. */
  fill?(values: Float64Array): void;
}

/** How jobs come. The kernel knows these mechanisms; the named processes are built on them. */
export type ArrivalProcess = OpenArrivals | RecordedArrivals | ClosedArrivals;

/** Jobs come whatever the state of the system. */
export interface OpenArrivals {
  readonly name: string;
  readonly mechanism: 'open';
  /** Long-run jobs per time unit. */
  readonly rate: number;
  /** Whether the gaps (between batches, where there are batches) are independent, and if so their distribution; theory reads it. */
  readonly gap?: Distribution;
  /** Jobs that come at once at every end of a gap, where they are more than one; theory reads it. */
  readonly batch?: Distribution;
  /** The chain that switches the rate of a Poisson process, where there is one; theory reads it. */
  readonly modulation?: { readonly rates: readonly number[]; readonly switching: readonly (readonly number[])[] };
  /** The time after which the process repeats itself, where its rate is a function of time. */
  readonly period?: number;
  /** The time after which no job comes, where there is one. */
  readonly ends?: number;
  begin(stream: Stream): Gaps;
}

/** Jobs come at recorded times, with recorded sizes and classes where the record has them. */
export interface RecordedArrivals {
  readonly name: string;
  readonly mechanism: 'recorded';
  readonly rate: number;
  /** Non-decreasing. */
  readonly times: Float64Array;
  readonly sizes?: Float64Array;
  /** Index into the scenario's classes, per job. */
  readonly classes?: Int32Array;
}

/** A fixed population of customers, each of whom thinks, submits a job, and waits until it is done. */
export interface ClosedArrivals {
  readonly name: string;
  readonly mechanism: 'closed';
  readonly population: number;
  readonly think: Distribution;
}

/** One entry of the scenario's `arrivals`: a process whose jobs are of one class (unless a record names others). */
export interface Source {
  /** Names the random streams of this source; unique in a scenario. */
  readonly name: string;
  readonly class: number;
  readonly process: ArrivalProcess;
  /** Of each task; absent only where the process records every size. */
  readonly size?: Distribution;
  /** Tasks of each job, whole numbers of 1 or more: the job is done when all of them are. Absent where every job is one task. */
  readonly tasks?: Distribution;
  /** What the true size is multiplied by before a policy sees it; absent where sizes are known. */
  readonly estimate?: Distribution;
  /** Time from arrival to deadline; absent where jobs have none. */
  readonly deadline?: Distribution;
  /** Rounded down it is the job's key; absent where jobs have none. */
  readonly key?: Distribution;
}

/** What is known of the tasks before they come, a plain job being one: signal `workload`. */
export interface Workload {
  /** Tasks per time unit; NaN where it depends on how fast they are served. */
  readonly rate: number;
  /** Of all jobs together; absent where records leave it open. */
  readonly size?: Distribution;
  /** The same of each class, in the order of the scenario's classes. */
  readonly classes: readonly { readonly rate: number; readonly size?: Distribution }[];
}

// ── Nodes ───────────────────────────────────────────────────────────────────────────────────────────────

/** A computer. */
export interface Node {
  /** Parallel servers; Infinity means that no job ever waits. */
  readonly slots: number;
  /** Work done per time unit by one slot. */
  readonly speed: number;
  /** The most jobs that the node holds, in service and waiting; Infinity where there is no bound. */
  readonly capacity: number;
}

/**
 * Nodes by index, so that the view may sit on typed arrays or on real workers. Valid only during the call. Where the
 * scenario has load information come late, `queued` and `work` are what was last reported.
 */
export interface PoolView {
  readonly nodes: number;
  readonly now: number;
  /** Signal `queued`: tasks at the node, in service and waiting. */
  queued(node: number): number;
  /** Signal `work`: what is left of the sizes of the tasks at the node. */
  work(node: number): number;
  speed(node: number): number;
  slots(node: number): number;
}

// ── Measurement ─────────────────────────────────────────────────────────────────────────────────────────

/** What a backend reports while it executes; `now` never decreases. */
export interface Recorder {
  /** A job enters the pool; `node` is −1 while it waits in the pool's one queue. */
  entered(now: number, jobClass: number, node: number): void;
  /** A job is turned away by a full node, or by a full pool (`node` −1). */
  lost(now: number, jobClass: number, node: number): void;
  /** The number of busy slots of a node changes by one. */
  busy(now: number, node: number, change: 1 | -1): void;
  /** A further copy of a job comes to a node (1), or one is taken back (−1). */
  copies(now: number, node: number, change: 1 | -1): void;
  /**
   * A job is done; `service` is the time for which it held a slot, or would have held one alone, in all tries on the way to
   * this one; `deadline` the moment by which it should have been done, or Infinity.
   */
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void;
  // Told where the scenario has faults or a recovery from them.
  /** A try of a job begins: it is sent to a node, or to the pool's one queue. */
  tried?(now: number, jobClass: number): void;
  /** A try has ended without being the one that counts; `work` is what it was served, in units of size. */
  wasted?(now: number, work: number): void;
  /** A job that is at no node is given up, so long after it came: a dead letter. `job` is its number. */
  died?(now: number, jobClass: number, reason: Reason, after: number, job: number): void;
  /** A node goes down (1) or is up again (−1), whether or not that is known. */
  down?(now: number, node: number, change: 1 | -1): void;
  // Told where jobs have several tasks; `completed` then tells of the job, and its service is the longest of its tasks.
  /** A job that comes, of that number, is so many tasks, numbered from `first`; it has not entered yet. */
  partitioned?(now: number, job: number, jobClass: number, first: number, tasks: number): void;
  /** A further task of the job that has just entered comes to a node, or (−1) to the pool's one queue. */
  forked?(now: number, node: number): void;
  /** A task is done: told of every one, before its job is `completed`. */
  taskDone?(now: number, jobClass: number, node: number, response: number, service: number, size: number): void;
  /** So many tasks of a job that is turned away or given up will not be done. */
  dropped?(now: number, tasks: number): void;
  /** For how long a task held a slot, where that is measured: in place of what was planned. */
  measuredService?(planned: number, response: number): number;
}

/** Why the last try of a dead letter came to nothing. */
export type Reason = 'error' | 'timeout' | 'full';

/** How a task's time in a slot ended: it may come back after a preemption, be tried again after a failure, and a copy of a job may be taken back. */
export type Ending = 'done' | 'preempted' | 'withdrawn' | 'failed';

/**
 * What one who watches a run job by job is told: traces, live views, alarms. Jobs are numbered from 0 in the order in which
 * they came; copies of a job have its number. Where jobs have several tasks the numbers are those of tasks, and it is told
 * which are of one job: by the first of them it enters or is lost, by the last to end it is completed or given up. Slots are numbered through the pool, node by node, and told of where a slot
 * serves one task at a time. `now` never decreases; what one event brings about may be told in another order.
 */
export interface Watcher {
  /** A job enters the pool; `node` is −1 where the pool has one queue. */
  entered(now: number, job: number, jobClass: number, node: number): void;
  /** A job is turned away at a node, or by the pool (`node` −1), or it is given up. */
  lost(now: number, job: number, jobClass: number, node: number): void;
  /** A job that entered, a copy of one, or one that is tried again comes to a node, or to the pool's one queue (−1). */
  joined(now: number, job: number, node: number): void;
  /** It is there no longer, and not because it is done. */
  left(now: number, job: number, node: number): void;
  /** The number of busy slots of a node changes by one. */
  busy(now: number, node: number, change: 1 | -1): void;
  began(now: number, slot: number, node: number, job: number, jobClass: number): void;
  ended(now: number, slot: number, node: number, job: number, jobClass: number, ending: Ending): void;
  /** As a recorder is told. */
  completed(now: number, job: number, jobClass: number, node: number, response: number, service: number, size: number): void;
  /** A node goes down (1) or is up again (−1). */
  down(now: number, node: number, change: 1 | -1): void;
  // Told where jobs have several tasks.
  /** As a recorder is told. */
  partitioned?(now: number, job: number, jobClass: number, first: number, tasks: number): void;
  /** A task is done, told of every one; its job may be `completed` by it. */
  finished?(now: number, task: number, jobClass: number, node: number, response: number, service: number, size: number): void;
}

/** A mean with its uncertainty: the interval mean ± halfWidth holds the truth with probability `level`. */
export interface Estimate {
  readonly mean: number;
  /** Null where there are too few samples to tell. */
  readonly halfWidth: number | null;
  readonly level: number;
  readonly samples: number;
  /** Degrees of freedom of the interval, where they are not samples − 1. */
  readonly degrees?: number;
}
