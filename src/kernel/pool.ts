import type { Discipline, Dispatcher, JobClass, Pool, PoolView, Recorder, Stream } from '../model.ts';
import { AttainedService } from './attained.ts';
import type { Calendar } from './calendar.ts';
import { type JobTable, JobView, NONE } from './jobs.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import { OrderedService } from './ordered.ts';
import { PreemptiveService } from './preemptive.ts';
import { SharedService } from './shared.ts';
import { SlicedService } from './sliced.ts';
import { Stations } from './stations.ts';

/** Tells a customer who waits, by the timer, that the job is done or lost. */
export type Wake = (customer: number) => void;

/** Nodes behind one dispatcher: jobs come in by `arrive`, and their rows are given back when they are done or lost. */
export class PoolOfNodes implements PoolView, Host {
  readonly nodes: number;
  readonly mechanism: Mechanism;
  private readonly pool: Pool;
  private readonly calendar: Calendar;
  private readonly jobs: JobTable;
  private readonly job: JobView;
  private readonly dispatcher: Dispatcher;
  private readonly recorder: Recorder;
  private readonly wake: Wake;
  /** Tasks at each station. */
  private readonly tasks: Int32Array;
  private readonly nodeCapacity: Float64Array;
  /** Whether any job can be lost. */
  private readonly bounded: boolean;
  private inPool = 0;
  completed = 0;
  lost = 0;
  /** In units of size. */
  completedWork = 0;
  lostWork = 0;

  constructor(
    pool: Pool,
    { classes, calendar, jobs, recorder, dispatchStream, wake }: {
      readonly classes: readonly JobClass[];
      readonly calendar: Calendar;
      readonly jobs: JobTable;
      readonly recorder: Recorder;
      readonly dispatchStream: Stream;
      readonly wake: Wake;
    },
  ) {
    this.nodes = pool.nodes.length;
    this.pool = pool;
    this.calendar = calendar;
    this.jobs = jobs;
    this.job = new JobView(jobs, classes);
    this.recorder = recorder;
    this.wake = wake;
    this.dispatcher = pool.dispatch.create({ nodes: this.nodes, stream: dispatchStream });
    const stations = new Stations(pool.nodes, this.dispatcher.mechanism === 'pull');
    this.tasks = new Int32Array(stations.count);
    this.nodeCapacity = Float64Array.from(pool.nodes, ({ capacity }) => capacity);
    this.bounded = pool.capacity < Infinity || pool.nodes.some(({ capacity }) => capacity < Infinity);
    this.mechanism = mechanismFor(pool.discipline.create(), { calendar, jobs, job: this.job, stations, host: this });
  }

  // ── PoolView ──
  get now(): number {
    return this.calendar.now;
  }
  queued(node: number): number {
    return this.tasks[node];
  }
  speed(node: number): number {
    return this.pool.nodes[node].speed;
  }
  slots(node: number): number {
    return this.pool.nodes[node].slots;
  }

  arrive(row: number): void {
    const now = this.calendar.now;
    const jobClass = this.jobs.class[row];
    if (this.bounded && this.inPool >= this.pool.capacity) {
      this.lose(now, jobClass, NONE, row);
      return;
    }
    let station = 0;
    let node = NONE;
    if (this.dispatcher.mechanism === 'push') {
      // A pool of one node leaves nothing to choose.
      station = node = this.nodes === 1 ? 0 : this.dispatcher.pick(this.job.at(row), this);
      if (!(node >= 0 && node < this.nodes && (node | 0) === node)) throw new RangeError(`dispatcher ${this.pool.dispatch.name} picked node ${node} of ${this.nodes}`);
      if (this.bounded && this.tasks[node] >= this.nodeCapacity[node]) {
        this.lose(now, jobClass, node, row);
        return;
      }
    }
    this.inPool++;
    this.tasks[station]++;
    this.jobs.station[row] = station;
    this.recorder.entered(now, jobClass, node);
    this.mechanism.join(station, row);
  }

  // ── Host ──
  busy(node: number, change: 1 | -1): void {
    this.recorder.busy(this.calendar.now, node, change);
  }

  done(row: number, node: number, service: number): void {
    const now = this.calendar.now;
    this.inPool--;
    this.tasks[this.jobs.station[row]]--;
    this.recorder.completed(now, this.jobs.class[row], node, now - this.jobs.arrival[row], service);
    this.completed++;
    this.completedWork += this.jobs.size[row];
    this.leave(row);
  }

  private lose(now: number, jobClass: number, node: number, row: number): void {
    this.recorder.lost(now, jobClass, node);
    this.lost++;
    this.lostWork += this.jobs.size[row];
    this.leave(row);
  }

  private leave(row: number): void {
    const customer = this.jobs.customer[row];
    this.jobs.release(row);
    if (customer === NONE) return;
    this.jobs.customer[row] = NONE;
    this.wake(customer);
  }
}

function mechanismFor(discipline: Discipline, workings: Workings): Mechanism {
  // With a slot for everyone nobody waits, and every discipline is the same.
  if (workings.stations.slots.every((slots) => slots === Infinity)) return new SharedService(workings);
  switch (discipline.mechanism) {
    case 'ordered':
      return discipline.preemptive ? new PreemptiveService(workings, discipline) : new OrderedService(workings, discipline);
    case 'shared':
      return new SharedService(workings);
    case 'attained':
      return new AttainedService(workings);
    case 'sliced':
      return new SlicedService(workings, discipline);
  }
}
