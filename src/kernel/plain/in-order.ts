import { AGE, type JobRows, NEXT, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

// Of a station: the first in its line, which is served, and the last.
const FIRST = 0;
const LAST = 1;

/** First come, first served. */
export class InOrder implements Service {
  private readonly jobs: JobRows;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  private readonly lines: Int32Array;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.speeds = speeds;
    this.lines = new Int32Array(2 * due.length).fill(NONE);
  }

  join(station: number, row: number): void {
    const { jobs: { links }, lines } = this;
    links[row | NEXT] = NONE;
    if (lines[2 * station + FIRST] === NONE) {
      lines[2 * station + FIRST] = row;
      this.start(station, row);
    } else {
      links[lines[2 * station + LAST] | NEXT] = row;
    }
    lines[2 * station + LAST] = row;
  }

  next(station: number): number {
    const { lines } = this;
    const row = lines[2 * station + FIRST];
    const following = this.jobs.links[row | NEXT];
    lines[2 * station + FIRST] = following;
    if (following === NONE) this.due[station] = Infinity;
    else this.start(station, following);
    return row;
  }

  settle(): void {
    const { jobs: { numbers }, lines, clock, due, speeds } = this;
    for (const [station, end] of due.entries()) {
      const row = lines[2 * station + FIRST];
      if (row !== NONE) numbers[row | AGE] = (numbers[row | SERVED] - (end - clock[0])) * speeds[station];
    }
  }

  private start(station: number, row: number): void {
    const { numbers } = this.jobs;
    const speed = this.speeds[station];
    const size = numbers[row | SIZE];
    const service = speed === 1 ? size : size / speed;
    numbers[row | SERVED] = service;
    this.due[station] = this.clock[0] + service;
  }
}
