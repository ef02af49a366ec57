import type { Replicate } from '../policy.ts';
import { type JobTable, NONE } from './jobs.ts';

/** Copies of one job, each a row of its own; the rows of a job are linked in a ring. */
export class Copies {
  private readonly jobs: JobTable;
  private readonly dispatcher: Replicate;
  private readonly redraw: (jobClass: number) => number;
  /** Of the job that is being sent: the nodes chosen. */
  readonly chosen: Int32Array;

  constructor(dispatcher: Replicate, jobs: JobTable, redraw: (jobClass: number) => number) {
    this.jobs = jobs;
    this.dispatcher = dispatcher;
    this.redraw = redraw;
    this.chosen = new Int32Array(dispatcher.copies);
  }

  /** The job in as many rows as asked for, its own the first. */
  multiply(row: number, count: number): number[] {
    const { jobs } = this;
    const rows = [row];
    for (let i = 1; i < count; i++) {
      const size = this.dispatcher.sizes === 'same' ? jobs.size[row] : this.redraw(jobs.class[row]);
      rows.push(jobs.copy(row, size));
    }
    if (count > 1) for (const [i, copy] of rows.entries()) jobs.twin[copy] = rows[(i + 1) % count];
    return rows;
  }

  /** The other rows of the job, which from now on are on their own. */
  part(row: number): number[] {
    const { twin } = this.jobs;
    const others: number[] = [];
    for (let copy = twin[row]; copy !== NONE && copy !== row; ) {
      others.push(copy);
      const next = twin[copy];
      twin[copy] = NONE;
      copy = next;
    }
    twin[row] = NONE;
    return others;
  }
}
