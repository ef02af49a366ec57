import type { Ordered } from '../../policy.ts';
import { byRest, bySize, isConstant } from '../../ranks.ts';
import { AGE, type JobRows, RANK, type RowView, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { pop, precedes, push } from './row-heap.ts';
import { Running } from './running.ts';
import type { Service, Shop } from './service.ts';

/** The task of least rank is next; where the discipline preempts, a newcomer of lesser rank than the running task takes its slot. */
export class Ranked implements Service {
  private readonly jobs: JobRows;
  private readonly job: RowView;
  private readonly running: Running;
  /** Of each station, the root of the heap of those that wait. */
  private readonly root: Int32Array;
  private readonly discipline: Ordered;
  private readonly rank: Ordered['rank'];
  // Which of the known ranks it is: asking costs 12 ns.
  private readonly bySize: boolean;
  private readonly byRest: boolean;
  /** Whether it is known to stay as it is. */
  private readonly constant: boolean;
  private readonly preemptive: boolean;

  constructor(shop: Shop, discipline: Ordered, job: RowView) {
    this.jobs = shop.jobs;
    this.job = job;
    this.running = new Running(shop, discipline.preemptive);
    this.root = new Int32Array(shop.due.length).fill(NONE);
    this.discipline = discipline;
    this.rank = discipline.rank;
    this.bySize = this.rank === bySize;
    this.byRest = this.rank === byRest;
    this.constant = isConstant(this.rank);
    this.preemptive = discipline.preemptive;
  }

  join(station: number, row: number, now: number): void {
    const { jobs, jobs: { numbers }, root, running } = this;
    const served = running.row[station];
    numbers[row | SERVED] = 0;
    if (this.bySize === true || this.byRest === true) {
      // A newcomer has not been served yet.
      numbers[row | RANK] = numbers[row | SIZE];
    } else if (served !== NONE || this.constant === true) {
      numbers[row | RANK] = this.asked(row, now);
    }
    if (served !== NONE) {
      const preempts = this.preemptive === true && this.preempts(station, row, served, now);
      root[station] = push(jobs, root[station], preempts ? served : row);
      if (!preempts) return;
    }
    running.start(station, row, now);
  }

  next(station: number, now: number): number {
    const { jobs, root, running } = this;
    const row = running.row[station];
    const following = root[station];
    running.end(station, row, now);
    if (following === NONE) {
      running.idle(station);
    } else {
      root[station] = pop(jobs, following);
      running.start(station, following, now);
    }
    return row;
  }

  settle(now: number): void {
    this.running.settle(now);
  }

  /** Whether the newcomer takes the slot of the task that is served, whose service is then accounted for, and whose rank is up to date. */
  private preempts(station: number, row: number, served: number, now: number): boolean {
    const { jobs: { numbers }, running } = this;
    if (this.constant === true && !precedes(numbers, row, served)) return false;
    running.pause(station, served, now);
    if (this.constant === true) return true;
    numbers[served | RANK] = this.byRest === true ? numbers[served | SIZE] - numbers[served | AGE] : this.asked(served, now);
    return precedes(numbers, row, served);
  }

  private asked(row: number, now: number): number {
    return this.rank ? this.rank.call(this.discipline, this.job.at(row), now, NaN) : 0;
  }
}
