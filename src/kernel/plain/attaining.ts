import { grown } from '../columns.ts';
import { each, meld, pop, push } from '../mechanisms/heap.ts';
import { type JobTable, NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

/** Least attained service, by the groups of mechanisms/attained.ts, of which a single slot serves the first only. */
export class Attaining implements Service {
  private readonly jobs: JobTable;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  /** The group that is served; and from when its service is still to be accounted for. */
  private readonly first: Int32Array;
  private readonly since: Float64Array;
  /** Service per time unit that each task of it gets. */
  private readonly rate: Float64Array;
  /** Whether what is due is that it catches up with the next, and not the end of a task. */
  private readonly meets: Uint8Array;
  // Groups, by index: attained service, number of tasks, heap of tasks by size, the group next in attained service.
  private level = new Float64Array(0);
  private members = new Int32Array(0);
  private root = new Int32Array(0);
  private above = new Int32Array(0);
  private free = NONE;

  constructor({ jobs, clock, due, speeds }: Shop) {
    this.jobs = jobs;
    this.clock = clock;
    this.due = due;
    this.speeds = speeds;
    this.first = new Int32Array(due.length).fill(NONE);
    this.since = new Float64Array(due.length);
    this.rate = new Float64Array(due.length);
    this.meets = new Uint8Array(due.length);
  }

  join(station: number, row: number): void {
    const { jobs } = this;
    this.advance(station);
    jobs.rank[row] = jobs.size[row];
    jobs.order[row] = jobs.id[row];
    // A newcomer has attained nothing: it joins those that have not either, or stands before everyone.
    let group = this.first[station];
    if (group === NONE || this.level[group] > 0) {
      group = this.create(group);
      this.first[station] = group;
    }
    this.root[group] = push(jobs, this.root[group], row);
    this.members[group]++;
    this.schedule(station);
  }

  next(station: number): number {
    this.advance(station);
    const group = this.first[station];
    const row = this.meets[station] ? NONE : this.root[group];
    if (row === NONE) this.catchUp(group);
    else this.finish(station, group, row);
    this.schedule(station);
    return row;
  }

  settle(): void {
    const { jobs } = this;
    for (let station = 0; station < this.due.length; station++) {
      this.advance(station);
      for (let group = this.first[station]; group !== NONE; group = this.above[group]) {
        each(jobs, this.root[group], (row) => {
          jobs.age[row] = this.level[group];
        });
      }
    }
  }

  private catchUp(group: number): void {
    const above = this.above[group];
    this.level[group] = this.level[above];
    this.root[group] = meld(this.jobs, this.root[group], this.root[above]);
    this.members[group] += this.members[above];
    this.above[group] = this.above[above];
    this.release(above);
  }

  private finish(station: number, group: number, row: number): void {
    const { jobs } = this;
    this.level[group] = jobs.size[row];
    this.root[group] = pop(jobs, row);
    jobs.served[row] = jobs.size[row] / this.speeds[station];
    if (--this.members[group] > 0) return;
    this.first[station] = this.above[group];
    this.release(group);
  }

  private advance(station: number): void {
    const now = this.clock[0];
    const elapsed = now - this.since[station];
    const group = this.first[station];
    this.since[station] = now;
    if (group !== NONE && elapsed !== 0) this.level[group] += elapsed * this.rate[station];
  }

  /** Sets what is next: the end of a task of the first group, or that it catches up. */
  private schedule(station: number): void {
    const group = this.first[station];
    if (group === NONE) {
      this.due[station] = Infinity;
      return;
    }
    const rate = this.speeds[station] / this.members[group];
    const above = this.above[group];
    const level = this.level[group];
    const size = this.jobs.size[this.root[group]];
    const met = above === NONE ? Infinity : this.level[above];
    const meets = met < size;
    this.rate[station] = rate;
    this.meets[station] = meets ? 1 : 0;
    this.due[station] = this.clock[0] + Math.max(0, (meets ? met : size) - level) / rate;
  }

  private create(above: number): number {
    if (this.free === NONE) this.grow();
    const group = this.free;
    this.free = this.above[group];
    this.level[group] = 0;
    this.members[group] = 0;
    this.root[group] = NONE;
    this.above[group] = above;
    return group;
  }

  private release(group: number): void {
    this.above[group] = this.free;
    this.free = group;
  }

  private grow(): void {
    const before = this.level.length;
    const size = Math.max(16, 2 * before);
    this.level = grown(this.level, size);
    this.members = grown(this.members, size);
    this.root = grown(this.root, size);
    this.above = grown(this.above, size);
    for (let group = size - 1; group >= before; group--) this.release(group);
  }
}
