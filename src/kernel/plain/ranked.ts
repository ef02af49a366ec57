import type { Ordered } from '../../policy.ts';
import { byPriority, byRest, bySize, isConstant } from '../../ranks.ts';
import { AGE, ID, type JobRows, ORDER, RANK, type RowView, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { pop, push } from './row-heap.ts';
import { Running } from './running.ts';
import type { Service, Shop } from './service.ts';

/** The task of least rank is next; where the discipline preempts, a newcomer of lesser rank than the running task takes its slot. */
export class Ranked implements Service {
  private readonly jobs: JobRows;
  private readonly job: RowView;
  private readonly clock: Float64Array;
  private readonly running: Running;
  /** Of each station, the root of the heap of those that wait. */
  private readonly root: Int32Array;
  private readonly discipline: Ordered;
  private readonly rank: Ordered['rank'];
  // Which of the known ranks it is: asking costs 12 ns.
  private readonly bySize: boolean;
  private readonly byRest: boolean;
  private readonly byPriority: boolean;
  /** Whether it is known to stay as it is. */
  private readonly constant: boolean;
  private readonly preemptive: boolean;
  private readonly sign: 1 | -1;

  constructor(shop: Shop, discipline: Ordered, job: RowView) {
    this.jobs = shop.jobs;
    this.job = job;
    this.clock = shop.clock;
    this.running = new Running(shop, discipline.preemptive);
    this.root = new Int32Array(shop.due.length).fill(NONE);
    this.discipline = discipline;
    this.rank = discipline.rank;
    this.bySize = this.rank === bySize;
    this.byRest = this.rank === byRest;
    this.byPriority = this.rank === byPriority;
    this.constant = isConstant(this.rank);
    this.preemptive = discipline.preemptive;
    this.sign = discipline.ties === 'first' ? 1 : -1;
  }

  join(station: number, row: number): void {
    const { jobs, jobs: { numbers }, root, running } = this;
    numbers[row | SERVED] = 0;
    numbers[row | ORDER] = this.sign * numbers[row | ID];
    const served = running.row[station];
    if (served === NONE) {
      running.start(station, row);
      return;
    }
    const rank = this.rankOf(row);
    numbers[row | RANK] = rank;
    if (this.preemptive) {
      if (!this.constant) running.pause(station);
      const ahead = this.rankOf(served);
      if (rank < ahead || (rank === ahead && numbers[row | ORDER] < numbers[served | ORDER])) {
        if (this.constant) running.pause(station);
        numbers[served | RANK] = ahead;
        root[station] = push(jobs, root[station], served);
        running.start(station, row);
        return;
      }
    }
    root[station] = push(jobs, root[station], row);
  }

  next(station: number): number {
    const { jobs, root, running } = this;
    const row = running.row[station];
    const following = root[station];
    running.end(station);
    if (following === NONE) {
      running.idle(station);
    } else {
      root[station] = pop(jobs, following);
      running.start(station, following);
    }
    return row;
  }

  settle(): void {
    this.running.settle();
  }

  private rankOf(row: number): number {
    const { numbers } = this.jobs;
    if (this.byRest) return numbers[row | SIZE] - numbers[row | AGE];
    if (this.bySize) return numbers[row | SIZE];
    if (this.byPriority) return this.job.at(row).priority;
    return this.rank ? this.rank.call(this.discipline, this.job.at(row), this.clock[0], NaN) : 0;
  }
}
