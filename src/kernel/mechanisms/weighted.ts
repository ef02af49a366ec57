import type { Shared } from '../../policy.ts';
import { each, pop, push } from './heap.ts';
import { NONE } from '../jobs.ts';
import type { Mechanism, Workings } from './mechanism.ts';

/**
 * Processor sharing in proportion to weights, in a virtual time for each class at each station: the service that each of
 * its tasks has received since the class was last empty. O(log n) per event, plus O(k²) for k classes present.
 *
 * Nobody is faster than one slot, and the fastest slots are used: the rates of any m tasks sum to no more than the speed of
 * the m fastest slots. Within that the rates are in proportion as far as they can be (weighted max–min fairness); what a
 * task of great weight cannot use is shared by the others.
 *
 * Source: Kleinrock 1967 (discriminatory sharing); Parekh and Gallager 1993 (generalised sharing).
 */
export class WeightedService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly workings: Workings;
  private readonly weights: readonly number[];
  private readonly perClass: boolean;
  private readonly classes: number;
  private readonly tasks: Int32Array;
  private readonly since: Float64Array;
  /** The class in which a task ends when the station's timer goes off. */
  private readonly due: Int32Array;
  // By station and class: heap by finish tag, tasks, service per task, and its rate.
  private readonly root: Int32Array;
  private readonly members: Int32Array;
  private readonly virtual: Float64Array;
  private readonly rate: Float64Array;
  /** Classes present at the station that is being looked at, the greatest weight of a task first. */
  private readonly present: number[] = [];

  constructor(workings: Workings, { weights = [], per = 'task' }: Shared) {
    const { stations, classes, calendar } = workings;
    const cells = stations.count * classes;
    this.workings = workings;
    this.weights = weights;
    this.perClass = per === 'class';
    this.classes = classes;
    this.timers = stations.count;
    this.firstTimer = calendar.allocate(stations.count);
    this.tasks = new Int32Array(stations.count);
    this.since = new Float64Array(stations.count);
    this.due = new Int32Array(stations.count);
    this.root = new Int32Array(cells).fill(NONE);
    this.members = new Int32Array(cells);
    this.virtual = new Float64Array(cells);
    this.rate = new Float64Array(cells);
  }

  join(station: number, row: number): void {
    const { jobs, stations, host, tellStarts } = this.workings;
    this.advance(station);
    const cell = station * this.classes + jobs.class[row];
    jobs.rank[row] = this.virtual[cell] + jobs.size[row];
    jobs.order[row] = jobs.id[row];
    this.root[cell] = push(jobs, this.root[cell], row);
    this.members[cell]++;
    const rank = this.tasks[station]++;
    if (rank < stations.slots[station]) host.busy(stations.node(station, rank), 1);
    this.schedule(station);
    if (tellStarts) host.started(row);
  }

  fire(station: number): void {
    const { jobs, stations, host } = this.workings;
    this.advance(station);
    const cell = station * this.classes + this.due[station];
    const row = this.root[cell];
    this.virtual[cell] = Math.max(this.virtual[cell], jobs.rank[row]);
    this.root[cell] = pop(jobs, row);
    const node = this.leave(station, cell);
    host.done(row, node, jobs.size[row] / stations.speed(station));
  }

  withdraw(station: number, row: number): number {
    this.advance(station);
    const { jobs } = this.workings;
    const cell = station * this.classes + jobs.class[row];
    const received = this.received(cell, row);
    jobs.withdrawn[row] = 1;
    this.leave(station, cell);
    return received;
  }

  held(station: number, row: number): number {
    this.advance(station);
    const { jobs, stations } = this.workings;
    return this.received(station * this.classes + jobs.class[row], row) / stations.speed(station);
  }

  settle(): void {
    const { jobs } = this.workings;
    for (let station = 0; station < this.timers; station++) {
      this.advance(station);
      for (let cell = station * this.classes; cell < (station + 1) * this.classes; cell++) {
        each(jobs, this.root[cell], (row) => {
          jobs.age[row] = this.received(cell, row);
        });
      }
    }
  }

  private received(cell: number, row: number): number {
    const { jobs } = this.workings;
    return jobs.size[row] - (jobs.rank[row] - this.virtual[cell]);
  }

  /** One task less in the cell; returns the node whose slot it leaves. */
  private leave(station: number, cell: number): number {
    const { jobs, stations, host } = this.workings;
    for (let row = this.root[cell]; row !== NONE && jobs.withdrawn[row]; row = this.root[cell]) {
      this.root[cell] = pop(jobs, row);
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
    if (--this.members[cell] === 0) this.virtual[cell] = 0;
    const rank = --this.tasks[station];
    const node = stations.node(station, Math.min(rank, stations.slots[station] - 1));
    if (rank < stations.slots[station]) host.busy(node, -1);
    this.schedule(station);
    return node;
  }

  private advance(station: number): void {
    const { now } = this.workings.calendar;
    const elapsed = now - this.since[station];
    this.since[station] = now;
    if (elapsed === 0) return;
    for (let cell = station * this.classes; cell < (station + 1) * this.classes; cell++) {
      if (this.members[cell] > 0) this.virtual[cell] += elapsed * this.rate[cell];
    }
  }

  /** Sets the rates of all classes, and the timer to the first end of a task. */
  private schedule(station: number): void {
    const { calendar, jobs } = this.workings;
    const base = station * this.classes;
    this.share(station);
    let soonest = Infinity;
    for (const jobClass of this.present) {
      const cell = base + jobClass;
      const untilDone = Math.max(0, jobs.rank[this.root[cell]] - this.virtual[cell]) / this.rate[cell];
      if (untilDone < soonest) {
        soonest = untilDone;
        this.due[station] = jobClass;
      }
    }
    calendar.set(this.firstTimer + station, calendar.now + soonest);
  }

  /**
   * The classes of greatest weight whose slots are the bottleneck, that is whose speed per weight is least, get all of these
   * slots; then the same for the rest.
   */
  private share(station: number): void {
    const { stations } = this.workings;
    const base = station * this.classes;
    const slots = stations.slots[station];
    const weight = (jobClass: number) => this.weights[jobClass] / (this.perClass ? this.members[base + jobClass] : 1);
    const present = this.present;
    present.length = 0;
    for (let jobClass = 0; jobClass < this.classes; jobClass++) if (this.members[base + jobClass] > 0) present.push(jobClass);
    if (present.length > 1) present.sort((a, b) => weight(b) - weight(a) || a - b);
    for (let from = 0, taken = 0; from < present.length; ) {
      const before = stations.totalSpeed(station, Math.min(slots, taken));
      let [tasks, total, least, to, takenBy] = [taken, 0, Infinity, from, taken];
      for (let i = from; i < present.length; i++) {
        tasks += this.members[base + present[i]];
        total += this.members[base + present[i]] * weight(present[i]);
        const perWeight = (stations.totalSpeed(station, Math.min(slots, tasks)) - before) / total;
        if (perWeight <= least) [least, to, takenBy] = [perWeight, i + 1, tasks];
      }
      for (; from < to; from++) this.rate[base + present[from]] = least * weight(present[from]);
      taken = takenBy;
    }
  }
}
