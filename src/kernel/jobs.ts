import type { Job, JobClass } from '../model.ts';
import { grown } from './columns.ts';

/** No job: the end of a list, an idle slot. */
export const NONE = -1;

/**
 * The jobs in the system as columns; rows are reused, so that memory is flat in the number of jobs.
 * `next`, `child`, `rank` and `order` belong to the waiting line that the job stands in: lines are lists and heaps
 * threaded through the table and own no memory of their own.
 */
export class JobTable {
  private capacity = 0;
  private free = NONE;
  private creations = 0;
  id = new Float64Array(0);
  arrival = new Float64Array(0);
  size = new Float64Array(0);
  /** Service received when last taken from a slot, in units of size. A mechanism that sets it, or `served`, sets it back to 0. */
  age = new Float64Array(0);
  /** Time spent in a slot when last taken from it. */
  served = new Float64Array(0);
  /** What policies take the size for, where sizes are estimated. */
  estimate = new Float64Array(0);
  /** Where jobs have deadlines. */
  deadline = new Float64Array(0);
  /** Where jobs have keys. */
  key = new Float64Array(0);
  rank = new Float64Array(0);
  order = new Float64Array(0);
  class = new Int32Array(0);
  /** The station that holds the job. */
  station = new Int32Array(0);
  /** The timer of the customer who waits for the job, or NONE; whoever sets it sets it back. */
  customer = new Int32Array(0);
  /** The next copy of the same job, round in a ring; NONE where there is one task only. Whoever sets it sets it back. */
  twin = new Int32Array(0);
  /** 1 where the task has been taken back, and only its line still has it; whoever sets it sets it back. */
  withdrawn = new Int32Array(0);
  /** The job of which the row is a task, where jobs have several (forks.ts); NONE elsewhere. Whoever sets it sets it back. */
  fork = new Int32Array(0);
  next = new Int32Array(0);
  child = new Int32Array(0);

  create(now: number, jobClass: number, size: number): number {
    if (this.free === NONE) this.grow();
    const row = this.free;
    this.free = this.next[row];
    this.id[row] = this.creations++;
    this.arrival[row] = now;
    this.size[row] = size;
    this.class[row] = jobClass;
    return row;
  }

  /** Another row for the same job, with a size of its own. */
  copy(row: number, size: number): number {
    if (this.free === NONE) this.grow();
    const copy = this.free;
    this.free = this.next[copy];
    for (const column of ['id', 'arrival', 'estimate', 'deadline', 'key', 'class', 'customer', 'fork'] as const) this[column][copy] = this[column][row];
    this.size[copy] = size;
    return copy;
  }

  release(row: number): void {
    this.next[row] = this.free;
    this.free = row;
  }

  /** From now on tells of every row just before it is given back: for one who watches a run, at no cost to those that nobody does. */
  announce(told: (row: number) => void): void {
    const release = this.release.bind(this);
    this.release = (row) => {
      told(row);
      release(row);
    };
  }

  get created(): number {
    return this.creations;
  }

  /** The rank with which the task left its line for the service that it has had; NaN where it has had none, or came into no line. */
  rankBefore(row: number): number {
    return this.age[row] > 0 ? this.rank[row] : NaN;
  }

  /** The rows that hold a job. O(rows). */
  held(): number[] {
    const free = new Set<number>();
    for (let row = this.free; row !== NONE; row = this.next[row]) free.add(row);
    return Array.from({ length: this.capacity }, (_, row) => row).filter((row) => !free.has(row));
  }

  private grow(): void {
    const rows = Math.max(64, 2 * this.capacity);
    const doubles = ['id', 'arrival', 'size', 'age', 'served', 'estimate', 'deadline', 'key', 'rank', 'order'] as const;
    for (const column of doubles) this[column] = grown(this[column], rows);
    const integers = ['class', 'station', 'customer', 'twin', 'withdrawn', 'fork', 'next', 'child'] as const;
    for (const column of integers) this[column] = grown(this[column], rows);
    this.customer.fill(NONE, this.capacity);
    this.twin.fill(NONE, this.capacity);
    this.fork.fill(NONE, this.capacity);
    for (let row = rows - 1; row >= this.capacity; row--) {
      this.next[row] = this.free;
      this.free = row;
    }
    this.capacity = rows;
  }
}

/** The one Job object that policies are shown; it is moved from row to row, so it must not be kept. */
export class JobView implements Job {
  row = NONE;
  private readonly jobs: JobTable;
  private readonly priorities: Float64Array;
  private readonly weights: Float64Array;
  private readonly estimated: boolean;

  /** `estimated`: whether policies see estimates of sizes, not the sizes. */
  constructor(jobs: JobTable, classes: readonly JobClass[], estimated: boolean) {
    this.jobs = jobs;
    this.priorities = Float64Array.from(classes, ({ priority }) => priority);
    this.weights = Float64Array.from(classes, ({ weight }) => weight);
    this.estimated = estimated;
  }

  at(row: number): this {
    this.row = row;
    return this;
  }

  get id(): number {
    return this.jobs.id[this.row];
  }
  get class(): number {
    return this.jobs.class[this.row];
  }
  get arrival(): number {
    return this.jobs.arrival[this.row];
  }
  get size(): number {
    return this.estimated ? this.jobs.estimate[this.row] : this.jobs.size[this.row];
  }
  get age(): number {
    return this.jobs.age[this.row];
  }
  get priority(): number {
    return this.priorities[this.jobs.class[this.row]];
  }
  get weight(): number {
    return this.weights[this.jobs.class[this.row]];
  }
  get deadline(): number {
    return this.jobs.deadline[this.row];
  }
  get key(): number {
    return this.jobs.key[this.row];
  }
}
