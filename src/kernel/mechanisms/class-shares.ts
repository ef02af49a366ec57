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
 * it was until something of it changes, is enough for all of them. O(log classes) per change, and O(slots) where they are several.
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
  /**
   * Where stations have several slots: the classes of greatest weight of a task, as long as their tasks leave a slot, since only
   * they can have slots to themselves; and how many of them, from the first on, are heavy.
   */
  private readonly leading: number[][];
  private readonly heavy: Int32Array;
  /** The weights of all others, and which of them is heaviest. */
  private readonly rest: ClassSums;
  private readonly heaviest: LeastClass;
  private readonly several: boolean;

  constructor(of: Sharers) {
    const { stations, classes } = of;
    const cells = stations.count * classes;
    this.of = of;
    this.several = stations.slots.some((slots) => slots > 1);
    this.ending = new Int32Array(stations.count);
    this.attained = new Float64Array(cells);
    this.stamp = new Float64Array(cells);
    this.rate = new Float64Array(cells);
    this.virtual = new Float64Array(stations.count);
    this.pace = new Float64Array(stations.count);
    this.due = new LeastClass(stations.count, classes);
    this.leading = this.several ? Array.from({ length: stations.count }, () => []) : [];
    this.heavy = new Int32Array(stations.count);
    this.rest = new ClassSums(stations.count, classes);
    this.heaviest = new LeastClass(this.several ? stations.count : 0, classes);
  }

  advance(station: number, elapsed: number): void {
    this.virtual[station] += elapsed * this.pace[station];
    for (let place = 0; place < this.heavy[station]; place++) {
      const cell = station * this.of.classes + this.leading[station][place];
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
    let weight: number;
    if (this.several && stations.slots[station] > 1) {
      this.lead(station, jobClass);
      [speed, weight] = this.setHeavyApart(station, used);
    } else {
      this.rest.set(station, jobClass, this.weight(jobClass, cell));
      weight = this.rest.total(station);
    }
    if (this.rate[cell] === 0) this.lighten(station, jobClass);
    this.pace[station] = weight > 0 ? speed / weight : 0;
    if (weight === 0) this.virtual[station] = 0;
  }

  /** The time from now until a task is done; Infinity where there is none. */
  soonest(station: number): number {
    let next = this.due.least(station);
    const until = this.due.key(station, next);
    let soonest = until < Infinity ? Math.max(0, until - this.virtual[station]) / this.pace[station] : Infinity;
    for (let place = 0; place < this.heavy[station]; place++) {
      const jobClass = this.leading[station][place];
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

  /** The weight of each task of the class, which has some. */
  private unit(jobClass: number, cell: number): number {
    return this.of.perClass ? this.of.weights[jobClass] / this.of.members[cell] : this.of.weights[jobClass];
  }

  private weight(jobClass: number, cell: number): number {
    const members = this.of.members[cell];
    return this.of.perClass ? (members > 0 ? this.of.weights[jobClass] : 0) : this.of.weights[jobClass] * members;
  }

  /** The class, whose service is up to date, is light from now on, if it has tasks. */
  private lighten(station: number, jobClass: number): void {
    const cell = station * this.of.classes + jobClass;
    this.rate[cell] = 0;
    this.stamp[cell] = this.virtual[station];
    const left = Math.max(0, this.of.finish(cell) - this.attained[cell]);
    this.due.set(station, jobClass, this.of.members[cell] > 0 ? this.virtual[station] + left / this.unit(jobClass, cell) : Infinity);
  }

  /** Brings the leading classes up to date after the class has changed. */
  private lead(station: number, changed: number): void {
    const { stations, classes, members } = this.of;
    const base = station * classes;
    const leading = this.leading[station];
    const unit = (jobClass: number) => this.unit(jobClass, base + jobClass);
    const place = leading.indexOf(changed);
    if (place >= 0) leading.splice(place, 1);
    this.leave(station, changed);
    if (members[base + changed] > 0 && leading.length > 0 && unit(changed) > unit(leading.at(-1)!)) {
      leading.splice(leading.findIndex((other) => unit(changed) > unit(other)), 0, changed);
      this.join(station, changed);
    }
    let tasks = leading.reduce((sum, jobClass) => sum + members[base + jobClass], 0);
    for (; tasks >= stations.slots[station]; ) {
      const last = leading.pop()!;
      tasks -= members[base + last];
      this.leave(station, last);
    }
    for (;;) {
      const next = this.heaviest.least(station);
      tasks += members[base + next];
      if (this.heaviest.key(station, next) === Infinity || tasks >= stations.slots[station]) return;
      leading.push(next);
      this.join(station, next);
    }
  }

  /** The class is one of the leading. */
  private join(station: number, jobClass: number): void {
    this.heaviest.set(station, jobClass, Infinity);
    this.rest.set(station, jobClass, 0);
  }

  /** The class is not one of the leading, and so it is light. */
  private leave(station: number, jobClass: number): void {
    const cell = station * this.of.classes + jobClass;
    const present = this.of.members[cell] > 0;
    this.heaviest.set(station, jobClass, present ? -this.unit(jobClass, cell) : Infinity);
    this.rest.set(station, jobClass, this.weight(jobClass, cell));
    if (this.rate[cell] !== 0) this.lighten(station, jobClass);
  }

  /** Tells the heavy classes from the light, and returns the speed of the slots that the light have, and their weight. */
  private setHeavyApart(station: number, used: number): [speed: number, weight: number] {
    const base = station * this.of.classes;
    const leading = this.leading[station];
    const blocks = this.blocks(station, used);
    let weight = this.rest.total(station);
    // The light are the last block, which may have taken some of the leading classes in.
    const light = weight > 0 ? blocks.pop()! : undefined;
    let place = 0;
    for (const block of blocks) {
      for (; place < block.end; place++) {
        const cell = base + leading[place];
        if (this.rate[cell] === 0) {
          this.received(station, leading[place]);
          this.due.set(station, leading[place], Infinity);
        }
        this.rate[cell] = block.speed * (this.unit(leading[place], cell) / block.weight);
      }
    }
    this.heavy[station] = place;
    for (; place < leading.length; place++) {
      const cell = base + leading[place];
      weight += this.weight(leading[place], cell);
      if (this.rate[cell] !== 0) this.lighten(station, leading[place]);
    }
    return [light?.speed ?? 0, weight];
  }

  /**
   * The leading classes, and all others together after them, in blocks that share the slots of their own: each class by itself, but
   * for those that would have more speed per weight than the next, which share with it (pool adjacent violators).
   */
  private blocks(station: number, used: number): Block[] {
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
    const leading = this.leading[station];
    for (const [place, jobClass] of leading.entries()) {
      const cell = station * classes + jobClass;
      add(place + 1, taken + members[cell], this.weight(jobClass, cell));
    }
    const rest = this.rest.total(station);
    if (rest > 0) add(leading.length, used, rest);
    return blocks;
  }
}

/** Leading classes up to `end`, or all others too, the speed of the slots that they share, and their weights together. */
interface Block {
  readonly end: number;
  readonly speed: number;
  readonly weight: number;
}
