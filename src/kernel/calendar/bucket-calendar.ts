import { NONE } from '../jobs.ts';
import type { Calendar } from './calendar.ts';

// What is kept of a timer, in one row of 32 bytes: at a hundred thousand timers every cache line that is not touched counts.
/** Places in a row, as doubles. */
const TIME = 0;
/** Timers of one time go off in the order of these. */
const SETTING = 1;
const DOUBLES = 4;
/** Places in it, as 32-bit integers. */
const NEXT = 4;
const BEFORE = 5;
/** Where the timer is: a bucket; UNSET; or IN_HEAP less its place in the heap. */
const PLACE = 6;
const INTEGERS = 8;

const UNSET = -1;
const IN_HEAP = -2;

/** Events that a bucket should have when its turn comes. */
const PER_BUCKET = 2;
/** A heap of more is a sign of buckets that are too wide. */
const LARGE_HEAP = 64;

/**
 * The event list for many timers: a heap of those that go off soonest, and before it buckets of equal widths of time, each an
 * unsorted list, which are emptied into the heap one after the other; what is later than the last bucket waits in a list of its own.
 * An event costs O(1) while buckets have a few events each, wherefore their width is set anew from how often timers were set
 * lately, and O(log timers) at worst: where all events are of one time, the heap has them all. After the ladder queue of Tang,
 * Goh and Thng 2005 and the calendar queue of Brown 1988. Simultaneous events leave in the order in which they were set.
 */
export class BucketCalendar implements Calendar {
  /** The simulated time. */
  now = 0;
  private timers = 0;
  private doubles = new Float64Array(0);
  private integers = new Int32Array(0);
  private settingsMade = 0;
  /** Timers that are set. */
  private pending = 0;

  /** The first of each bucket; the last of all is that of what is later. */
  private buckets = new Int32Array(1).fill(NONE);
  private last = 0;
  /** The bucket that was emptied into the heap last. */
  private current = -1;
  private start = 0;
  /** Buckets per time unit. */
  private perTime = 0;
  /** When the width of buckets was last set, and how many settings had been made then. */
  private turnedAt = 0;
  private settingsBefore = 0;

  private heap = new Int32Array(LARGE_HEAP);
  private heapTimes = new Float64Array(LARGE_HEAP);
  private size = 0;

  /** Adds `count` timers, unset, and returns the first; they are numbered on from it. */
  allocate(count: number): number {
    const first = this.timers;
    this.timers += count;
    const doubles = new Float64Array(DOUBLES * this.timers);
    const integers = new Int32Array(doubles.buffer);
    doubles.set(this.doubles);
    for (let timer = first; timer < this.timers; timer++) {
      doubles[DOUBLES * timer + TIME] = Infinity;
      integers[INTEGERS * timer + PLACE] = UNSET;
    }
    this.doubles = doubles;
    this.integers = integers;
    return first;
  }

  /** The timer whose event is next; its time is Infinity where none is pending. There is at least one timer. */
  first(): number {
    if (this.size === 0 && !this.fill()) return 0;
    return this.heap[0];
  }

  time(timer: number): number {
    return this.doubles[DOUBLES * timer + TIME];
  }

  /** Sets the timer to go off at `time`, in place of what was pending on it. */
  set(timer: number, time: number): void {
    if (time === Infinity) {
      this.clear(timer);
      return;
    }
    const { doubles, integers } = this;
    const place = integers[INTEGERS * timer + PLACE];
    doubles[DOUBLES * timer + TIME] = time;
    doubles[DOUBLES * timer + SETTING] = ++this.settingsMade;
    const bucket = this.bucketOf(time);
    if (place <= IN_HEAP) {
      if (bucket <= this.current) {
        this.replace(IN_HEAP - place, timer, time);
        return;
      }
      this.takeFromHeap(IN_HEAP - place);
    } else if (place === UNSET) {
      this.pending++;
    } else {
      this.takeFromBucket(timer, place);
    }
    if (bucket > this.current) {
      this.addToBucket(timer, bucket);
      return;
    }
    this.addToHeap(timer, time);
    if (this.size > LARGE_HEAP && this.settingsMade - this.settingsBefore > this.pending) this.turn();
  }

  /** Cancels what is pending on the timer, if anything is. */
  clear(timer: number): void {
    const place = this.integers[INTEGERS * timer + PLACE];
    if (place === UNSET) return;
    if (place <= IN_HEAP) this.takeFromHeap(IN_HEAP - place);
    else this.takeFromBucket(timer, place);
    this.pending--;
    this.doubles[DOUBLES * timer + TIME] = Infinity;
    this.integers[INTEGERS * timer + PLACE] = UNSET;
  }

  // ── Buckets ──

  private bucketOf(time: number): number {
    const bucket = (time - this.start) * this.perTime;
    if (bucket >= this.last) return this.last;
    return bucket > 0 ? bucket | 0 : 0;
  }

