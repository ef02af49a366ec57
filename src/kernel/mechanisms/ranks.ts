import type { Ordered } from '../../policy.ts';
import type { Workings } from './mechanism.ts';

type Rank = NonNullable<Ordered['rank']>;

/** Asks the discipline of a station for the rank of a task there. */
export class Ranks {
  private readonly disciplines: readonly Ordered[];
  /** Of each station, at hand: every discipline is an object of another shape, which must not be looked through each time. */
  private readonly functions: readonly (Rank | undefined)[];
  private readonly jobs: Workings['jobs'];
  private readonly job: Workings['job'];
  private readonly calendar: Workings['calendar'];

  constructor(disciplines: readonly Ordered[], { jobs, job, calendar }: Workings) {
    this.disciplines = disciplines;
    this.functions = disciplines.map(({ rank }) => rank);
    this.jobs = jobs;
    this.job = job;
    this.calendar = calendar;
  }

  /** 0 where all ranks are equal. */
  of(station: number, row: number): number {
    const rank = this.functions[station];
    return rank ? rank.call(this.disciplines[station], this.job.at(row), this.calendar.now, this.jobs.rankBefore(row)) : 0;
  }
}
