import type { Ordered } from '../../policy.ts';
import { byPriority, byRest, bySize } from '../../ranks.ts';
import { pop, push } from '../mechanisms/heap.ts';
import { type JobTable, type JobView, NONE } from '../jobs.ts';
import type { Service, Shop } from './service.ts';

/** The task of least rank is next; where the discipline preempts, a newcomer of lesser rank than the running task takes its slot. */
export class Ranked implements Service {
  private readonly jobs: JobTable;
  private readonly job: JobView;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly speeds: Float64Array;
  private readonly discipline: Ordered;
  private readonly rank: Ordered['rank'];
  // Which of the known ranks it is: asking costs 12 ns.
  private readonly bySize: boolean;
  private readonly byRest: boolean;
  private readonly byPriority: boolean;
  private readonly preemptive: boolean;
  private readonly sign: 1 | -1;
  /** The task that is served. */
  private readonly running: Int32Array;
  /** From when its service is still to be accounted for. */
  private readonly since: Float64Array;
  private readonly root: Int32Array;
  private comings = 0;

  constructor({ jobs, clock, due, speeds }: Shop, discipline: Ordered, job: JobView) {
    this.jobs = jobs;
    this.job = job;
    this.clock = clock;
    this.due = due;
    this.speeds = speeds;
    this.discipline = discipline;
    this.rank = discipline.rank;
    this.bySize = this.rank === bySize;
    this.byRest = this.rank === byRest;
    this.byPriority = this.rank === byPriority;
    this.preemptive = discipline.preemptive;
    this.sign = discipline.ties === 'first' ? 1 : -1;
    this.running = new Int32Array(due.length).fill(NONE);
    this.since = new Float64Array(due.length);
    this.root = new Int32Array(due.length).fill(NONE);
  }

  join(station: number, row: number): void {
    const { jobs } = this;
    jobs.age[row] = 0;
    jobs.served[row] = 0;
    jobs.order[row] = this.sign * ++this.comings;
    const running = this.running[station];
    if (running === NONE) {
      this.start(station, row);
      return;
    }
    const rank = this.rankOf(row);
    jobs.rank[row] = rank;
    if (this.preemptive) {
      this.pause(station, running);
      const ahead = this.rankOf(running);
      if (rank < ahead || (rank === ahead && jobs.order[row] < jobs.order[running])) {
        jobs.rank[running] = ahead;
        this.root[station] = push(jobs, this.root[station], running);
        this.start(station, row);
        return;
      }
    }
    this.root[station] = push(jobs, this.root[station], row);
  }

  next(station: number): number {
    const row = this.running[station];
    this.jobs.served[row] += this.clock[0] - this.since[station];
    const following = this.root[station];
    if (following === NONE) {
      this.running[station] = NONE;
      this.due[station] = Infinity;
    } else {
      this.root[station] = pop(this.jobs, following);
      this.start(station, following);
    }
    return row;
  }

  settle(): void {
    for (const [station, row] of this.running.entries()) if (row !== NONE) this.pause(station, row);
  }

  /** Accounts for the service that the running task has had until now. */
  private pause(station: number, row: number): void {
    const { jobs } = this;
    const now = this.clock[0];
    const elapsed = now - this.since[station];
    jobs.age[row] = Math.min(jobs.size[row], jobs.age[row] + elapsed * this.speeds[station]);
    jobs.served[row] += elapsed;
    this.since[station] = now;
  }

  private start(station: number, row: number): void {
    const { jobs } = this;
    const now = this.clock[0];
    this.running[station] = row;
    this.since[station] = now;
    this.due[station] = now + Math.max(0, jobs.size[row] - jobs.age[row]) / this.speeds[station];
  }

  private rankOf(row: number): number {
    const { jobs } = this;
    if (this.byRest) return jobs.size[row] - jobs.age[row];
    if (this.bySize) return jobs.size[row];
    if (this.byPriority) return this.job.at(row).priority;
    return this.rank ? this.rank.call(this.discipline, this.job.at(row), this.clock[0], NaN) : 0;
  }
}
