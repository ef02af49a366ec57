/** What every scheduling mechanism does, and what it is given. */
import type { Stream } from '../../model.ts';
import type { Timers } from '../timers.ts';
import type { JobTable, JobView } from '../jobs.ts';
import type { Stations } from '../stations.ts';

/** A way of sharing the slots of stations among the tasks there. */
export interface Mechanism {
  /** Its own timers in the calendar: the number of the first, and how many. */
  readonly firstTimer: number;
  readonly timers: number;
  /** A task joins a station. */
  join(station: number, row: number): void;
  /** One of its timers, numbered from 0, went off; it must be set or cleared before this returns. */
  fire(timer: number): void;
  /**
   * A task is taken back from its station, whether it waits, is served, or is about to join: of what `join` makes end first the
   * newcomer may be another copy. The host is told that its row may be reused, at once or, where `join` or a line still has it,
   * when they come to it. Returns the service that it has received, in units of size.
   */
  withdraw(station: number, row: number): number;
  /** The time for which the task has held a slot so far, or would have held one alone. */
  held(station: number, row: number): number;
  /**
   * The slots of the node are there no longer: those who held one are out of the mechanism, and told of one by one with the
   * service that they have received, in units of size, and the time for which they have held a slot. Absent where slots are shared.
   */
  close?(node: number, evicted: (row: number, received: number, held: number) => void): void;
  /** They are there again, and take the next in line. */
  open?(node: number): void;
  /** The row of the task in a slot, NONE where it is idle; absent where slots are shared. Its timers are then those of slots. */
  serving?(slot: number): number;
  /** Brings the ages of all its tasks up to date; called once, when the run is over. */
  settle(): void;
}

/** What the mechanism tells the pool. */
export interface Host {
  /** A slot of the node becomes busy or idle. */
  busy(node: number, change: 1 | -1): void;
  /** The task is given a slot, or a share of one; told where `tellStarts`. */
  started(row: number): void;
  /** The task, which was withdrawn, is in no line any more: its row may be reused. */
  discard(row: number): void;
  /** A preempted task has lost the service it had, and begins again: with the same size, or another of its distribution. */
  beginsAgain(row: number, resample: boolean): void;
  /** The task is done and its row may be reused; `service` is the time that it held a slot, or would have held one alone. */
  done(row: number, node: number, service: number): void;
}

export interface Workings {
  readonly calendar: Timers;
  readonly jobs: JobTable;
  readonly job: JobView;
  readonly stations: Stations;
  readonly host: Host;
  readonly classes: number;
  readonly stream: Stream;
  /** Whether tasks are ever withdrawn. */
  readonly withdraws: boolean;
  /** Whether slots are ever closed. */
  readonly closes: boolean;
  readonly tellStarts: boolean;
}
