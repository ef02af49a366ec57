/**
 * The vocabulary of schedlab as types. Read this file first; it imports nothing.
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
  /** A standard normal variate. */
  normal(): number;
  /** An integer uniform on 0 … n − 1; n from 1 to 2^32. */
  integer(n: number): number;
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
  sample(stream: Stream): number;
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
  readonly id: number;
  readonly class: number;
  readonly arrival: number;
  /** Signal `size`. */
  readonly size: number;
  /** Signal `age`: service received so far, in units of size. */
  readonly age: number;
  /** Smaller is more urgent. */
  readonly priority: number;
}

export interface JobClass {
  readonly name: string;
  /** Smaller is more urgent. */
  readonly priority: number;
}

/** Successive gaps between the jobs of one source; Infinity when no further job comes. */
export interface Gaps {
  next(): number;
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
  /** Absent only where the process records every size. */
  readonly size?: Distribution;
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

/** Nodes by index, so that the view may sit on typed arrays or on real workers. Valid only during the call. */
export interface PoolView {
  readonly nodes: number;
  readonly now: number;
  /** Signal `queued`: tasks at the node, in service and waiting. */
  queued(node: number): number;
  speed(node: number): number;
  slots(node: number): number;
}

/** What a policy looks at and a backend may or may not be able to show. */
export type Signal = 'queued' | 'size' | 'age' | 'preempt' | 'share';

// ── Policies ────────────────────────────────────────────────────────────────────────────────────────────

/** A policy chosen by name with its parameters filled in; `create` makes one with fresh state. */
export interface Policy<T, Setup = void> {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly needs: readonly Signal[];
  create(setup: Setup): T;
}

export interface DispatchSetup {
  readonly nodes: number;
  readonly stream: Stream;
}

/** Load balancing: push each task to a node as it comes, or let it wait in the pool's one queue until a slot pulls it. */
export type Dispatcher =
  | { readonly mechanism: 'push'; pick(job: Job, pool: PoolView): number }
  | { readonly mechanism: 'pull' };

/** Scheduling at one queue: who is served now. */
export type Discipline = Ordered | Shared | Attained | Sliced;

/** A slot serves one task at a time, the one of least rank. */
export interface Ordered {
  readonly mechanism: 'ordered';
  /** Whether a newcomer of lesser rank takes the slot of a running task, which resumes later where it stopped. */
  readonly preemptive: boolean;
  /** Which of equal ranks goes first: the one that came first or last. */
  readonly ties: 'first' | 'last';
  /** Evaluated when the task comes, and, where it depends on age, when it is preempted or compared. Absent: all equal. */
  rank?(job: Job): number;
}

/** All tasks are served at once at equal rates, none faster than one slot. */
export interface Shared {
  readonly mechanism: 'shared';
}

/** The tasks that have received least service are served, those that have received equally little at equal rates. */
export interface Attained {
  readonly mechanism: 'attained';
}

/** Tasks take turns; a turn lasts at most `quantum` time units. */
export interface Sliced {
  readonly mechanism: 'sliced';
  readonly quantum: number;
}

// ── Scenario ────────────────────────────────────────────────────────────────────────────────────────────

/** Nodes behind one dispatcher. */
export interface Pool {
  readonly nodes: readonly Node[];
  /** The most jobs that the pool holds; Infinity where there is no bound. */
  readonly capacity: number;
  readonly dispatch: Policy<Dispatcher, DispatchSetup>;
  readonly discipline: Policy<Discipline>;
}

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
  readonly pool: Pool;
  readonly horizon: Horizon;
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
  /** A job is done; `service` is the time for which it held a slot, or would have held one alone. */
  completed(now: number, jobClass: number, node: number, response: number, service: number): void;
}

/** A mean with its uncertainty: the interval mean ± halfWidth holds the truth with probability `level`. */
export interface Estimate {
  readonly mean: number;
  /** Null where there are too few samples to tell. */
  readonly halfWidth: number | null;
  readonly level: number;
  readonly samples: number;
}
