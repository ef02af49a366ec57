import type { Ordered } from '../model.ts';
import { type Lines, linesFor } from './lines.ts';
import type { Calendar } from './calendar.ts';
import { type JobTable, NONE } from './jobs.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import { Slots } from './slots.ts';

/** A slot serves one task from start to end; a free slot takes the task of least rank. The hottest mechanism: its parts are at hand. */
export class OrderedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly calendar: Calendar;
  private readonly jobs: JobTable;
  private readonly host: Host;
  private readonly slotNode: Int32Array;
  private readonly slotSpeed: Float64Array;
  private readonly slots: Slots;
  private readonly lines: Lines;
  /** Service time of the task in each slot. */
  private readonly service: Float64Array;

  constructor(workings: Workings, discipline: Ordered) {
    this.calendar = workings.calendar;
    this.jobs = workings.jobs;
    this.host = workings.host;
    this.slotNode = workings.stations.slotNode;
    this.slotSpeed = workings.stations.slotSpeed;
    this.slots = new Slots(workings.stations);
    this.lines = linesFor(discipline, workings.stations.count, workings.jobs, workings.job);
    this.timers = this.slots.row.length;
    this.service = new Float64Array(this.timers);
    this.firstTimer = workings.calendar.allocate(this.timers);
  }

  join(station: number, row: number): void {
    const slot = this.slots.idle(station);
    if (slot === NONE) {
      this.lines.add(station, row);
      return;
    }
    this.host.busy(this.slotNode[slot], 1);
    this.start(slot, row);
  }

  fire(slot: number): void {
    const { calendar, host } = this;
    const row = this.slots.row[slot];
    const service = this.service[slot];
    const node = this.slotNode[slot];
    const following = this.lines.take(this.slots.station[slot]);
    if (following === NONE) {
      this.slots.vacate(slot);
      calendar.clear(this.firstTimer + slot);
      host.busy(node, -1);
    } else {
      this.start(slot, following);
    }
    host.done(row, node, service);
  }

  settle(): void {
    const { calendar, jobs } = this;
    for (const [slot, row] of this.slots.row.entries()) {
      if (row === NONE) continue;
      const left = calendar.time(this.firstTimer + slot) - calendar.now;
      jobs.age[row] = (this.service[slot] - left) * this.slotSpeed[slot];
    }
  }

  private start(slot: number, row: number): void {
    const { calendar, jobs } = this;
    const service = jobs.size[row] / this.slotSpeed[slot];
    this.slots.put(slot, row);
    this.service[slot] = service;
    calendar.set(this.firstTimer + slot, calendar.now + service);
  }
}
