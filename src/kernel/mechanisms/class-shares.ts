import type { Stations } from '../stations.ts';
import { ClassSums, LeastClass } from './class-trees.ts';

/** What is shared: the tasks of each class at each station, whose numbers are in `members`, by `station × classes + class`. */
export interface Sharers {
  readonly stations: Stations;
  readonly classes: number;
  readonly weights: readonly number[];
  /** Whether a weight is that of the class as a whole, and not of each of its tasks. */
  readonly perClass: boolean;
  readonly members: Int32Array;
  /** Service of which the first task of the class to be done has enough, counted from when the class was last empty. */
  finish(cell: number): number;
}

/**
 * How fast each class is served, and when a task of it is done first. Nobody is faster than one slot, and the fastest slots are
 * used: the rates of any m tasks sum to no more than the speed of the m fastest slots. Within that the rates are in proportion
 * to the weights as far as they can be (weighted max–min fairness).
 *
 * Classes whose tasks are heavy enough to have slots to themselves, fewer than there are slots, are looked at one by one. All
 * others are light: they share what is left in proportion to weights, so that one virtual time, in which a class stays due when
 * it was until something of it changes, is enough for all of them. O(log classes) per change, times the slots where they are several.
 */
export class ClassShares {
  /** By station: the class in which a task is done next, where there is one. */
  readonly ending: Int32Array;
  private readonly of: Sharers;
  /** By class: service of each of its tasks since it was last empty; of light ones when the virtual time was `stamp`. */
  private readonly attained: Float64Array;
  private readonly stamp: Float64Array;
  /** Of each task of a heavy class; 0 where it is light. */
  private readonly rate: Float64Array;
  /** The virtual time of each station, which grows by service per weight, and how fast. */
  private readonly virtual: Float64Array;
  private readonly pace: Float64Array;
  private readonly due: LeastClass;
  private readonly lightWeight: ClassSums;
  /** Where stations have several slots: their heavy classes, and who is heaviest. */
  private readonly heavy: number[][];
  private readonly heaviest: LeastClass | undefined;

  constructor(of: Sharers) {
    const { stations, classes } = of;
    const cells = stations.count * classes;
    this.of = of;
    this.ending = new Int32Array(stations.count);
    this.attained = new Float64Array(cells);
    this.stamp = new Float64Array(cells);
    this.rate = new Float64Array(cells);
    this.virtual = new Float64Array(stations.count);
    this.pace = new Float64Array(stations.count);
    this.due = new LeastClass(stations.count, classes);
    this.lightWeight = new ClassSums(stations.count, classes);
    const several = stations.slots.some((slots) => slots > 1);
    this.heavy = several ? Array.from({ length: stations.count }, () => []) : [];
    this.heaviest = several ? new LeastClass(stations.count, classes) : undefined;
  }

  advance(station: number, elapsed: number): void {
    this.virtual[station] += elapsed * this.pace[station];
    if (!this.heaviest) return;
    for (const jobClass of this.heavy[station]) {
      const cell = station * this.of.classes + jobClass;
      this.attained[cell] += elapsed * this.rate[cell];
    }
  }

  /** Service that each task of the class has received since the class was last empty. */
  received(station: number, jobClass: number): number {
    const cell = station * this.of.classes + jobClass;
    if (this.rate[cell] === 0 && this.of.members[cell] > 0) {
      this.attained[cell] += (this.virtual[station] - this.stamp[cell]) * this.unit(jobClass, cell);
      this.stamp[cell] = this.virtual[station];
    }
    return this.attained[cell];
  }

  /** From now on it is counted from so much. */
  setReceived(station: number, jobClass: number, received: number): void {
    this.attained[station * this.of.classes + jobClass] = received;
  }

  /** Tasks of the class, of which `received` has been asked before, have come or gone; `tasks` are now at the station in all. */
  changed(station: number, jobClass: number, tasks: number): void {
    const { stations, classes, members } = this.of;
    const cell = station * classes + jobClass;
    if (members[cell] === 0) this.attained[cell] = 0;
    this.stamp[cell] = this.virtual[station];
    const used = Math.min(tasks, stations.slots[station]);
    let speed = stations.totalSpeed(station, used);
    if (this.heaviest && stations.slots[station] > 1) speed -= this.setHeavyApart(station, jobClass, used);
    else this.lighten(station, jobClass);
    const weight = this.lightWeight.total(station);
    this.pace[station] = weight > 0 ? speed / weight : 0;
    if (weight === 0) this.virtual[station] = 0;
  }

  /** The time from now until a task is done; Infinity where there is none. */
  soonest(station: number): number {
    let next = this.due.least(station);
    const until = this.due.key(station, next);
    let soonest = until < Infinity ? Math.max(0, until - this.virtual[station]) / this.pace[station] : Infinity;
    for (const jobClass of this.heaviest ? this.heavy[station] : []) {
      const cell = station * this.of.classes + jobClass;
      const untilDone = Math.max(0, this.of.finish(cell) - this.attained[cell]) / this.rate[cell];
      if (untilDone < soonest) {
        soonest = untilDone;
        next = jobClass;
      }
    }
    this.ending[station] = next;
    return soonest;
  }

