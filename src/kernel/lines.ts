import type { Ordered } from '../model.ts';
import { pop, push } from './heap.ts';
import { type JobTable, type JobView, NONE } from './jobs.ts';

/** The waiting lines of all stations. */
export interface Lines {
  /** The task waits; its age is up to date. */
  add(station: number, row: number): void;
  /** The task whose turn it is, taken from the line; NONE when the line is empty. */
  take(station: number): number;
}

/** The lines that a discipline asks for: lists where all ranks are equal, heaps where not. */
export function linesFor(discipline: Ordered, stations: number, jobs: JobTable, job: JobView): Lines {
  if (discipline.rank) return new Ranked(stations, jobs, job, discipline.rank, discipline.ties === 'first' ? 1 : -1);
  return discipline.ties === 'first' ? new FirstInFirstOut(stations, jobs) : new LastInFirstOut(stations, jobs);
}

export class FirstInFirstOut implements Lines {
  private readonly jobs: JobTable;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;

  constructor(stations: number, jobs: JobTable) {
    this.jobs = jobs;
    this.head = new Int32Array(stations).fill(NONE);
    this.tail = new Int32Array(stations).fill(NONE);
  }

  add(station: number, row: number): void {
    this.jobs.next[row] = NONE;
    if (this.head[station] === NONE) this.head[station] = row;
    else this.jobs.next[this.tail[station]] = row;
    this.tail[station] = row;
  }

  take(station: number): number {
    const row = this.head[station];
    if (row !== NONE) this.head[station] = this.jobs.next[row];
    return row;
  }
}

class LastInFirstOut implements Lines {
  private readonly jobs: JobTable;
  private readonly top: Int32Array;

  constructor(stations: number, jobs: JobTable) {
    this.jobs = jobs;
    this.top = new Int32Array(stations).fill(NONE);
  }

  add(station: number, row: number): void {
    this.jobs.next[row] = this.top[station];
    this.top[station] = row;
  }

  take(station: number): number {
    const row = this.top[station];
    if (row !== NONE) this.top[station] = this.jobs.next[row];
    return row;
  }
}

class Ranked implements Lines {
  private readonly jobs: JobTable;
  private readonly job: JobView;
  private readonly rank: NonNullable<Ordered['rank']>;
  private readonly sign: 1 | -1;
  private readonly root: Int32Array;

  constructor(stations: number, jobs: JobTable, job: JobView, rank: NonNullable<Ordered['rank']>, sign: 1 | -1) {
    this.jobs = jobs;
    this.job = job;
    this.rank = rank;
    this.sign = sign;
    this.root = new Int32Array(stations).fill(NONE);
  }

  add(station: number, row: number): void {
    const jobs = this.jobs;
    jobs.rank[row] = this.rank(this.job.at(row));
    jobs.order[row] = this.sign * jobs.id[row];
    this.root[station] = push(jobs, this.root[station], row);
  }

  take(station: number): number {
    const row = this.root[station];
    if (row !== NONE) this.root[station] = pop(this.jobs, row);
    return row;
  }
}
