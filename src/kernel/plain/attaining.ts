import { grown } from '../columns.ts';
import { AGE, ID, type JobRows, ORDER, RANK, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { each, meld, pop, push } from './row-heap.ts';
import type { Service, Shop } from './service.ts';

// Of a station: its speed, from when the service of its first group is to be accounted for, and what each task of it gets per time unit.
const SPEED = 0;
const SINCE = 1;
const RATE = 2;
const ROW = 3;
// The first group, which is served; and whether what is due is that it catches up with the next, and not the end of a task.
const FIRST = 0;
const MEETS = 1;
// Of a group: its number of tasks, the root of their heap by size, the group next in attained service.
const MEMBERS = 0;
const ROOT = 1;
const ABOVE = 2;
const GROUP = 4;

/** Least attained service, by the groups of mechanisms/attained.ts, of which a single slot serves the first only. */
export class Attaining implements Service {
  private readonly jobs: JobRows;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly state: Float64Array;
  private readonly stations: Int32Array;
  /** The attained service of each group. */
  private level = new Float64Array(0);
  private groups = new Int32Array(0);
  private free = NONE;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.state = new Float64Array(ROW * due.length);
    this.stations = new Int32Array(2 * due.length);
    for (const [station, speed] of speeds.entries()) {
      this.state[ROW * station + SPEED] = speed;
      this.stations[2 * station + FIRST] = NONE;
    }
  }

  join(station: number, row: number): void {
    const { jobs, stations } = this;
    const { numbers } = jobs;
    this.advance(station);
    numbers[row | RANK] = numbers[row | SIZE];
    numbers[row | ORDER] = numbers[row | ID];
    // A newcomer has attained nothing: it joins those that have not either, or stands before everyone.
    let group = stations[2 * station + FIRST];
    if (group === NONE || this.level[group] > 0) {
      group = this.create(group);
      stations[2 * station + FIRST] = group;
    }
    const { groups } = this;
    groups[GROUP * group + ROOT] = push(jobs, groups[GROUP * group + ROOT], row);
    groups[GROUP * group + MEMBERS]++;
    this.schedule(station, group);
  }

  next(station: number): number {
    const { groups, stations } = this;
    this.advance(station);
    const group = stations[2 * station + FIRST];
    if (stations[2 * station + MEETS] === 1) {
      this.catchUp(group);
      this.schedule(station, group);
      return NONE;
    }
    const row = groups[GROUP * group + ROOT];
    this.finish(station, group, row);
    const first = stations[2 * station + FIRST];
    if (first === NONE) this.due[station] = Infinity;
    else this.schedule(station, first);
    return row;
  }

  settle(): void {
    const { jobs, jobs: { numbers }, groups, level } = this;
    for (let station = 0; station < this.due.length; station++) {
      this.advance(station);
      for (let group = this.stations[2 * station + FIRST]; group !== NONE; group = groups[GROUP * group + ABOVE]) {
        each(jobs, groups[GROUP * group + ROOT], (row) => {
          numbers[row | AGE] = level[group];
        });
      }
    }
  }

  private catchUp(group: number): void {
    const { groups, level } = this;
    const at = GROUP * group;
    const above = groups[at + ABOVE];
    level[group] = level[above];
    groups[at + ROOT] = meld(this.jobs, groups[at + ROOT], groups[GROUP * above + ROOT]);
    groups[at + MEMBERS] += groups[GROUP * above + MEMBERS];
    groups[at + ABOVE] = groups[GROUP * above + ABOVE];
    this.release(above);
  }

  private finish(station: number, group: number, row: number): void {
    const { jobs, groups } = this;
    const { numbers } = jobs;
    const size = numbers[row | SIZE];
    const speed = this.state[ROW * station + SPEED];
    this.level[group] = size;
    groups[GROUP * group + ROOT] = pop(jobs, row);
    numbers[row | SERVED] = speed === 1 ? size : size / speed;
    if (--groups[GROUP * group + MEMBERS] > 0) return;
    this.stations[2 * station + FIRST] = groups[GROUP * group + ABOVE];
    this.release(group);
  }

  private advance(station: number): void {
    const { state } = this;
    const at = ROW * station;
    const now = this.clock[0];
    const elapsed = now - state[at + SINCE];
    const group = this.stations[2 * station + FIRST];
    state[at + SINCE] = now;
    if (group !== NONE && elapsed !== 0) this.level[group] += elapsed * state[at + RATE];
  }

  /** Sets what is next: the end of a task of the first group, or that it catches up. */
  private schedule(station: number, group: number): void {
    const { groups, level, state } = this;
    const members = groups[GROUP * group + MEMBERS];
    const above = groups[GROUP * group + ABOVE];
    const speed = state[ROW * station + SPEED];
    const size = this.jobs.numbers[groups[GROUP * group + ROOT] | SIZE];
    const met = above === NONE ? Infinity : level[above];
    const meets = met < size;
    const rate = speed / members;
    state[ROW * station + RATE] = rate;
    this.stations[2 * station + MEETS] = meets ? 1 : 0;
    this.due[station] = this.clock[0] + Math.max(0, (meets ? met : size) - level[group]) / rate;
  }

  private create(above: number): number {
    if (this.free === NONE) this.grow();
    const { groups } = this;
    const group = this.free;
    this.free = groups[GROUP * group + ABOVE];
    this.level[group] = 0;
    groups[GROUP * group + MEMBERS] = 0;
    groups[GROUP * group + ROOT] = NONE;
    groups[GROUP * group + ABOVE] = above;
    return group;
  }

  private release(group: number): void {
    this.groups[GROUP * group + ABOVE] = this.free;
    this.free = group;
  }

  private grow(): void {
    const before = this.level.length;
    const size = Math.max(16, 2 * before);
    this.level = grown(this.level, size);
    this.groups = grown(this.groups, GROUP * size);
    for (let group = size - 1; group >= before; group--) this.release(group);
  }
}
