import { each, pop, push } from './heap.ts';
import { type JobTable, NONE } from '../jobs.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import type { Stations } from '../stations.ts';
import type { Timers } from '../timers.ts';

/**
 * Processor sharing in virtual time: V grows as fast as each task is served, so a task that came at V needs no update
 * until V reaches its finish tag, V + size. O(log n) per event. Serves stations of unlimited slots too, where every
 * task has a slot to itself whatever the discipline. (With weights: weighted.ts.)
 *
 * Source: Zhang 1990 (virtual clock); Parekh and Gallager 1993, section II.
 */
export class SharedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly host: Host;
  private readonly stations: Stations;
  private readonly tellStarts: boolean;
  /** Heap of each station, ranked by finish tag. */
  private readonly root: Int32Array;
  private readonly tasks: Int32Array;
  private readonly virtual: Float64Array;
  private readonly since: Float64Array;
  /** Service per time unit that each task gets. */
  private readonly rate: Float64Array;

  constructor(workings: Workings) {
    const { count } = workings.stations;
    this.calendar = workings.calendar;
    this.jobs = workings.jobs;
    this.host = workings.host;
    this.stations = workings.stations;
    this.tellStarts = workings.tellStarts;
    this.timers = count;
    this.firstTimer = workings.calendar.allocate(count);
    this.root = new Int32Array(count).fill(NONE);
    this.tasks = new Int32Array(count);
    this.virtual = new Float64Array(count);
    this.since = new Float64Array(count);
    this.rate = new Float64Array(count);
  }

  join(station: number, row: number): void {
    const { jobs, stations, host, tellStarts } = this;
    this.advance(station);
    jobs.rank[row] = this.virtual[station] + jobs.size[row];
    jobs.order[row] = jobs.id[row];
    this.root[station] = push(jobs, this.root[station], row);
    const rank = this.tasks[station]++;
    if (rank < stations.slots[station]) host.busy(stations.node(station, rank), 1);
    this.schedule(station);
    if (tellStarts) host.started(row);
  }

  fire(station: number): void {
    const { jobs, stations, host } = this;
    this.advance(station);
    const row = this.root[station];
    // Where rounding of the clock left V short of the tag, the tag is right.
    this.virtual[station] = Math.max(this.virtual[station], jobs.rank[row]);
    this.root[station] = pop(jobs, row);
    const node = this.leave(station);
    host.done(row, node, jobs.size[row] / stations.speed(station));
  }

  withdraw(station: number, row: number): number {
    this.advance(station);
    const { jobs } = this;
    const received = this.received(station, row);
    jobs.withdrawn[row] = 1;
    this.leave(station);
    return received;
  }

  held(station: number, row: number): number {
    this.advance(station);
    return this.received(station, row) / this.stations.speed(station);
  }

  settle(): void {
    const { jobs } = this;
    for (let station = 0; station < this.timers; station++) {
      this.advance(station);
      each(jobs, this.root[station], (row) => {
        jobs.age[row] = this.received(station, row);
      });
    }
  }

  private received(station: number, row: number): number {
    const { jobs } = this;
    return jobs.size[row] - (jobs.rank[row] - this.virtual[station]);
  }

  /** One task less; returns the node whose slot it leaves. */
  private leave(station: number): number {
    const { jobs, stations, host } = this;
    const rank = --this.tasks[station];
    const node = stations.node(station, Math.min(rank, stations.slots[station] - 1));
    if (rank < stations.slots[station]) host.busy(node, -1);
    for (let row = this.root[station]; row !== NONE && jobs.withdrawn[row]; row = this.root[station]) {
      this.root[station] = pop(jobs, row);
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
    if (rank === 0) this.virtual[station] = 0;
    this.schedule(station);
    return node;
  }

  private advance(station: number): void {
    const { now } = this.calendar;
    if (this.tasks[station] > 0) this.virtual[station] += (now - this.since[station]) * this.rate[station];
    this.since[station] = now;
  }

  private schedule(station: number): void {
    const { calendar, jobs, stations } = this;
    const root = this.root[station];
    if (root === NONE) {
      calendar.clear(this.firstTimer + station);
      return;
    }
    const tasks = this.tasks[station];
    const speed = stations.totalSpeed(station, Math.min(tasks, stations.slots[station]));
    this.rate[station] = speed / tasks;
    const remaining = Math.max(0, jobs.rank[root] - this.virtual[station]);
    calendar.set(this.firstTimer + station, calendar.now + (remaining * tasks) / speed);
  }
}
