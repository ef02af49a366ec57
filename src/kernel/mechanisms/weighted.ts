import type { Shared } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import { ClassShares } from './class-shares.ts';
import { each, pop, push } from './heap.ts';
import type { Mechanism, Workings } from './mechanism.ts';

/** Virtual times begin anew after so many events at least, and after so many times what that costs. */
const FRESH = 64;
const FRESH_PER_TASK = 4;

/**
 * Processor sharing in proportion to weights, in a virtual time for each class at each station: the service that each of
 * its tasks has received since the class was last empty. `class-shares.ts` says how fast that grows. O(log n) for n tasks and
 * classes per event, and O(s) more on s slots.
 *
 * Source: Kleinrock 1967 (discriminatory sharing); Parekh and Gallager 1993 (generalised sharing).
 */
export class WeightedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly workings: Workings;
  private readonly shares: ClassShares;
  private readonly tasks: Int32Array;
  private readonly since: Float64Array;
  /** Events until virtual times begin anew, so that they stay exact where a station is never empty. */
  private readonly fresh: Float64Array;
  // By station and class: heap by finish tag, and tasks.
  private readonly root: Int32Array;
  private readonly members: Int32Array;

  constructor(workings: Workings, { weights = [], per = 'task' }: Shared) {
    const { stations, classes, calendar, jobs } = workings;
    const cells = stations.count * classes;
    this.workings = workings;
    this.timers = stations.count;
    this.firstTimer = calendar.allocate(stations.count);
    this.tasks = new Int32Array(stations.count);
    this.since = new Float64Array(stations.count);
    this.fresh = new Float64Array(stations.count).fill(FRESH);
    this.root = new Int32Array(cells).fill(NONE);
    this.members = new Int32Array(cells);
    this.shares = new ClassShares({ stations, classes, weights, perClass: per === 'class', members: this.members, finish: (cell) => jobs.rank[this.root[cell]] });
  }

  join(station: number, row: number): void {
    const { jobs, stations, host, tellStarts } = this.workings;
    const jobClass = jobs.class[row];
    const cell = this.cell(station, jobClass);
    jobs.rank[row] = this.received(station, jobClass) + jobs.size[row];
    jobs.order[row] = jobs.id[row];
    this.root[cell] = push(jobs, this.root[cell], row);
    this.members[cell]++;
    const rank = this.tasks[station]++;
    if (rank < stations.slots[station]) host.busy(stations.node(station, rank), 1);
    this.goOn(station, jobClass);
    if (tellStarts) host.started(row);
  }

  fire(station: number): void {
    const { jobs, stations, host } = this.workings;
    const jobClass = this.shares.ending[station];
    const cell = this.cell(station, jobClass);
    const row = this.root[cell];
    // Where rounding of the clock left it short of the tag, the tag is right.
    this.shares.setReceived(station, jobClass, Math.max(this.received(station, jobClass), jobs.rank[row]));
    this.root[cell] = pop(jobs, row);
    const node = this.leave(station, jobClass);
    host.done(row, node, jobs.size[row] / stations.speed(station));
  }

  withdraw(station: number, row: number): number {
    const { jobs } = this.workings;
    const jobClass = jobs.class[row];
    const left = jobs.rank[row] - this.received(station, jobClass);
    jobs.withdrawn[row] = 1;
    this.leave(station, jobClass);
    return jobs.size[row] - left;
  }

  held(station: number, row: number): number {
    const { jobs, stations } = this.workings;
    return (jobs.size[row] - (jobs.rank[row] - this.received(station, jobs.class[row]))) / stations.speed(station);
  }

  settle(): void {
    const { jobs, classes } = this.workings;
    for (let station = 0; station < this.timers; station++) {
      for (let jobClass = 0; jobClass < classes; jobClass++) {
        const received = this.received(station, jobClass);
        each(jobs, this.root[this.cell(station, jobClass)], (row) => {
          jobs.age[row] = jobs.size[row] - (jobs.rank[row] - received);
        });
      }
    }
  }

  private cell(station: number, jobClass: number): number {
    return station * this.workings.classes + jobClass;
  }

  /** Service that each task of the class has received until now, since the class was last empty. */
  private received(station: number, jobClass: number): number {
    const { now } = this.workings.calendar;
    this.shares.advance(station, now - this.since[station]);
    this.since[station] = now;
    return this.shares.received(station, jobClass);
  }

  /** One task less in the class, whose service is up to date; returns the node whose slot it leaves. */
  private leave(station: number, jobClass: number): number {
    const { jobs, stations, host } = this.workings;
    const cell = this.cell(station, jobClass);
    for (let row = this.root[cell]; row !== NONE && jobs.withdrawn[row]; row = this.root[cell]) {
      this.root[cell] = pop(jobs, row);
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
    this.members[cell]--;
    const rank = --this.tasks[station];
    const node = stations.node(station, Math.min(rank, stations.slots[station] - 1));
    if (rank < stations.slots[station]) host.busy(node, -1);
    this.goOn(station, jobClass);
    return node;
  }

  /** Shares are as they are now that the class has changed, until a task is done. */
  private goOn(station: number, jobClass: number): void {
    const { calendar } = this.workings;
    this.shares.changed(station, jobClass, this.tasks[station]);
    if (--this.fresh[station] <= 0) this.beginAnew(station);
    calendar.set(this.firstTimer + station, calendar.now + this.shares.soonest(station));
  }

  private beginAnew(station: number): void {
    const { jobs, classes } = this.workings;
    for (let jobClass = 0; jobClass < classes; jobClass++) {
      const received = this.shares.received(station, jobClass);
      each(jobs, this.root[this.cell(station, jobClass)], (row) => {
        jobs.rank[row] -= received;
      });
    }
    this.shares.restart(station);
    this.fresh[station] = FRESH + FRESH_PER_TASK * (classes + this.tasks[station]);
  }
}
