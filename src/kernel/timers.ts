/** What sets events in time: the calendar of a simulation, or clocks and workers. */
export interface Timers {
  /** The present, in the scenario's time unit. */
  readonly now: number;
  /** Adds `count` timers, unset, and returns the first; they are numbered on from it. */
  allocate(count: number): number;
  /** When the timer is to go off; Infinity where it is not set. */
  time(timer: number): number;
  /** Sets the timer to go off at `time`, in place of what was pending on it. */
  set(timer: number, time: number): void;
  /** Cancels what is pending on the timer, if anything is. */
  clear(timer: number): void;
  /**
   * The moment by which as much would have been done of what the slot with that timer is at as has been, had its slot kept
   * pace: `now`, or earlier. Absent where slots always do.
   */
  reached?(timer: number): number;
}
