import type { Ordered } from '../../policy.ts';
import type { Stream } from '../../model.ts';
import { grown } from '../columns.ts';
import { NONE } from '../jobs.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';

/**
 * Lines from which the next task is drawn, each with its number of lots: a Fenwick tree over places, O(log waiting) to
 * add and to draw. Source: Fenwick 1994; Waldspurger and Weihl 1994, section 4.2.
 */
export class Drawn implements Lines {
  private readonly disciplines: readonly Ordered[];
  private readonly workings: Workings;
  private readonly stations: Urn[];

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.disciplines = disciplines;
    this.workings = workings;
    this.stations = disciplines.map(() => new Urn());
  }

  add(station: number, row: number): void {
    this.stations[station].add(row, this.disciplines[station].lots!(this.workings.job.at(row)));
  }

  take(station: number): number {
    return this.stations[station].draw(this.workings.stream);
  }
}

/** Rows in places 0 … count − 1, in no order: the last place moves into the one that is freed. */
class Urn {
  private count = 0;
  private rows = new Int32Array(8);
  private lots = new Float64Array(8);
  /** sums[i] is the sum of the lots in the places that the Fenwick index i covers, from 1. */
  private sums = new Float64Array(9);

  add(row: number, lots: number): void {
    if (!(lots > 0 && lots < Infinity)) throw new RangeError(`a task must have a number of lots above 0, not ${lots}`);
    if (this.count === this.rows.length) this.grow();
    this.rows[this.count] = row;
    this.set(this.count++, lots);
  }

  draw(stream: Stream): number {
    if (this.count === 0) return NONE;
    const place = this.count === 1 ? 0 : Math.min(this.count - 1, this.find(stream.uniform() * this.total()));
    const row = this.rows[place];
    const last = --this.count;
    const moved = this.lots[last];
    this.rows[place] = this.rows[last];
    if (place !== last) this.set(place, moved);
    this.set(last, 0);
    return row;
  }

  private total(): number {
    let sum = 0;
    for (let i = this.count; i > 0; i &= i - 1) sum += this.sums[i];
    return sum;
  }

  /** The place in which the sum of the lots before it, its own included, first exceeds `target`. */
  private find(target: number): number {
    let place = 0;
    let left = target;
    for (let step = 1 << (31 - Math.clz32(this.rows.length)); step > 0; step >>= 1) {
      const next = place + step;
      if (next <= this.rows.length && this.sums[next] <= left) {
        place = next;
        left -= this.sums[next];
      }
    }
    return place;
  }

  /** Whole numbers of lots keep the sums exact; others drift by rounding, which an emptied urn forgets. */
  private set(place: number, lots: number): void {
    const change = lots - this.lots[place];
    this.lots[place] = lots;
    for (let i = place + 1; i < this.sums.length; i += i & -i) this.sums[i] += change;
    if (this.count === 0) this.sums.fill(0);
  }

  private grow(): void {
    const size = 2 * this.rows.length;
    this.rows = grown(this.rows, size);
    this.lots = grown(this.lots, size);
    this.sums = new Float64Array(size + 1);
    for (let place = 0; place < this.count; place++) {
      for (let i = place + 1; i <= size; i += i & -i) this.sums[i] += this.lots[place];
    }
  }
}
