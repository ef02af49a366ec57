import type { Job, JobClass } from '../../model.ts';
import type { Account } from '../account.ts';
import { grown } from '../columns.ts';
import { NONE } from '../jobs.ts';

// Of a job: its number, less than nothing where of equals the last to come is first; when it came, its size, for how long it has
// held a slot, the service received when last taken from it, and by what it is ranked in a heap.
export const ORDER = 0;
export const ARRIVAL = 1;
export const SIZE = 2;
export const SERVED = 3;
export const AGE = 4;
export const RANK = 5;

// Its class, and its place in a list or heap; of a root of a group of tasks, how many they are, and the next group.
export const CLASS = 0;
export const NEXT = 1;
export const CHILD = 2;
export const MEMBERS = 3;
export const ABOVE = 4;

/** The places of a row in either array: a power of two, so that they are found by `|`, which need not be checked for overflow as sums are. */
const ROW = 8;
/** Rows are made so many at a time, at least. */
const LEAST_ROWS = 256;

/**
 * The jobs in a plain system: a row of numbers and one of links for each, at the same place in two arrays; that place is what they
 * are known by. Where the loop is bound by the number of instructions, one array for many columns is looked at once.
 */
export class JobRows {
  numbers = new Float64Array(0);
  links = new Int32Array(0);
  /** The first of a list of rows that hold no job; whoever takes them or gives them back keeps it. */
  spare = NONE;

  /** Makes rows where there are none to spare. */
  supply(): void {
    if (this.spare !== NONE) return;
    const before = this.numbers.length;
    const after = Math.max(ROW * LEAST_ROWS, 2 * before);
    this.numbers = grown(this.numbers, after);
    this.links = grown(this.links, after);
    for (let row = after - ROW; row >= before; row -= ROW) {
      this.links[row | NEXT] = this.spare;
      this.spare = row;
    }
  }

  /** What is to be said of the jobs that are still there at the end, whose ages are up to date. O(rows). */
  unfinished(endTime: number): Pick<Account, 'unfinishedWork' | 'unfinishedService' | 'unfinishedTime'> {
    const { numbers } = this;
    let [unfinishedWork, unfinishedService, unfinishedTime] = [0, 0, 0];
    for (const row of this.held()) {
      unfinishedWork += numbers[row | SIZE];
      unfinishedService += numbers[row | AGE];
      unfinishedTime += endTime - numbers[row | ARRIVAL];
    }
    return { unfinishedWork, unfinishedService, unfinishedTime };
  }

  /** The rows that hold a job. O(rows). */
  private held(): number[] {
    const spare = new Set<number>();
    for (let row = this.spare; row !== NONE; row = this.links[row | NEXT]) spare.add(row);
    return Array.from({ length: this.numbers.length / ROW }, (_, index) => ROW * index).filter((row) => !spare.has(row));
  }
}

/** The one Job that policies are shown; it is moved from row to row, so it must not be kept. */
export class RowView implements Job {
  // Plain jobs have neither.
  readonly deadline = 0;
  readonly key = 0;
  private row = 0;
  private readonly jobs: JobRows;
  private readonly priorities: Float64Array;
  private readonly weights: Float64Array;

  constructor(jobs: JobRows, classes: readonly JobClass[]) {
    this.jobs = jobs;
    this.priorities = Float64Array.from(classes, ({ priority }) => priority);
    this.weights = Float64Array.from(classes, ({ weight }) => weight);
  }

  at(row: number): this {
    this.row = row;
    return this;
  }

  get id(): number {
    return Math.abs(this.jobs.numbers[this.row | ORDER]);
  }
  get class(): number {
    return this.jobs.links[this.row | CLASS];
  }
  get arrival(): number {
    return this.jobs.numbers[this.row | ARRIVAL];
  }
  get size(): number {
    return this.jobs.numbers[this.row | SIZE];
  }
  get age(): number {
    return this.jobs.numbers[this.row | AGE];
  }
  get priority(): number {
    return this.priorities[this.class];
  }
  get weight(): number {
    return this.weights[this.class];
  }
}
