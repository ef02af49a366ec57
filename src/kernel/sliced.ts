import type { Sliced } from '../model.ts';
import { NONE } from './jobs.ts';
import { FirstInFirstOut } from './lines.ts';
import type { Mechanism, Workings } from './mechanism.ts';
import { Slots } from './slots.ts';

/** Tasks take turns on the slots; one whose turn ends unfinished goes to the back of the line, if there is a line. */
export class SlicedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly workings: Workings;
  private readonly quantum: number;
  private readonly slots: Slots;
  private readonly lines: FirstInFirstOut;

  constructor(workings: Workings, { quantum }: Sliced) {
    this.workings = workings;
    this.quantum = quantum;
    this.slots = new Slots(workings.stations);
    this.lines = new FirstInFirstOut(workings.stations.count, workings.jobs);
    this.timers = this.slots.row.length;
    this.firstTimer = workings.calendar.allocate(this.timers);
  }

  join(station: number, row: number): void {
    const slot = this.slots.idle(station);
    if (slot === NONE) {
      this.lines.add(station, row);
      return;
    }
    this.workings.host.busy(this.workings.stations.slotNode[slot], 1);
    this.turn(slot, row);
  }

  fire(slot: number): void {
    const { calendar, jobs, stations, host } = this.workings;
    const row = this.slots.row[slot];
    const station = this.slots.station[slot];
    const node = stations.slotNode[slot];
    // The turn's own length, not the clock's rounding of it: a task always gets on.
    const needs = this.needs(slot, row);
    const done = needs <= this.quantum;
    const turn = done ? needs : this.quantum;
    jobs.age[row] += turn * stations.slotSpeed[slot];
    jobs.served[row] += turn;
    const following = this.lines.take(station);
    if (!done) {
      if (following !== NONE) this.lines.add(station, row);
      this.turn(slot, following === NONE ? row : following);
      return;
    }
    if (following === NONE) {
      this.slots.vacate(slot);
      calendar.clear(this.firstTimer + slot);
      host.busy(node, -1);
    } else {
      this.turn(slot, following);
    }
    const service = jobs.served[row];
    jobs.age[row] = 0;
    jobs.served[row] = 0;
    host.done(row, node, service);
  }

  settle(): void {
    const { calendar, jobs, stations } = this.workings;
    for (const [slot, row] of this.slots.row.entries()) {
      if (row !== NONE) jobs.age[row] += (calendar.now - this.slots.since[slot]) * stations.slotSpeed[slot];
    }
  }

  /** Time in this slot until the task is done, from where its turn began. */
  private needs(slot: number, row: number): number {
    const { jobs, stations } = this.workings;
    return Math.max(0, jobs.size[row] - jobs.age[row]) / stations.slotSpeed[slot];
  }

  private turn(slot: number, row: number): void {
    const { calendar } = this.workings;
    this.slots.put(slot, row);
    this.slots.since[slot] = calendar.now;
    calendar.set(this.firstTimer + slot, calendar.now + Math.min(this.quantum, this.needs(slot, row)));
  }
}
