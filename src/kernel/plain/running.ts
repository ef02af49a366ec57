import { AGE, type JobRows, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import type { Shop } from './service.ts';

// Of a station: its speed, and from when the service of its running task is still to be accounted for.
const SPEED = 0;
const SINCE = 1;

/** The one task that each station serves, to its end or until it is preempted. */
export class Running {
  /** By station; NONE where it is idle. */
  readonly row: Int32Array;
  private readonly jobs: JobRows;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly preemptive: boolean;
  private readonly state: Float64Array;

  constructor({ jobs, clock, due, speeds }: Shop, preemptive: boolean) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.preemptive = preemptive;
    this.row = new Int32Array(due.length).fill(NONE);
    this.state = new Float64Array(2 * due.length);
    for (const [station, speed] of speeds.entries()) this.state[2 * station + SPEED] = speed;
  }

  start(station: number, row: number): void {
    const { jobs: { numbers }, state } = this;
    const now = this.clock[0];
    const speed = state[2 * station + SPEED];
    const work = Math.max(0, numbers[row | SIZE] - numbers[row | AGE]);
    this.row[station] = row;
    state[2 * station + SINCE] = now;
    this.due[station] = now + (speed === 1 ? work : work / speed);
  }

  /** Accounts for the service that the task has had until now. */
  pause(station: number): void {
    const { jobs: { numbers }, state } = this;
    const row = this.row[station];
    const now = this.clock[0];
    const elapsed = now - state[2 * station + SINCE];
    numbers[row | AGE] = Math.min(numbers[row | SIZE], numbers[row | AGE] + elapsed * state[2 * station + SPEED]);
    numbers[row | SERVED] += elapsed;
    state[2 * station + SINCE] = now;
  }

  /** The task is done: its row says for how long it has held the slot, and nothing of its age. */
  end(station: number): void {
    const { jobs: { numbers }, state } = this;
    const row = this.row[station];
    numbers[row | AGE] = 0;
    if (this.preemptive) numbers[row | SERVED] += this.clock[0] - state[2 * station + SINCE];
    else numbers[row | SERVED] = numbers[row | SIZE] / state[2 * station + SPEED];
  }

  idle(station: number): void {
    this.row[station] = NONE;
    this.due[station] = Infinity;
  }

  settle(): void {
    const { jobs: { numbers }, clock, due, state } = this;
    for (const [station, row] of this.row.entries()) {
      if (row === NONE) continue;
      const speed = state[2 * station + SPEED];
      if (this.preemptive) this.pause(station);
      else numbers[row | AGE] = (numbers[row | SIZE] / speed - (due[station] - clock[0])) * speed;
    }
  }
}
