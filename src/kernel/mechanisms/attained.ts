import { each, meld, pop, push } from './heap.ts';
import { type JobTable, NONE } from '../jobs.ts';
import { grown } from '../columns.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import type { Stations } from '../stations.ts';
import type { Timers } from '../timers.ts';

/**
 * Least attained service with true sharing. Tasks of equal attained service form a group; a station's groups are a
 * list from the least served up. The fastest slots go to the first group, the next to the second …; the last group
 * that gets any shares them. A group that catches up with the one above melds with it in O(1); within a group the
 * smallest size ends first. O(log n) per event, plus the number of groups in service (at most the slots).
 */
export class AttainedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly host: Host;
  private readonly stations: Stations;
  private readonly tellStarts: boolean;
  private readonly first: Int32Array;
  private readonly tasks: Int32Array;
  private readonly since: Float64Array;
  /** What the station's timer is for: the group in which a task ends, or which catches up with the next. */
  private readonly dueGroup: Int32Array;
  private readonly dueCatchUp: Uint8Array;
  // Groups, by index: attained service, number of tasks, heap of tasks by size, the group next in attained service.
  private level = new Float64Array(0);
  private members = new Int32Array(0);
  private root = new Int32Array(0);
  private next = new Int32Array(0);
  private free = NONE;

  constructor(workings: Workings) {
    const { count } = workings.stations;
    this.calendar = workings.calendar;
    this.jobs = workings.jobs;
    this.host = workings.host;
    this.stations = workings.stations;
    this.tellStarts = workings.tellStarts;
    this.timers = count;
    this.firstTimer = workings.calendar.allocate(count);
    this.first = new Int32Array(count).fill(NONE);
    this.tasks = new Int32Array(count);
    this.since = new Float64Array(count);
    this.dueGroup = new Int32Array(count);
    this.dueCatchUp = new Uint8Array(count);
  }

  join(station: number, row: number): void {
    const { calendar, jobs, stations, host, tellStarts } = this;
    // A task that ends at this very moment is done; the newcomer must not take its slot.
    while (calendar.time(this.firstTimer + station) <= calendar.now) {
      this.fire(station);
      if (jobs.withdrawn[row] === 0) continue;
      // What has ended took the newcomer back, which is in no group yet.
      jobs.withdrawn[row] = 0;
      host.discard(row);
      return;
    }
    this.advance(station);
    jobs.rank[row] = jobs.size[row];
    jobs.order[row] = jobs.id[row];
    // A newcomer has attained nothing: it joins those that have not either, or stands before everyone.
    let group = this.first[station];
    if (group === NONE || this.level[group] > 0) {
      group = this.create(group);
      this.first[station] = group;
    }
    this.root[group] = push(jobs, this.root[group], row);
    this.members[group]++;
    const rank = this.tasks[station]++;
    if (rank < stations.slots[station]) host.busy(stations.node(station, rank), 1);
    this.schedule(station);
    if (tellStarts) host.started(row);
  }

  fire(station: number): void {
    this.advance(station);
    const group = this.dueGroup[station];
    if (this.dueCatchUp[station]) {
      this.catchUp(group);
      this.schedule(station);
    } else {
      this.finish(station, group);
    }
  }

  withdraw(station: number, row: number): number {
    this.advance(station);
    const { jobs } = this;
    const group = this.groupOf(station, row);
    jobs.withdrawn[row] = 1;
    // A newcomer for which others, which are due, are made to end first is in none yet.
    if (group === NONE) return 0;
    const received = Math.min(jobs.size[row], this.level[group]);
    this.leave(station, group);
    return received;
  }

  held(station: number, row: number): number {
    this.advance(station);
    const { jobs, stations } = this;
    return Math.min(jobs.size[row], this.level[this.groupOf(station, row)]) / stations.speed(station);
  }

  settle(): void {
    const { jobs } = this;
    for (let station = 0; station < this.timers; station++) {
      this.advance(station);
      for (let group = this.first[station]; group !== NONE; group = this.next[group]) {
        each(jobs, this.root[group], (row) => {
          jobs.age[row] = this.level[group];
        });
      }
    }
  }

  /** The group that has the row, NONE where it is still to join one. O(tasks at the station): only withdrawn tasks are looked for. */
  private groupOf(station: number, row: number): number {
    const { jobs } = this;
    for (let group = this.first[station]; group !== NONE; group = this.next[group]) {
      let found = false;
      each(jobs, this.root[group], (member) => {
        found ||= member === row;
      });
      if (found) return group;
    }
    return NONE;
  }

  private catchUp(group: number): void {
    const above = this.next[group];
    this.level[group] = this.level[above];
    this.root[group] = meld(this.jobs, this.root[group], this.root[above]);
    this.members[group] += this.members[above];
    this.next[group] = this.next[above];
    this.release(above);
  }

  private finish(station: number, group: number): void {
    const { jobs, stations, host } = this;
    const row = this.root[group];
    this.level[group] = jobs.size[row];
    this.root[group] = pop(jobs, row);
    const node = this.leave(station, group);
    host.done(row, node, jobs.size[row] / stations.speed(station));
  }

  /** One task less in the group; returns the node whose slot it leaves. */
  private leave(station: number, group: number): number {
    const { jobs, stations, host } = this;
    for (let row = this.root[group]; row !== NONE && jobs.withdrawn[row]; row = this.root[group]) {
      this.root[group] = pop(jobs, row);
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
    if (--this.members[group] === 0) this.remove(station, group);
    const rank = --this.tasks[station];
    const node = stations.node(station, Math.min(rank, stations.slots[station] - 1));
    if (rank < stations.slots[station]) host.busy(node, -1);
    this.schedule(station);
    return node;
  }

  /** Service per time unit of each task in the group, `used` slots being taken by groups below it. */
  private rate(station: number, group: number, used: number): number {
    const { stations } = this;
    const upTo = Math.min(stations.slots[station], used + this.members[group]);
    return (stations.totalSpeed(station, upTo) - stations.totalSpeed(station, used)) / this.members[group];
  }

  private advance(station: number): void {
    const { now } = this.calendar;
    const elapsed = now - this.since[station];
    this.since[station] = now;
    if (elapsed === 0) return;
    const slots = this.stations.slots[station];
    let used = 0;
    for (let group = this.first[station]; group !== NONE && used < slots; group = this.next[group]) {
      this.level[group] += elapsed * this.rate(station, group, used);
      used += this.members[group];
    }
  }

  /** Sets the timer to the first end of a task or catching up of a group. */
  private schedule(station: number): void {
    const { calendar, jobs, stations } = this;
    const slots = stations.slots[station];
    let soonest = Infinity;
    let used = 0;
    for (let group = this.first[station]; group !== NONE && used < slots; group = this.next[group]) {
      const rate = this.rate(station, group, used);
      used += this.members[group];
      const untilDone = Math.max(0, jobs.size[this.root[group]] - this.level[group]) / rate;
      if (untilDone < soonest) {
        soonest = untilDone;
        this.dueGroup[station] = group;
        this.dueCatchUp[station] = 0;
      }
      const above = this.next[group];
      if (above === NONE) continue;
      const closing = rate - (used < slots ? this.rate(station, above, used) : 0);
      const untilMet = Math.max(0, this.level[above] - this.level[group]) / closing;
      if (closing > 0 && untilMet < soonest) {
        soonest = untilMet;
        this.dueGroup[station] = group;
        this.dueCatchUp[station] = 1;
      }
    }
    calendar.set(this.firstTimer + station, calendar.now + soonest);
  }

  private remove(station: number, group: number): void {
    if (this.first[station] === group) {
      this.first[station] = this.next[group];
    } else {
      let below = this.first[station];
      while (this.next[below] !== group) below = this.next[below];
      this.next[below] = this.next[group];
    }
    this.release(group);
  }

  private create(next: number): number {
    if (this.free === NONE) this.grow();
    const group = this.free;
    this.free = this.next[group];
    this.level[group] = 0;
    this.members[group] = 0;
    this.root[group] = NONE;
    this.next[group] = next;
    return group;
  }

  private release(group: number): void {
    this.next[group] = this.free;
    this.free = group;
  }

  private grow(): void {
    const before = this.level.length;
    const size = Math.max(16, 2 * before);
    this.level = grown(this.level, size);
    this.members = grown(this.members, size);
    this.root = grown(this.root, size);
    this.next = grown(this.next, size);
    for (let group = size - 1; group >= before; group--) this.release(group);
  }
}