  private addToBucket(timer: number, bucket: number): void {
    const { buckets, integers } = this;
    const row = INTEGERS * timer;
    const next = buckets[bucket];
    buckets[bucket] = timer;
    integers[row + PLACE] = bucket;
    integers[row + BEFORE] = NONE;
    integers[row + NEXT] = next;
    if (next !== NONE) integers[INTEGERS * next + BEFORE] = timer;
  }

  private takeFromBucket(timer: number, bucket: number): void {
    const { integers } = this;
    const next = integers[INTEGERS * timer + NEXT];
    const before = integers[INTEGERS * timer + BEFORE];
    if (before === NONE) this.buckets[bucket] = next;
    else integers[INTEGERS * before + NEXT] = next;
    if (next !== NONE) integers[INTEGERS * next + BEFORE] = before;
  }

  /** Empties the next bucket that has timers into the heap; whether there is one. */
  private fill(): boolean {
    if (this.pending === 0) return false;
    for (;;) {
      while (++this.current < this.last) {
        const first = this.buckets[this.current];
        if (first === NONE) continue;
        this.buckets[this.current] = NONE;
        for (let timer = first, next; timer !== NONE; timer = next) {
          next = this.integers[INTEGERS * timer + NEXT];
          this.addToHeap(timer, this.doubles[DOUBLES * timer + TIME]);
        }
        return true;
      }
      this.turn();
    }
  }

  /** Begins with the first bucket again, with as many as there are timers pending, as wide as is good for how often timers are set. */
  private turn(): void {
    const { doubles } = this;
    const pending = this.gathered();
    const made = this.settingsMade - this.settingsBefore;
    let [soonest, latest] = [Infinity, -Infinity];
    for (const timer of pending) {
      const time = doubles[DOUBLES * timer + TIME];
      soonest = Math.min(soonest, time);
      latest = Math.max(latest, time);
    }
    const elapsed = soonest - this.turnedAt;
    const rate = elapsed > 0 && made >= pending.length ? made / elapsed : pending.length / (latest - soonest);
    this.perTime = rate > 0 && rate < Infinity ? rate / PER_BUCKET : 0;
    this.start = soonest;
    this.turnedAt = soonest;
    this.settingsBefore = this.settingsMade;
    this.current = -1;
    this.last = pending.length;
    if (this.buckets.length <= this.last) this.buckets = new Int32Array(2 * this.last);
    this.buckets.fill(NONE);
    for (const timer of pending) this.addToBucket(timer, this.bucketOf(doubles[DOUBLES * timer + TIME]));
  }

  /** All timers that are pending, taken from where they are. */
  private gathered(): Int32Array {
    const all = new Int32Array(this.pending);
    all.set(this.heap.subarray(0, this.size));
    let count = this.size;
    this.size = 0;
    for (let bucket = Math.max(0, this.current); bucket <= this.last; bucket++) {
      for (let timer = this.buckets[bucket]; timer !== NONE; timer = this.integers[INTEGERS * timer + NEXT]) all[count++] = timer;
    }
    return all;
  }

  // ── The heap ──

  private addToHeap(timer: number, time: number): void {
    if (this.size === this.heap.length) this.growHeap();
    this.rise(this.size++, timer, time);
  }

  private takeFromHeap(place: number): void {
    const size = --this.size;
    if (place < size) this.replace(place, this.heap[size], this.heapTimes[size]);
  }

  /** Puts the timer in the place of another. */
  private replace(place: number, timer: number, time: number): void {
    if (place > 0 && this.precedes(timer, time, (place - 1) >> 1)) this.rise(place, timer, time);
    else this.sink(place, timer, time);
  }

  private rise(place: number, timer: number, time: number): void {
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.precedes(timer, time, above)) break;
      this.put(place, this.heap[above], this.heapTimes[above]);
      place = above;
    }
    this.put(place, timer, time);
  }

  private sink(place: number, timer: number, time: number): void {
    const { heap, heapTimes, size } = this;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= size) break;
      if (below + 1 < size && this.precedes(heap[below + 1], heapTimes[below + 1], below)) below++;
      if (this.precedes(timer, time, below)) break;
      this.put(place, heap[below], heapTimes[below]);
      place = below;
    }
    this.put(place, timer, time);
  }

  private put(place: number, timer: number, time: number): void {
    this.heap[place] = timer;
    this.heapTimes[place] = time;
    this.integers[INTEGERS * timer + PLACE] = IN_HEAP - place;
  }

  /** Whether the timer goes off before the one at that place. */
  private precedes(timer: number, time: number, place: number): boolean {
    const other = this.heapTimes[place];
    if (time !== other) return time < other;
    return this.doubles[DOUBLES * timer + SETTING] < this.doubles[DOUBLES * this.heap[place] + SETTING];
  }

  private growHeap(): void {
    const heap = new Int32Array(2 * this.heap.length);
    const heapTimes = new Float64Array(heap.length);
    heap.set(this.heap);
    heapTimes.set(this.heapTimes);
    this.heap = heap;
    this.heapTimes = heapTimes;
  }
}
