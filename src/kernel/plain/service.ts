import type { JobRows } from './job-rows.ts';

/** A way of serving tasks, which nobody takes back and no station loses. A station has one slot; what InSlots is told is a slot of several. */
export interface Service {
  /** A task joins a station. */
  join(station: number, row: number, now: number): void;
  /** What was due at the station happens. Returns the task that is done, which has the time that it has held the slot, or NONE. */
  next(station: number, now: number): number;
  /** Brings the ages of all tasks up to date. */
  settle(now: number): void;
}

/** What services share with the loop. */
export interface Shop {
  readonly jobs: JobRows;
  /** When something is to happen next at each station, or in each of its slots; Infinity: nothing, since no task is there. Sizes are finite. */
  readonly due: Float64Array;
  /** Of each node. */
  readonly speeds: Float64Array;
}
