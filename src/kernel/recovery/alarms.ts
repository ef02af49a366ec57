import { grown } from '../columns.ts';
import type { Timers } from '../timers.ts';

/**
 * Any number of alarms by key, each set or not, on one timer: a binary heap with the place of every key, so that an alarm
 * that is cleared is gone at once. Those of one moment go off in the order in which they were set. O(log alarms set).
 */
export class Alarms {
  private readonly calendar: Timers;
  private readonly timer: number;
  private readonly ring: (key: number) => void;
  private count = 0;
  private settings = 0;
  /** By place in the heap. */
  private keys = new Int32Array(64);
  /** By key: when, the number of the setting, and the place in the heap plus one; 0 where it is not set. */
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private places = new Int32Array(64);

  /** `ring` is told of the alarms that go off. */
  constructor(calendar: Timers, ring: (key: number) => void) {
    this.calendar = calendar;
    this.timer = calendar.allocate(1);
    this.ring = ring;
  }

  /** Infinity: not at all. */
  set(key: number, time: number): void {
    this.clear(key);
    if (time === Infinity) return;
    while (key >= this.times.length) this.growKeys();
    if (this.count === this.keys.length) this.keys = grown(this.keys, 2 * this.count);
    this.times[key] = time;
    this.orders[key] = ++this.settings;
    this.rise(this.count++, key);
    if (this.keys[0] === key) this.wind();
  }

  /** One alarm goes off in the place of another. */
  move(from: number, to: number): void {
    const time = this.places[from] > 0 ? this.times[from] : Infinity;
    this.clear(from);
    this.set(to, time);
  }

  clear(key: number): void {
    const place = (this.places[key] ?? 0) - 1;
    if (place < 0) return;
    this.places[key] = 0;
    const last = this.keys[--this.count];
    if (last !== key) {
      this.rise(place, last);
      this.sink(this.places[last] - 1, last);
    }
    if (place === 0) this.wind();
  }

  /** Its timer went off. */
  fire(): void {
    const key = this.keys[0];
    this.clear(key);
    this.ring(key);
  }

  wake(): void {}

  /** Sets the timer to the first alarm. */
  private wind(): void {
    this.calendar.set(this.timer, this.count === 0 ? Infinity : this.times[this.keys[0]]);
  }

  /** Puts the key at the place, or nearer to the root where it is sooner. */
  private rise(place: number, key: number): void {
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.keys[parent];
      if (!this.precedes(key, above)) break;
      this.put(at, above);
      at = parent;
    }
    this.put(at, key);
  }

  private sink(place: number, key: number): void {
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.count) break;
      if (child + 1 < this.count && this.precedes(this.keys[child + 1], this.keys[child])) child++;
      if (!this.precedes(this.keys[child], key)) break;
      this.put(at, this.keys[child]);
      at = child;
    }
    this.put(at, key);
  }

  private put(place: number, key: number): void {
    this.keys[place] = key;
    this.places[key] = place + 1;
  }

  private precedes(a: number, b: number): boolean {
    return this.times[a] < this.times[b] || (this.times[a] === this.times[b] && this.orders[a] < this.orders[b]);
  }

  private growKeys(): void {
    const size = 2 * this.times.length;
    this.times = grown(this.times, size);
    this.orders = grown(this.orders, size);
    this.places = grown(this.places, size);
  }
}