  /** Begins a new count of virtual time; `received` has been asked of all classes, and their services begin a new count too. */
  restart(station: number): void {
    const { classes, members } = this.of;
    this.virtual[station] = 0;
    for (let jobClass = 0; jobClass < classes; jobClass++) {
      const cell = station * classes + jobClass;
      this.attained[cell] = 0;
      if (members[cell] > 0 && this.rate[cell] === 0) this.lighten(station, jobClass);
    }
  }

  /** The weight of each task of the class. */
  private unit(jobClass: number, cell: number): number {
    return this.of.perClass ? this.of.weights[jobClass] / this.of.members[cell] : this.of.weights[jobClass];
  }

  private weight(jobClass: number, cell: number): number {
    return this.of.perClass ? this.of.weights[jobClass] : this.of.weights[jobClass] * this.of.members[cell];
  }

  /** The class, whose service is up to date, is one of the light from now on, if it has tasks. */
  private lighten(station: number, jobClass: number): void {
    const cell = station * this.of.classes + jobClass;
    const present = this.of.members[cell] > 0;
    this.rate[cell] = 0;
    this.stamp[cell] = this.virtual[station];
    this.lightWeight.set(station, jobClass, present ? this.weight(jobClass, cell) : 0);
    const left = Math.max(0, this.of.finish(cell) - this.attained[cell]);
    this.due.set(station, jobClass, present ? this.virtual[station] + left / this.unit(jobClass, cell) : Infinity);
  }

  /** Tells the heavy classes from the light, and returns the speed of the slots that the heavy have. */
  private setHeavyApart(station: number, changed: number, used: number): number {
    const base = station * this.of.classes;
    const before = this.heavy[station];
    const leading = this.leading(station, changed);
    for (const jobClass of [...before, changed]) if (!leading.includes(jobClass)) this.lighten(station, jobClass);
    for (const jobClass of leading) {
      this.received(station, jobClass);
      this.lightWeight.set(station, jobClass, 0);
      this.due.set(station, jobClass, Infinity);
    }
    const blocks = this.blocks(station, leading, used);
    // The light are the last block, which may have taken some of the leading classes in.
    const light = this.lightWeight.total(station) > 0 ? blocks.pop()! : undefined;
    let [place, speed] = [0, 0];
    for (const block of blocks) {
      speed += block.speed;
      for (; place < block.end; place++) {
        const jobClass = leading[place];
        this.rate[base + jobClass] = block.speed * (this.unit(jobClass, base + jobClass) / block.weight);
      }
    }
    if (light) for (const jobClass of leading.slice(place)) this.lighten(station, jobClass);
    this.heavy[station] = leading.slice(0, place);
    return speed;
  }

  /** The classes of greatest weight of a task, as long as their tasks leave a slot: only they can have slots to themselves. */
  private leading(station: number, changed: number): readonly number[] {
    const { stations, classes, members } = this.of;
    const base = station * classes;
    const order = this.heaviest!;
    order.set(station, changed, members[base + changed] > 0 ? -this.unit(changed, base + changed) : Infinity);
    const leading: number[] = [];
    for (let taken = 0; ; ) {
      const jobClass = order.least(station);
      taken += members[base + jobClass];
      if (order.key(station, jobClass) === Infinity || taken >= stations.slots[station]) break;
      leading.push(jobClass);
      order.set(station, jobClass, Infinity);
    }
    for (const jobClass of leading) order.set(station, jobClass, -this.unit(jobClass, base + jobClass));
    return leading;
  }

  /**
   * The leading classes, and the light together after them, in blocks that share the slots of their own: each class by itself, but
   * for those that would have more speed per weight than the next, which share with it (pool adjacent violators).
   */
  private blocks(station: number, leading: readonly number[], used: number): Block[] {
    const { stations, classes, members } = this.of;
    const blocks: Block[] = [];
    let taken = 0;
    const add = (end: number, upTo: number, weight: number) => {
      let block: Block = { end, speed: stations.totalSpeed(station, upTo) - stations.totalSpeed(station, taken), weight };
      for (let last = blocks.at(-1); last && last.speed * block.weight >= block.speed * last.weight; last = blocks.at(-1)) {
        block = { end, speed: last.speed + block.speed, weight: last.weight + block.weight };
        blocks.pop();
      }
      blocks.push(block);
      taken = upTo;
    };
    for (const [place, jobClass] of leading.entries()) {
      const cell = station * classes + jobClass;
      add(place + 1, taken + members[cell], this.weight(jobClass, cell));
    }
    const rest = this.lightWeight.total(station);
    if (rest > 0) add(leading.length, used, rest);
    return blocks;
  }
}

/** Leading classes up to `end`, the speed of the slots that they share, and their weights together. */
interface Block {
  readonly end: number;
  readonly speed: number;
  readonly weight: number;
}
