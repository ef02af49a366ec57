import { AGE, type JobRows, NEXT, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

// Of a station: the first in its line, which is served, and the last.
const FIRST = 0;
const LAST = 1;

/** First come, first served. */
export class InOrder implements Service {
  private readonly jobs: JobRows;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  private readonly lines: Int32Array;

  constructor({ jobs, due, speeds }: Shop) {
    this.jobs = jobs;
    this.due = due;
    this.speeds = speeds;
    this.lines = new Int32Array(2 * due.length).fill(NONE);
  }

  join(station: number, row: number, now: number): void {
    const { jobs: { links }, lines } = this;
    const at = station << 1;
    links[row | NEXT] = NONE;
    if (lines[at | FIRST] === NONE) {
      lines[at | FIRST] = row;
      this.start(station, row, now);
    } else {
      links[lines[at | LAST] | NEXT] = row;
    }
    lines[at | LAST] = row;
  }

  next(station: number, now: number): number {
    const { lines } = this;
    const at = station << 1;
    const row = lines[at | FIRST];
    const following = this.jobs.links[row | NEXT];
    lines[at | FIRST] = following;
    if (following === NONE) this.due[station] = Infinity;
    else this.start(station, following, now);
    return row;
  }

  settle(now: number): void {
    const { jobs: { numbers }, lines, due, speeds } = this;
    for (const [station, end] of due.entries()) {
      const row = lines[station << 1 | FIRST];
      if (row !== NONE) numbers[row | AGE] = (numbers[row | SERVED] - (end - now)) * speeds[station];
    }
  }

  private start(station: number, row: number, now: number): void {
    const { numbers } = this.jobs;
    const speed = this.speeds[station];
    const size = numbers[row | SIZE];
    const service = speed === 1 ? size : size / speed;
    numbers[row | SERVED] = service;
    this.due[station] = now + service;
  }
}
