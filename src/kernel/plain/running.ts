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
  private readonly due: Float64Array;
  private readonly preemptive: boolean;
  private readonly state: Float64Array;

  constructor({ jobs, due, speeds }: Shop, preemptive: boolean) {
    this.jobs = jobs;
    this.due = due;
    this.preemptive = preemptive;
    this.row = new Int32Array(due.length).fill(NONE);
    this.state = new Float64Array(2 * due.length);
    for (const [station, speed] of speeds.entries()) this.state[2 * station] = speed;
  }

  start(station: number, row: number, now: number): void {
    const { jobs: { numbers }, state } = this;
    const at = station << 1;
    const speed = state[at | SPEED];
    const work = numbers[row | SIZE] - numbers[row | AGE];
    this.row[station] = row;
    state[at | SINCE] = now;
    this.due[station] = now + (speed === 1 ? work : work / speed);
  }

  /** Accounts for the service that the task has had until now. */
  pause(station: number, row: number, now: number): void {
    const { jobs: { numbers }, state } = this;
    const at = station << 1;
    const elapsed = now - state[at | SINCE];
    const size = numbers[row | SIZE];
    const age = numbers[row | AGE] + elapsed * state[at | SPEED];
    numbers[row | AGE] = age < size ? age : size;
    numbers[row | SERVED] += elapsed;
    state[at | SINCE] = now;
  }

  /** The task is done: its row says for how long it has held the slot, and nothing of its age. */
  end(station: number, row: number, now: number): void {
    const { jobs: { numbers }, state } = this;
    const at = station << 1;
    numbers[row | AGE] = 0;
    numbers[row | SERVED] = this.preemptive === true ? numbers[row | SERVED] + (now - state[at | SINCE]) : numbers[row | SIZE] / state[at | SPEED];
  }

  idle(station: number): void {
    this.row[station] = NONE;
    this.due[station] = Infinity;
  }

  settle(now: number): void {
    const { jobs: { numbers }, due, state } = this;
    for (const [station, row] of this.row.entries()) {
      if (row === NONE) continue;
      const speed = state[station << 1 | SPEED];
      if (this.preemptive) this.pause(station, row, now);
      else numbers[row | AGE] = (numbers[row | SIZE] / speed - (due[station] - now)) * speed;
    }
  }
}
