import type { Ordered } from '../../policy.ts';
import { type JobRows, AGE, NEXT, RANK, type RowView, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { Slots } from '../mechanisms/slots.ts';
import { pop, push } from './row-heap.ts';
import type { Service, Shop } from './service.ts';
import type { Stations } from '../stations.ts';

/**
 * Slots that each serve one task from start to end, several to a station: those of a node, or of all nodes behind one queue. What
 * the loop knows as a station is a slot here; a station has one line, in order of arrival or of rank.
 */
export class InSlots implements Service {
  private readonly jobs: JobRows;
  private readonly due: Float64Array;
  private readonly stations: Stations;
  private readonly slots: Slots;
  private readonly job: RowView;
  private readonly discipline: Ordered;
  private readonly rank: Ordered['rank'];
  /** Whether lines are heaps: tasks wait in another order than that of their arrival. */
  private readonly heaped: boolean;
  /** Of each line, the first or the root; and the last of those in order of arrival. */
  private readonly head: Int32Array;
  private readonly last: Int32Array;

  constructor({ jobs, due }: Shop, stations: Stations, discipline: Ordered, job: RowView) {
    this.jobs = jobs;
    this.due = due;
    this.stations = stations;
    this.slots = new Slots(stations, false);
    this.job = job;
    this.discipline = discipline;
    this.rank = discipline.rank;
    this.heaped = discipline.rank !== undefined || discipline.ties === 'last';
    this.head = new Int32Array(stations.count).fill(NONE);
    this.last = new Int32Array(stations.count).fill(NONE);
  }

  /** The slot that a task is to join: the station's fastest that is free, or where none is any of them, which all have one line. */
  slotFor(station: number): number {
    const idle = this.slots.idle(station);
    return idle === NONE ? this.stations.firstSlot[station] : idle;
  }

  nodeOf(slot: number): number {
    return this.stations.nodeOf(slot);
  }

  join(slot: number, row: number, now: number): void {
    if (this.due[slot] === Infinity) this.start(slot, row, now);
    else this.wait(this.slots.stationOf(slot), row, now);
  }

  next(slot: number, now: number): number {
    const row = this.slots.row[slot];
    const following = this.take(this.slots.stationOf(slot));
    if (following !== NONE) {
      this.start(slot, following, now);
    } else {
      this.slots.vacate(slot);
      this.due[slot] = Infinity;
    }
    return row;
  }

  settle(now: number): void {
    const { jobs: { numbers }, due, stations } = this;
    for (const [slot, row] of this.slots.row.entries()) {
      if (row !== NONE) numbers[row | AGE] = (numbers[row | SERVED] - (due[slot] - now)) * stations.speedOf(slot);
    }
  }

  private start(slot: number, row: number, now: number): void {
    const { jobs: { numbers }, due, slots, stations } = this;
    const service = numbers[row | SIZE] / stations.speedOf(slot);
    numbers[row | SERVED] = service;
    slots.put(slot, row);
    due[slot] = now + service;
  }

  private wait(station: number, row: number, now: number): void {
    const { jobs, jobs: { numbers, links }, head, last } = this;
    if (this.heaped) {
      numbers[row | RANK] = this.rank ? this.rank.call(this.discipline, this.job.at(row), now, NaN) : 0;
      head[station] = push(jobs, head[station], row);
      return;
    }
    links[row | NEXT] = NONE;
    if (head[station] === NONE) head[station] = row;
    else links[last[station] | NEXT] = row;
    last[station] = row;
  }

  /** The task whose turn it is, taken from its line; NONE where nobody waits. */
  private take(station: number): number {
    const { jobs, head } = this;
    const row = head[station];
    if (row !== NONE) head[station] = this.heaped ? pop(jobs, row) : jobs.links[row | NEXT];
    return row;
  }
}
