import type { Job, Recorder, Source, Stream } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import { type Account, unfinished } from './account.ts';
import { type ArrivalSource, arrivalSource, sizesOf, type Submit } from './arrivals.ts';
import type { Draws } from './draws.ts';
import type { Part } from './forks.ts';
import { JobTable, JobView, NONE } from './jobs.ts';
import { PoolOfNodes } from './pool.ts';
import type { Operator, Recovery } from './recovery/recovery.ts';
import type { Timers } from './timers.ts';
import { Traits } from './traits.ts';

/** A scenario's pool, sources and jobs in one piece, whoever makes time pass: a simulated clock, or real workers. */
export class System {
  private readonly calendar: Timers;
  readonly jobs = new JobTable();
  readonly pool: PoolOfNodes;
  /** By timer, from the first above the pool's. */
  private readonly sources: Pick<ArrivalSource, 'fire' | 'wake'>[] = [];
  private readonly firstSource: number;
  private readonly arrivals: ArrivalSource[] = [];
  private readonly traits: Traits;
  private readonly view: JobView;
  private readonly stream: (name: string) => Stream;
  private arrivedWork = 0;

  /** `stream` makes this replication's streams by name (`arrivals/web`, `sizes/web`, `dispatch/pool`; traits.ts has more). */
  constructor(scenario: Scenario, recorder: Recorder, stream: (name: string) => Stream, calendar: Timers, operator?: Operator) {
    this.calendar = calendar;
    this.stream = stream;
    this.view = new JobView(this.jobs, scenario.classes, false);
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
      forks: scenario.sources.some(({ tasks }) => tasks),
      closed: scenario.sources.some(({ process }) => process.mechanism === 'closed'),
      toCome: () => this.arrivals.some(({ over }) => !over),
      operator,
      wake: (customer) => this.sources[customer - this.firstSource].wake(customer),
    });
    this.firstSource = this.pool.mechanism.timers;
    if (this.pool.recovery) this.sources.push(this.pool.recovery.alarms);
    if (this.pool.reports) this.sources.push(this.pool.reports);
    const submit = (jobClass: number, size: number, customer: number) => this.submit(jobClass, size, customer);
    for (const source of scenario.sources) {
      const sizes = sizesOf(source, stream(`sizes/${source.name}`));
      const made = arrivalSource(source, { calendar, submit: this.pool.forks ? this.partition(source, sizes) : submit, stream: stream(`arrivals/${source.name}`), sizes });
      this.arrivals.push(made);
      for (let i = 0; i < made.timers; i++) this.sources.push(made);
      made.begin(calendar.allocate(made.timers));
    }
  }

  /** The job whose task the slot serves, which of its tasks this is, and how many it has. */
  partIn(slot: number): Part {
    return this.partOf(this.rowIn(slot));
  }

  /** The tasks that are in the system, copies of one being one, and the jobs that they are of. O(rows). */
  present(): readonly (Part & { readonly class: number; readonly arrival: number })[] {
    const { jobs } = this;
    const rows = new Map(jobs.held().filter((row) => !jobs.withdrawn[row]).map((row) => [jobs.id[row], row]));
    return [...rows.values()].map((row) => ({ ...this.partOf(row), class: jobs.class[row], arrival: jobs.arrival[row] }));
  }

  /** Jobs that have left or were lost. */
  get departed(): number {
    return this.pool.completed + this.pool.lost;
  }

  /** One of its timers went off; `now` of the calendar says when. */
  fire(timer: number): void {
    if (timer < this.firstSource) this.pool.known.fire(timer);
    else this.sources[timer - this.firstSource].fire(timer);
  }

  /** The job whose task the slot serves. Valid until the next is asked for. */
  jobIn(slot: number): Job {
    return this.view.at(this.rowIn(slot));
  }

  /** What the slot serves turns out to have a size of its own, whatever was expected. */
  measured(slot: number, size: number): void {
    const row = this.rowIn(slot);
    this.pool.addedWork += size - this.jobs.size[row];
    this.jobs.size[row] = size;
  }

  /** How the task in the slot is to end, as it was drawn: `error` and `hang` are for a real worker to play. */
  fateIn(slot: number): 'done' | 'error' | 'hang' {
    return this.pool.recovery?.fateIn(slot) ?? 'done';
  }

  /** Which of the tries of its task the slot is at, from 1. */
  tryIn(slot: number): number {
    return this.pool.recovery?.tryIn(slot) ?? 1;
  }

  /** The task in the slot has ended in an error: it is tried again, or given up. */
  failed(slot: number): void {
    this.recovering('a task').failed(slot);
  }

  /** A node is gone, and with it what its tasks had been served. It is known to be after the heartbeats that it misses, or by `detected`. */
  crashed(node: number): void {
    this.recovering('a node').crashed(node);
  }

  /** It is known that the node, which has crashed, is gone. */
  detected(node: number): void {
    this.recovering('a node').detected(node);
  }

  /** A node that was gone is there again. */
  repaired(node: number): void {
    this.recovering('a node').repaired(node);
  }

  account(): Account {
    const { jobs, pool } = this;
    const endTime = this.calendar.now;
    pool.mechanism.settle();
    const forked = pool.forks?.unfinishedTime();
    const left = unfinished(jobs, endTime);
    return {
      endTime,
      arrived: pool.forks?.jobs ?? jobs.created,
      completed: pool.completed,
      lost: pool.lost,
      dead: pool.dead,
      deadTime: pool.deadTime,
      unfinished: pool.inPool,
      over: this.arrivals.every(({ over }) => over),
      arrivedWork: this.arrivedWork,
      completedWork: pool.completedWork,
      lostWork: pool.lostWork,
      ...left,
      ...(forked && { unfinishedTime: forked.jobs, unfinishedTaskTime: forked.tasks + pool.forks!.droppedTime }),
      wastedWork: pool.wastedWork,
      addedWork: pool.addedWork,
      withdrawnWork: pool.withdrawnWork,
    };
  }

  private partOf(row: number): Part {
    return this.pool.forks?.partOf(row) ?? { job: this.jobs.id[row], task: 0, tasks: 1 };
  }

  private recovering(what: string): Recovery {
    const { recovery } = this.pool;
    if (!recovery) throw new Error(`${what} has failed, and the scenario says nothing of recovery`);
    return recovery;
  }

  private rowIn(slot: number): number {
    const row = this.pool.mechanism.serving?.(slot) ?? NONE;
    if (row === NONE) throw new Error(`slot ${slot} serves no task of its own`);
    return row;
  }

  /** Jobs of the source are so many tasks as are drawn, each with a size of its own. */
  private partition({ name, tasks }: Source, sizes: Draws): Submit {
    const chance = this.stream(`tasks/${name}`);
    const { jobs, traits } = this;
    const forks = this.pool.forks!;
    return (jobClass, first, customer) => {
      const count = tasks?.sample(chance) ?? 1;
      for (let task = 0; task < count; task++) {
        const work = task === 0 ? first : sizes.next();
        const row = jobs.create(this.calendar.now, jobClass, work);
        this.arrivedWork += work;
        forks.rows[task] = row;
        if (traits.any && task === 0) traits.draw(row);
        else if (traits.any) traits.share(forks.rows[0], row);
      }
      forks.arrive(count, customer);
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
