import { select } from '../select.ts';

/** Trees over the classes of each station: match or sum i of a station is of numbers 2i and 2i + 1, class k comes in at `classes` + k, and 1 is of all. */

/** The class of least key at each station, of equal keys the first. O(log classes) to set a key. */
export class LeastClass {
  private readonly classes: number;
  private readonly keys: Float64Array;
  private readonly winners: Int32Array;

  constructor(stations: number, classes: number) {
    this.classes = classes;
    this.keys = new Float64Array(stations * classes).fill(Infinity);
    this.winners = new Int32Array(stations * classes);
    for (let station = 0; station < stations; station++) {
      for (let match = classes - 1; match > 0; match--) this.play(station * classes, match);
    }
  }

  least(station: number): number {
    return this.classes === 1 ? 0 : this.winners[station * this.classes + 1];
  }

  /** Infinity where none has been set. */
  key(station: number, jobClass: number): number {
    return this.keys[station * this.classes + jobClass];
  }

  set(station: number, jobClass: number, key: number): void {
    const base = station * this.classes;
    if (this.keys[base + jobClass] === key) return;
    this.keys[base + jobClass] = key;
    for (let match = (this.classes + jobClass) >> 1; match > 0; match >>= 1) {
      const before = this.winners[base + match];
      if (this.play(base, match) === before && before !== jobClass) return;
    }
  }

  private play(base: number, match: number): number {
    const a = this.winner(base, 2 * match);
    const b = this.winner(base, 2 * match + 1);
    const [keyA, keyB] = [this.keys[base + a], this.keys[base + b]];
    const isSecond = keyB === keyA ? b < a : keyB < keyA;
    return (this.winners[base + match] = select(isSecond, a, b));
  }

  private winner(base: number, match: number): number {
    return match < this.classes ? this.winners[base + match] : match - this.classes;
  }
}

/**
 * The sum of what each class of a station has. O(log classes) to set one. A sum is always that of what there is now, in the same
 * order, so that nothing of what was there before is left in it by rounding.
 */
export class ClassSums {
  private readonly classes: number;
  private readonly sums: Float64Array;

  constructor(stations: number, classes: number) {
    this.classes = classes;
    this.sums = new Float64Array(2 * stations * classes);
  }

  total(station: number): number {
    return this.sums[2 * station * this.classes + 1];
  }

  set(station: number, jobClass: number, value: number): void {
    const base = 2 * station * this.classes;
    const place = this.classes + jobClass;
    if (this.sums[base + place] === value) return;
    this.sums[base + place] = value;
    for (let i = place >> 1; i > 0; i >>= 1) this.sums[base + i] = this.sums[base + 2 * i] + this.sums[base + 2 * i + 1];
  }
}
