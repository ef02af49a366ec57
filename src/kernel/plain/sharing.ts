import { AGE, ID, type JobRows, ORDER, RANK, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { each, pop, push } from './row-heap.ts';
import type { Service, Shop } from './service.ts';

// Of a station: its speed, its virtual time, from when that is to be brought up to date, the service per time unit that each task
// gets, and how many there are.
const SPEED = 0;
const VIRTUAL = 1;
const SINCE = 2;
const RATE = 3;
const TASKS = 4;
const ROW = 5;

/** Processor sharing, in the virtual time of mechanisms/shared.ts. */
export class Sharing implements Service {
  private readonly jobs: JobRows;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly state: Float64Array;
  /** Heap of each station, ranked by finish tag. */
  private readonly root: Int32Array;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.root = new Int32Array(due.length).fill(NONE);
    this.state = new Float64Array(ROW * due.length);
    for (const [station, speed] of speeds.entries()) this.state[ROW * station + SPEED] = speed;
  }

  join(station: number, row: number): void {
    const { jobs, state } = this;
    const { numbers } = jobs;
    const virtual = this.virtual(station);
    numbers[row | RANK] = virtual + numbers[row | SIZE];
    numbers[row | ORDER] = numbers[row | ID];
    this.root[station] = push(jobs, this.root[station], row);
    state[ROW * station + TASKS]++;
    this.schedule(station, virtual);
  }

  next(station: number): number {
    const { jobs, state } = this;
    const { numbers } = jobs;
    const row = this.root[station];
    // Where rounding of the clock left V short of the tag, the tag is right.
    const virtual = Math.max(this.virtual(station), numbers[row | RANK]);
    const speed = state[ROW * station + SPEED];
    this.root[station] = pop(jobs, row);
    numbers[row | SERVED] = speed === 1 ? numbers[row | SIZE] : numbers[row | SIZE] / speed;
    if (--state[ROW * station + TASKS] > 0) {
      this.schedule(station, virtual);
    } else {
      state[ROW * station + VIRTUAL] = 0;
      state[ROW * station + RATE] = 0;
      this.due[station] = Infinity;
    }
    return row;
  }

  settle(): void {
    const { jobs, jobs: { numbers } } = this;
    for (const [station, root] of this.root.entries()) {
      const virtual = this.virtual(station);
      each(jobs, root, (row) => {
        numbers[row | AGE] = numbers[row | SIZE] - (numbers[row | RANK] - virtual);
      });
    }
  }

  private virtual(station: number): number {
    const { state } = this;
    const at = ROW * station;
    return state[at + VIRTUAL] + (this.clock[0] - state[at + SINCE]) * state[at + RATE];
  }

  private schedule(station: number, virtual: number): void {
    const { state } = this;
    const at = ROW * station;
    const now = this.clock[0];
    const tasks = state[at + TASKS];
    const speed = state[at + SPEED];
    const work = Math.max(0, this.jobs.numbers[this.root[station] | RANK] - virtual) * tasks;
    state[at + VIRTUAL] = virtual;
    state[at + SINCE] = now;
    state[at + RATE] = speed / tasks;
    this.due[station] = now + (speed === 1 ? work : work / speed);
  }
}
