import { each, pop, push } from '../mechanisms/heap.ts';
import { type JobTable, NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

/** Processor sharing, in the virtual time of mechanisms/shared.ts. */
export class Sharing implements Service {
  private readonly jobs: JobTable;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  /** Heap of each station, ranked by finish tag. */
  private readonly root: Int32Array;
  private readonly tasks: Int32Array;
  private readonly virtual: Float64Array;
  private readonly since: Float64Array;
  /** Service per time unit that each task gets. */
  private readonly rate: Float64Array;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.speeds = speeds;
    this.root = new Int32Array(due.length).fill(NONE);
    this.tasks = new Int32Array(due.length);
    this.virtual = new Float64Array(due.length);
    this.since = new Float64Array(due.length);
    this.rate = new Float64Array(due.length);
  }

  join(station: number, row: number): void {
    const { jobs } = this;
    this.advance(station);
    jobs.rank[row] = this.virtual[station] + jobs.size[row];
    jobs.order[row] = jobs.id[row];
    this.root[station] = push(jobs, this.root[station], row);
    this.tasks[station]++;
    this.schedule(station);
  }

  next(station: number): number {
    const { jobs } = this;
    this.advance(station);
    const row = this.root[station];
    // Where rounding of the clock left V short of the tag, the tag is right.
    this.virtual[station] = Math.max(this.virtual[station], jobs.rank[row]);
    this.root[station] = pop(jobs, row);
    jobs.served[row] = jobs.size[row] / this.speeds[station];
    if (--this.tasks[station] === 0) {
      this.virtual[station] = 0;
      this.due[station] = Infinity;
    } else {
      this.schedule(station);
    }
    return row;
  }

  settle(): void {
    const { jobs } = this;
    for (let station = 0; station < this.due.length; station++) {
      this.advance(station);
      each(jobs, this.root[station], (row) => {
        jobs.age[row] = jobs.size[row] - (jobs.rank[row] - this.virtual[station]);
      });
    }
  }

  private advance(station: number): void {
    const now = this.clock[0];
    if (this.tasks[station] > 0) this.virtual[station] += (now - this.since[station]) * this.rate[station];
    this.since[station] = now;
  }

  private schedule(station: number): void {
    const tasks = this.tasks[station];
    const speed = this.speeds[station];
    const remaining = Math.max(0, this.jobs.rank[this.root[station]] - this.virtual[station]);
    this.rate[station] = speed / tasks;
    this.due[station] = this.clock[0] + (remaining * tasks) / speed;
  }
}
