/** What every scheduling mechanism does, and what it is given. */
import type { Calendar } from './calendar.ts';
import type { JobTable, JobView } from './jobs.ts';
import type { Stations } from './stations.ts';

/** A way of sharing the slots of stations among the tasks there. */
export interface Mechanism {
  /** Its own timers in the calendar: the number of the first, and how many. */
  readonly firstTimer: number;
  readonly timers: number;
  /** A task joins a station. */
  join(station: number, row: number): void;
  /** One of its timers, numbered from 0, went off; it must be set or cleared before this returns. */
  fire(timer: number): void;
  /** Brings the ages of all its tasks up to date; called once, when the run is over. */
  settle(): void;
}

/** What the mechanism tells the pool. */
export interface Host {
  /** A slot of the node becomes busy or idle. */
  busy(node: number, change: 1 | -1): void;
  /** The task is done and its row may be reused; `service` is the time that it held a slot, or would have held one alone. */
  done(row: number, node: number, service: number): void;
}

export interface Workings {
  readonly calendar: Calendar;
  readonly jobs: JobTable;
  readonly job: JobView;
  readonly stations: Stations;
  readonly host: Host;
}
