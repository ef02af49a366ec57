import type { Recorder, Stream } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import { type ArrivalSource, arrivalSource } from './arrivals.ts';
import { Calendar } from './calendar.ts';
import { JobTable, NONE } from './jobs.ts';
import { PoolOfNodes } from './pool.ts';
import { Traits } from './traits.ts';

/** The exact account at the end of a run; the self-checks are made from it. Work is in units of size. */
export interface Account {
  readonly endTime: number;
  readonly arrived: number;
  readonly completed: number;
  readonly lost: number;
  readonly unfinished: number;
  readonly arrivedWork: number;
  readonly completedWork: number;
  readonly lostWork: number;
  /** Of the jobs still in the system: their sizes, the service they have received, and the time since they came. */
  readonly unfinishedWork: number;
  readonly unfinishedService: number;
  readonly unfinishedTime: number;
  /** Service given to copies that were taken back, and to tasks that began again. */
  readonly wastedWork: number;
  /** Sizes of copies beyond the first, and what sizes that were drawn again have grown by; those of copies that were taken back. */
  readonly addedWork: number;
  readonly withdrawnWork: number;
}

/**
 * Runs one replication of a scenario to its horizon and tells the recorder what happens.
 * `stream` makes this replication's streams by name (`arrivals/web`, `sizes/web`, `dispatch/pool`; src/kernel/traits.ts has more).
 */
export function simulate(scenario: Scenario, recorder: Recorder, stream: (name: string) => Stream): Account {
  const replication = new Replication(scenario, recorder, stream);
  replication.run();
  return replication.account();
}

class Replication {
  private readonly scenario: Scenario;
  private readonly calendar = new Calendar();
  private readonly jobs = new JobTable();
  private readonly pool: PoolOfNodes;
  /** By timer, from the first above the pool's. */
  private readonly sources: Pick<ArrivalSource, 'fire' | 'wake'>[] = [];
  private readonly traits: Traits;
  private arrivedWork = 0;

  constructor(scenario: Scenario, recorder: Recorder, stream: (name: string) => Stream) {
    this.scenario = scenario;
    const calendar = this.calendar;
    this.traits = new Traits(scenario, this.jobs, stream);
    this.pool = new PoolOfNodes(scenario.pool, {
      classes: scenario.classes,
      workload: scenario.workload,
      calendar,
      jobs: this.jobs,
      estimated: this.traits.estimated,
      deadlines: this.traits.deadlines,
      recorder,
      stream,
      redraw: (jobClass) => this.traits.redraw(jobClass),
      wake: (customer) => this.sources[customer - this.pool.mechanism.timers].wake(customer),
    });
    if (this.pool.reports) this.sources.push(this.pool.reports);
    const submit = (jobClass: number, size: number, customer: number) => this.submit(jobClass, size, customer);
    for (const source of scenario.sources) {
      const made = arrivalSource(source, { calendar, submit, stream: (purpose) => stream(`${purpose}/${source.name}`) });
      for (let i = 0; i < made.timers; i++) this.sources.push(made);
      made.begin(calendar.allocate(made.timers));
    }
  }

  run(): void {
    const { unit, length } = this.scenario.horizon;
    const lastTime = unit === 'time' ? length : Infinity;
    const lastJob = unit === 'jobs' ? length : Infinity;
    const calendar = this.calendar;
    const { pool, sources } = this;
    const { mechanism } = pool;
    const poolTimers = mechanism.timers;
    while (pool.completed + pool.lost < lastJob) {
      const timer = calendar.first();
      const time = calendar.time(timer);
      if (time > lastTime || time === Infinity) break;
      calendar.now = time;
      if (timer < poolTimers) mechanism.fire(timer);
      else sources[timer - poolTimers].fire(timer);
    }
    if (lastTime < Infinity) calendar.now = lastTime;
  }

  account(): Account {
    const { jobs, pool } = this;
    const endTime = this.calendar.now;
    pool.mechanism.settle();
    let [unfinishedWork, unfinishedService, unfinishedTime] = [0, 0, 0];
    const unfinished = jobs.held().filter((row) => !jobs.withdrawn[row]);
    const counted = new Set<number>();
    for (const row of unfinished) {
      unfinishedWork += jobs.size[row];
      unfinishedService += jobs.age[row];
      // Copies of one job are one job.
      if (!counted.has(jobs.id[row])) unfinishedTime += endTime - jobs.arrival[row];
      counted.add(jobs.id[row]);
    }
    return {
      endTime,
      arrived: jobs.created,
      completed: pool.completed,
      lost: pool.lost,
      unfinished: pool.inPool,
      arrivedWork: this.arrivedWork,
      completedWork: pool.completedWork,
      lostWork: pool.lostWork,
      unfinishedWork,
      unfinishedService,
      unfinishedTime,
      wastedWork: pool.wastedWork,
      addedWork: pool.addedWork,
      withdrawnWork: pool.withdrawnWork,
    };
  }

  private submit(jobClass: number, size: number, customer: number): void {
    this.arrivedWork += size;
    const row = this.jobs.create(this.calendar.now, jobClass, size);
    if (customer !== NONE) this.jobs.customer[row] = customer;
    if (this.traits.any) this.traits.draw(row);
    this.pool.arrive(row);
  }
}
