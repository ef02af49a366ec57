import type { Calendar } from '../../kernel/calendar/calendar.ts';
import type { Mechanism } from '../../kernel/mechanisms/mechanism.ts';
import type { Timers } from '../../kernel/timers.ts';
import type { Crew, Task } from './crew.ts';
import type { Turns } from './turns.ts';

/** What the worker of the slot is given to do, where it is planned for so many milliseconds. */
export type TaskIn = (slot: number, duration: number) => Task;

/**
 * Timers of which those of slots are carried out by workers: a slot's timer is set when it is given a task for so long, and
 * goes off when its worker says so, not when a clock does. The others (arrivals, reports) wait in a calendar.
 */
export class WorkerTimers implements Timers {
  /** In the scenario's time unit; never decreases. */
  now = 0;
  /** By how much the event that is dealt with is later than it was due. */
  late = 0;
  private readonly calendar: Calendar;
  private crew: Crew | undefined;
  private taskIn: TaskIn | undefined;
  /** Milliseconds in a time unit. */
  private readonly unit: number;
  private first = 0;
  private count = 0;
  private ends = new Float64Array(0);
  private begun = new Float64Array(0);
  private lateness = new Float64Array(0);
  private turns: Turns | undefined;

  constructor(calendar: Calendar, unit: number) {
    this.calendar = calendar;
    this.unit = unit;
  }

  /** From now on the timers of the mechanism, of which none is set, are those of the crew's slots. */
  handOver({ firstTimer, timers }: Mechanism, crew: Crew, taskIn: TaskIn, turns: Turns | undefined): void {
    this.crew = crew;
    this.taskIn = taskIn;
    this.turns = turns;
    this.first = firstTimer;
    this.count = timers;
    this.ends = new Float64Array(timers).fill(Infinity);
    this.begun = new Float64Array(timers);
    this.lateness = new Float64Array(timers);
  }

  /** How long ago the slot was given its task, in time units. */
  served(slot: number): number {
    return this.now - this.begun[slot];
  }

  /** By how much later than it was due the slot was given its task. */
  lateBy(slot: number): number {
    return this.lateness[slot];
  }

  /** How long the slot's task was to last when it was given, in time units. */
  planned(slot: number): number {
    return this.ends[slot] - this.begun[slot];
  }

  allocate(count: number): number {
    return this.calendar.allocate(count);
  }

  time(timer: number): number {
    const slot = timer - this.first;
    // A task that is late has not ended: nothing but its worker ends it.
    return slot >= 0 && slot < this.count ? Math.max(this.ends[slot], this.now + Number.EPSILON * (1 + this.now)) : this.calendar.time(timer);
  }

  set(timer: number, time: number): void {
    const slot = timer - this.first;
    if (!(slot >= 0 && slot < this.count)) {
      this.calendar.set(timer, time);
      return;
    }
    this.turns?.leave(slot, this.now);
    this.ends[slot] = time;
    this.begun[slot] = this.now;
    this.lateness[slot] = this.late;
    if (time === Infinity) {
      this.crew!.rest(slot);
      return;
    }
    const task = this.taskIn!(slot, (time - this.now) * this.unit);
    this.crew!.begin(slot, task);
    this.turns?.begin(slot, task, this.now, time - this.now);
  }

  reached(timer: number): number {
    return this.turns?.reached(timer - this.first, this.now) ?? this.now;
  }

  clear(timer: number): void {
    this.set(timer, Infinity);
  }
}
