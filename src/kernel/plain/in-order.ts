import { type JobTable, NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

/** First come, first served. */
export class InOrder implements Service {
  private readonly jobs: JobTable;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  /** The first in line is served. */
  private readonly first: Int32Array;
  private readonly last: Int32Array;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.speeds = speeds;
    this.first = new Int32Array(due.length).fill(NONE);
    this.last = new Int32Array(due.length);
  }

  join(station: number, row: number): void {
    const { jobs: { next }, first, last } = this;
    next[row] = NONE;
    if (first[station] === NONE) {
      first[station] = row;
      this.start(station, row);
    } else {
      next[last[station]] = row;
    }
    last[station] = row;
  }

  next(station: number): number {
    const row = this.first[station];
    const following = this.jobs.next[row];
    this.first[station] = following;
    if (following === NONE) this.due[station] = Infinity;
    else this.start(station, following);
    return row;
  }

  settle(): void {
    const { jobs, clock, due, speeds } = this;
    for (const [station, row] of this.first.entries()) {
      if (row !== NONE) jobs.age[row] = (jobs.served[row] - (due[station] - clock[0])) * speeds[station];
    }
  }

  private start(station: number, row: number): void {
    const speed = this.speeds[station];
    const size = this.jobs.size[row];
    const service = speed === 1 ? size : size / speed;
    this.jobs.served[row] = service;
    this.due[station] = this.clock[0] + service;
  }
}
