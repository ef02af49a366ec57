import { ABOVE, AGE, CHILD, type JobRows, MEMBERS, RANK, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { each, meld, pop } from './row-heap.ts';
import type { Service, Shop } from './service.ts';

// Of a station: its speed, from when the service of its first group is to be accounted for, and what each task of it gets per time unit.
const SPEED = 0;
const SINCE = 1;
const RATE = 2;
/**
 * Least attained service, by the groups of mechanisms/attained.ts, of which a single slot serves the first only. A group is known by
 * the root of the heap of its tasks, ranked by size, whose row has the age of them all, how many they are, and the group next in age.
 */
export class Attaining implements Service {
  private readonly jobs: JobRows;
  private readonly due: Float64Array;
  private readonly state: Float64Array;
  /** The first group of each station, which is served. */
  private readonly first: Int32Array;

  constructor({ jobs, due, speeds }: Shop) {
    this.jobs = jobs;
    this.due = due;
    this.state = new Float64Array(4 * due.length);
    this.first = new Int32Array(due.length).fill(NONE);
    for (const [station, speed] of speeds.entries()) this.state[station << 2 | SPEED] = speed;
  }

  join(station: number, row: number, now: number): void {
    const { numbers, links } = this.jobs;
    const first = this.first[station];
    numbers[row | RANK] = numbers[row | SIZE];
    links[row | CHILD] = NONE;
    links[row | MEMBERS] = 1;
    links[row | ABOVE] = first;
    let group = row;
    // A newcomer has attained nothing: it stands before everyone, or joins those that have not either.
    if (first !== NONE && this.advance(station, first, now) === 0) group = this.among(first, row);
    this.serve(station, group, now);
  }

  next(station: number, now: number): number {
    const { jobs, jobs: { numbers, links } } = this;
    const first = this.first[station];
    const size = numbers[first | SIZE];
    let above = links[first | ABOVE];
    let members = links[first | MEMBERS];
    let group = above;
    let age = above === NONE ? Infinity : numbers[above | AGE];
    let done = NONE;
    if (age < size) {
      // The first group has caught up with the next.
      members += links[above | MEMBERS];
      above = links[above | ABOVE];
      group = meld(jobs, first, group);
    } else {
      done = first;
      age = size;
      numbers[done | AGE] = 0;
      numbers[done | SERVED] = size / this.state[station << 2 | SPEED];
      if (--members > 0) group = pop(jobs, first);
    }
    if (members > 0) {
      numbers[group | AGE] = age;
      links[group | MEMBERS] = members;
      links[group | ABOVE] = above;
    }
    this.serve(station, group, now);
    return done;
  }

  settle(now: number): void {
    const { jobs, jobs: { numbers, links } } = this;
    for (const [station, first] of this.first.entries()) {
      if (first !== NONE) this.advance(station, first, now);
      for (let group = first; group !== NONE; group = links[group | ABOVE]) {
        const age = numbers[group | AGE];
        each(jobs, group, (row) => {
          numbers[row | AGE] = age;
        });
      }
    }
  }

  /** The age of the first group, brought up to date. */
  private advance(station: number, first: number, now: number): number {
    const { jobs: { numbers }, state } = this;
    const at = station << 2;
    return (numbers[first | AGE] += (now - state[at | SINCE]) * state[at | RATE]);
  }

  /** The group with a newcomer among its tasks, none of which has been served. */
  private among(group: number, row: number): number {
    const { jobs, jobs: { links } } = this;
    const members = links[group | MEMBERS] + 1;
    const above = links[group | ABOVE];
    const root = meld(jobs, group, row);
    links[root | MEMBERS] = members;
    links[root | ABOVE] = above;
    return root;
  }

  /** The group is first, if there is one; its next event is the end of a task, or that it catches up with the group above. */
  private serve(station: number, group: number, now: number): void {
    const { jobs: { numbers, links }, state } = this;
    this.first[station] = group;
    if (group === NONE) {
      this.due[station] = Infinity;
      return;
    }
    const above = links[group | ABOVE];
    const speed = state[station << 2 | SPEED];
    const members = links[group | MEMBERS];
    // A division takes as long as all the rest.
    const rate = members === 1 ? speed : speed / members;
    let until = numbers[group | SIZE];
    if (above !== NONE && numbers[above | AGE] < until) until = numbers[above | AGE];
    const work = until - numbers[group | AGE];
    state[station << 2 | SINCE] = now;
    state[station << 2 | RATE] = rate;
    this.due[station] = now + (work <= 0 ? 0 : rate === 1 ? work : work / rate);
  }
}
