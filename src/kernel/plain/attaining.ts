import { ABOVE, AGE, CHILD, type JobRows, MEMBERS, RANK, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { each, meld, pop } from './row-heap.ts';
import type { Service, Shop } from './service.ts';

// Of a station: its speed, from when the service of its first group is to be accounted for, and what each task of it gets per time unit.
const SPEED = 0;
const SINCE = 1;
const RATE = 2;
// The first group, which is served; and whether what is due is that it catches up with the next, and not the end of a task.
const FIRST = 0;
const MEETS = 1;

/**
 * Least attained service, by the groups of mechanisms/attained.ts, of which a single slot serves the first only. A group is known by
 * the root of the heap of its tasks, ranked by size, whose row has the age of them all, how many they are, and the group next in age.
 */
export class Attaining implements Service {
  private readonly jobs: JobRows;
  private readonly due: Float64Array;
  private readonly state: Float64Array;
  private readonly stations: Int32Array;

  constructor({ jobs, due, speeds }: Shop) {
    this.jobs = jobs;
    this.due = due;
    this.state = new Float64Array(4 * due.length);
    this.stations = new Int32Array(2 * due.length).fill(NONE);
    for (const [station, speed] of speeds.entries()) this.state[station << 2 | SPEED] = speed;
  }

  join(station: number, row: number, now: number): void {
    const { jobs, jobs: { numbers, links }, stations } = this;
    const first = stations[station << 1 | FIRST];
    numbers[row | RANK] = numbers[row | SIZE];
    links[row | CHILD] = NONE;
    if (first !== NONE) this.advance(station, first, now);
    // A newcomer has attained nothing: it joins those that have not either, or stands before everyone.
    if (first === NONE || numbers[first | AGE] > 0) this.serve(station, row, 0, 1, first);
    else this.serve(station, meld(jobs, first, row), 0, links[first | MEMBERS] + 1, links[first | ABOVE]);
    this.schedule(station, now);
  }

  next(station: number, now: number): number {
    const { jobs, jobs: { numbers, links }, state, stations } = this;
    const first = stations[station << 1 | FIRST];
    const above = links[first | ABOVE];
    const members = links[first | MEMBERS];
    let done = NONE;
    if (stations[station << 1 | MEETS] === 1) {
      this.serve(station, meld(jobs, first, above), numbers[above | AGE], members + links[above | MEMBERS], links[above | ABOVE]);
    } else {
      const speed = state[station << 2 | SPEED];
      const size = numbers[first | SIZE];
      done = first;
      numbers[done | AGE] = 0;
      numbers[done | SERVED] = speed === 1 ? size : size / speed;
      if (members > 1) this.serve(station, pop(jobs, first), size, members - 1, above);
      else stations[station << 1 | FIRST] = above;
    }
    this.schedule(station, now);
    return done;
  }

  settle(now: number): void {
    const { jobs, jobs: { numbers, links }, stations } = this;
    for (let station = 0; station < this.due.length; station++) {
      let group = stations[station << 1 | FIRST];
      if (group !== NONE) this.advance(station, group, now);
      for (; group !== NONE; group = links[group | ABOVE]) {
        const age = numbers[group | AGE];
        each(jobs, group, (row) => {
          numbers[row | AGE] = age;
        });
      }
    }
  }

  /** The first group is now this one. */
  private serve(station: number, root: number, age: number, members: number, above: number): void {
    const { numbers, links } = this.jobs;
    numbers[root | AGE] = age;
    links[root | MEMBERS] = members;
    links[root | ABOVE] = above;
    this.stations[station << 1 | FIRST] = root;
  }

  private advance(station: number, first: number, now: number): void {
    const { state } = this;
    this.jobs.numbers[first | AGE] += (now - state[station << 2 | SINCE]) * state[station << 2 | RATE];
  }

  /** Sets what is next: the end of a task of the first group, or that it catches up. */
  private schedule(station: number, now: number): void {
    const { jobs: { numbers, links }, state, stations } = this;
    const first = stations[station << 1 | FIRST];
    if (first === NONE) {
      this.due[station] = Infinity;
      return;
    }
    const above = links[first | ABOVE];
    const size = numbers[first | SIZE];
    const met = above === NONE ? Infinity : numbers[above | AGE];
    const meets = met < size;
    const work = (meets ? met : size) - numbers[first | AGE];
    const rate = state[station << 2 | SPEED] / links[first | MEMBERS];
    state[station << 2 | SINCE] = now;
    state[station << 2 | RATE] = rate;
    stations[station << 1 | MEETS] = meets ? 1 : 0;
    this.due[station] = now + (work > 0 ? work / rate : 0);
  }
}
