import type { Ordered } from '../../policy.ts';
import { type KnownLines, linesFor } from './lines.ts';
import type { Timers } from '../timers.ts';
import { type JobTable, NONE } from '../jobs.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import { Slots } from './slots.ts';
import type { Stations } from '../stations.ts';

/** A slot serves one task from start to end; a free slot takes the next from the line. The hottest mechanism: its parts are at hand. */
export class OrderedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly host: Host;
  private readonly stations: Stations;
  private readonly slots: Slots;
  private readonly lines: KnownLines;
  /** 1 where the first to come breaks ties, −1 where the last; 0 where lines keep the order without being told. */
  private readonly sign: 1 | -1 | 0;
  /** Whether also a task that need not wait goes through the line, so that the discipline hears of it. */
  private readonly announced: boolean;
  private readonly tellStarts: boolean;
  /** Service time of the task in each slot. */
  private readonly service: Float64Array;

  constructor(workings: Workings, disciplines: readonly Ordered[]) {
    this.calendar = workings.calendar;
    this.jobs = workings.jobs;
    this.host = workings.host;
    this.stations = workings.stations;
    this.slots = new Slots(workings.stations, workings.closes);
    this.lines = linesFor(disciplines, workings);
    this.sign = disciplines[0].rank ? (disciplines[0].ties === 'first' ? 1 : -1) : 0;
    this.announced = disciplines[0].started !== undefined;
    this.tellStarts = workings.tellStarts;
    this.timers = this.slots.row.length;
    this.service = new Float64Array(this.timers);
    this.firstTimer = workings.calendar.allocate(this.timers);
  }

  join(station: number, row: number): void {
    const slot = this.slots.idle(station);
    if (slot === NONE) {
      if (this.sign !== 0) this.jobs.order[row] = this.sign * this.jobs.id[row];
      this.lines.add(station, row);
      return;
    }
    if (this.announced) {
      this.lines.add(station, row);
      this.lines.take(station);
    }
    this.host.busy(this.stations.nodeOf(slot), 1);
    this.start(slot, row);
  }

  fire(slot: number): void {
    const row = this.slots.row[slot];
    const service = this.service[slot];
    this.goOn(slot);
    this.host.done(row, this.stations.nodeOf(slot), service);
  }

  withdraw(station: number, row: number): number {
    const slot = this.slots.having(station, row);
    if (slot === NONE) {
      this.jobs.withdrawn[row] = 1;
      this.lines.withdraw(station, row);
      return 0;
    }
    const received = this.received(slot);
    this.goOn(slot);
    this.host.discard(row);
    return received;
  }

  held(station: number, row: number): number {
    const slot = this.slots.having(station, row);
    return slot === NONE ? 0 : this.service[slot] - this.left(slot);
  }

  close(node: number, evicted: (row: number, received: number, held: number) => void): void {
    for (const slot of this.stations.slotsOf(node)) {
      const row = this.slots.row[slot];
      if (row !== NONE) {
        const [received, held] = [this.received(slot), this.service[slot] - this.left(slot)];
        this.vacate(slot);
        evicted(row, received, held);
      }
      this.slots.close(slot);
    }
  }

  open(node: number): void {
    for (const slot of this.stations.slotsOf(node)) {
      this.slots.vacate(slot);
      const following = this.lines.take(this.slots.stationOf(slot));
      if (following === NONE) continue;
      this.host.busy(node, 1);
      this.start(slot, following);
    }
  }

  serving(slot: number): number {
    return this.slots.row[slot];
  }

  settle(): void {
    for (const [slot, row] of this.slots.row.entries()) if (row !== NONE) this.jobs.age[row] = this.received(slot);
  }

  private received(slot: number): number {
    return (this.service[slot] - this.left(slot)) * this.stations.speedOf(slot);
  }

  /** Time until the task in the slot is done. */
  private left(slot: number): number {
    return this.calendar.time(this.firstTimer + slot) - this.calendar.now;
  }

  /** The task in the slot leaves it to the next in line. */
  private goOn(slot: number): void {
    const following = this.lines.take(this.slots.stationOf(slot));
    if (following === NONE) this.vacate(slot);
    else this.start(slot, following);
  }

  private vacate(slot: number): void {
    this.slots.vacate(slot);
    this.calendar.clear(this.firstTimer + slot);
    this.host.busy(this.stations.nodeOf(slot), -1);
  }

  private start(slot: number, row: number): void {
    const { calendar, jobs } = this;
    const service = jobs.size[row] / this.stations.speedOf(slot);
    this.slots.put(slot, row);
    this.service[slot] = service;
    calendar.set(this.firstTimer + slot, calendar.now + service);
    if (this.tellStarts) this.host.started(row);
  }
}
