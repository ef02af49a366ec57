import { AGE, type JobRows, RANK, SERVED, SIZE } from './job-rows.ts';
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
/** A row of them is 2 to this power. */
const WIDTH = 3;

/** Processor sharing, in the virtual time of mechanisms/shared.ts. */
export class Sharing implements Service {
  private readonly jobs: JobRows;
  private readonly due: Float64Array;
  private readonly state: Float64Array;
  /** Heap of each station, ranked by finish tag. */
  private readonly root: Int32Array;

  constructor({ jobs, due, speeds }: Shop) {
    this.jobs = jobs;
    this.due = due;
    this.root = new Int32Array(due.length).fill(NONE);
    this.state = new Float64Array(due.length << WIDTH);
    for (const [station, speed] of speeds.entries()) this.state[station << WIDTH | SPEED] = speed;
  }

  join(station: number, row: number, now: number): void {
    const { jobs, jobs: { numbers }, root, state } = this;
    const virtual = this.virtual(station, now);
    numbers[row | RANK] = virtual + numbers[row | SIZE];
    root[station] = push(jobs, root[station], row);
    state[station << WIDTH | TASKS]++;
    this.schedule(station, virtual, now);
  }

  next(station: number, now: number): number {
    const { jobs, jobs: { numbers }, root, state } = this;
    const at = station << WIDTH;
    const row = root[station];
    const tag = numbers[row | RANK];
    const speed = state[at | SPEED];
    const size = numbers[row | SIZE];
    let virtual = this.virtual(station, now);
    // Where rounding of the clock left V short of the tag, the tag is right.
    if (virtual < tag) virtual = tag;
    numbers[row | SERVED] = speed === 1 ? size : size / speed;
    root[station] = pop(jobs, row);
    state[at | TASKS]--;
    this.schedule(station, virtual, now);
    return row;
  }

  settle(now: number): void {
    const { jobs, jobs: { numbers } } = this;
    for (const [station, root] of this.root.entries()) {
      const virtual = this.virtual(station, now);
      each(jobs, root, (row) => {
        numbers[row | AGE] = numbers[row | SIZE] - (numbers[row | RANK] - virtual);
      });
    }
  }

  private virtual(station: number, now: number): number {
    const { state } = this;
    const at = station << WIDTH;
    return state[at | VIRTUAL] + (now - state[at | SINCE]) * state[at | RATE];
  }

  private schedule(station: number, virtual: number, now: number): void {
    const { state } = this;
    const at = station << WIDTH;
    const root = this.root[station];
    state[at | SINCE] = now;
    if (root === NONE) {
      state[at | VIRTUAL] = 0;
      state[at | RATE] = 0;
      this.due[station] = Infinity;
      return;
    }
    const tasks = state[at | TASKS];
    const speed = state[at | SPEED];
    const ahead = this.jobs.numbers[root | RANK] - virtual;
    const work = ahead > 0 ? ahead * tasks : 0;
    state[at | VIRTUAL] = virtual;
    state[at | RATE] = speed / tasks;
    this.due[station] = now + (speed === 1 ? work : work / speed);
  }
}
