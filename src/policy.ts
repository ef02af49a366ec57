/** What a policy is given, and what it answers. The same object decides in the simulator and on real workers. */
import type { Job, JobClass, Node, PoolView, Stream, Workload } from './model.ts';

/** What a policy looks at or asks for, which a scenario or a backend may or may not be able to give. */
export type Signal = 'queued' | 'work' | 'size' | 'age' | 'deadline' | 'key' | 'workload' | 'preempt' | 'share' | 'cancel';

/** A policy chosen by name with its parameters filled in; `create` makes one with fresh state. */
export interface Policy<T, Setup = DisciplineSetup> {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly needs: readonly Signal[];
  create(setup: Setup): T;
}

export interface DispatchSetup {
  readonly nodes: readonly Node[];
  readonly stream: Stream;
  readonly workload: Workload;
  /** Whether the view shows what was last reported, which stands still until the next report; false unless given. */
  readonly late?: boolean;
}

/** Load balancing: push each task to a node as it comes, or to several, or let it wait in the pool's one queue until a slot pulls it. */
export type Dispatcher = Push | Replicate | { readonly mechanism: 'pull' };

/** What a dispatcher that pushes may be told, besides what it looks at when it picks. */
interface Observer {
  /** What the view shows of the node, `queued` or `work`, is no longer what it was: an index over nodes is kept up to date by it. */
  changed?(node: number, pool: PoolView): void;
  /** A job that was sent to the node is done: its response is `pool.now − job.arrival`. */
  finished?(job: Job, node: number, pool: PoolView): void;
  /** A job that was sent to the node found it full and is lost. */
  refused?(job: Job, node: number, pool: PoolView): void;
}

export interface Push extends Observer {
  readonly mechanism: 'push';
  pick(job: Job, pool: PoolView): number;
}

/** Copies of a job go to several nodes; it is done when the first of them is. */
export interface Replicate extends Observer {
  readonly mechanism: 'replicate';
  /** When the other copies are taken back: when the first of them starts, or when the first is done. */
  readonly cancel: 'on start' | 'on completion';
  /** Whether all copies have the job's size, or each its own, drawn from the same distribution. */
  readonly sizes: 'same' | 'independent';
  /** How many nodes `pick` fills in, all of them different. */
  readonly copies: number;
  pick(job: Job, pool: PoolView, chosen: Int32Array): void;
}

export interface DisciplineSetup {
  readonly classes: readonly JobClass[];
  readonly stream: Stream;
  readonly workload: Workload;
}

/** Scheduling at one queue: who is served now. */
export type Discipline = Ordered | Shared | Attained;

/** A slot serves one task at a time. Who is next is said by one of `rank`, `lots` and `next`; without any, by who came when. */
export interface Ordered {
  readonly mechanism: 'ordered';
  /** Whether a newcomer of lesser rank takes the slot of the running task of greatest rank. Needs a rank, or `ties: 'last'`. */
  readonly preemptive: boolean;
  /** A preempted task later goes on where it stopped (the default), begins again, or begins again with another size of the same distribution. */
  readonly afterwards?: 'resume' | 'restart' | 'resample';
  /** Which of equal ranks goes first: the one that came first or last, or the one that came first since its last turn. */
  readonly ties: 'first' | 'last';
  /**
   * The task of least rank is next. Of the same task at the same time it is always the same. Looked at when the task comes, when its
   * turn ends, when it is preempted or compared.
   * `before` is known to disciplines that are told of starts: the rank with which the task last left the line for a slot,
   * NaN where it has had no service yet.
   */
  rank?(job: Job, now: number, before: number): number;
  /**
   * The rank of a task that waits changes with time, by so much per time unit, the same as long as it waits: less than 0 for one
   * that becomes more urgent. The rank may be asked for at any time then, and the next is found in O(log² waiting).
   */
  slope?(job: Job): number;
  /** Beside a slope: who is ranked is each task (the default), or the first of each class, behind which the others of it wait in order. */
  readonly per?: 'task' | 'class';
  /** The rank of a task that waits changes with time in another way: every one of them is looked at whenever a slot is free, in O(waiting). */
  readonly restless?: boolean;
  /** The next is drawn: each waiting task has as many lots as this says when it begins to wait, more than 0. */
  lots?(job: Job): number;
  /** The class whose longest waiting task is next; it has one. */
  next?(lines: ClassLines): number;
  /** Beside `next`: another task is the longest waiting of the class, or none is: an index over classes is kept up to date by it. */
  changed?(jobClass: number, lines: ClassLines): void;
  /** Work that a task may do before its turn ends: its rank is then looked at again, and it goes behind its equals. Infinity: to its end. */
  turn?(job: Job, speed: number): number;
  /** The task, which had that rank, has been given a slot. */
  started?(job: Job, rank: number): void;
  /** It remembers something about its queue, so every queue has one of its own. */
  readonly stateful?: boolean;
}

/** The tasks that wait at one queue, first come, first served within each class. Valid only during the call. */
export interface ClassLines {
  readonly now: number;
  readonly classes: number;
  waiting(jobClass: number): number;
  /** The one of the class that has waited longest; there is one. Valid until the next is asked for. */
  head(jobClass: number): Job;
}

/** All tasks are served at once, none faster than one slot: at equal rates, or in proportion to the weights of their classes. */
export interface Shared {
  readonly mechanism: 'shared';
  /** By class; absent: all equal. */
  readonly weights?: readonly number[];
  /** Who has the weight: each task (the default), or the class as a whole, whose tasks share equally what it gets. */
  readonly per?: 'task' | 'class';
}

/** The tasks that have received least service are served, those that have received equally little at equal rates. */
export interface Attained {
  readonly mechanism: 'attained';
}
