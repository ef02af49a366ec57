import type { Ordered } from '../model.ts';
import { type Lines, linesFor } from './lines.ts';
import { NONE } from './jobs.ts';
import type { Mechanism, Workings } from './mechanism.ts';
import { Slots } from './slots.ts';

/** A slot serves one task from start to end; a free slot takes the task of least rank. */
export class OrderedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly workings: Workings;
  private readonly slots: Slots;
  private readonly lines: Lines;

  constructor(workings: Workings, discipline: Ordered) {
    this.workings = workings;
    this.slots = new Slots(workings.stations);
    this.lines = linesFor(discipline, workings.stations.count, workings.jobs, workings.job);
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
    this.start(slot, row);
  }

  fire(slot: number): void {
    const { calendar, jobs, stations, host } = this.workings;
    const row = this.slots.row[slot];
    const node = stations.slotNode[slot];
    const following = this.lines.take(this.slots.station[slot]);
    if (following === NONE) {
      this.slots.vacate(slot);
      calendar.clear(this.firstTimer + slot);
      host.busy(node, -1);
    } else {
      this.start(slot, following);
    }
    host.done(row, node, jobs.size[row] / stations.slotSpeed[slot]);
  }

  settle(): void {
    const { calendar, jobs, stations } = this.workings;
    for (const [slot, row] of this.slots.row.entries()) {
      if (row !== NONE) jobs.age[row] = (calendar.now - this.slots.since[slot]) * stations.slotSpeed[slot];
    }
  }

  private start(slot: number, row: number): void {
    const { calendar, jobs, stations } = this.workings;
    this.slots.put(slot, row, calendar.now);
    calendar.set(this.firstTimer + slot, calendar.now + jobs.size[row] / stations.slotSpeed[slot]);
  }
}
