import type { JobClass, PoolView, Recorder, Stream, Workload } from '../model.ts';
import type { Dispatcher, Replicate } from '../policy.ts';
import type { Pool } from '../scenario.ts';
import type { Timers } from './timers.ts';
import { Copies } from './copies.ts';
import { type JobTable, JobView, NONE } from './jobs.ts';
import { mechanismFor } from './mechanisms.ts';
import type { Host, Mechanism } from './mechanism.ts';
import { Reports } from './reports.ts';
import { Stations } from './stations.ts';
import { WorkLeft } from './work-left.ts';

export interface PoolSetup {
  readonly classes: readonly JobClass[];
  readonly workload: Workload;
  readonly calendar: Timers;
  readonly jobs: JobTable;
  /** Whether policies see estimates of sizes. */
  readonly estimated: boolean;
  /** Whether jobs have deadlines. */
  readonly deadlines: boolean;
  readonly recorder: Recorder;
  readonly stream: (name: string) => Stream;
  /** Draws a size of the class again, for a copy or a new beginning. */
  readonly redraw: (jobClass: number) => number;
  /** Whether there are customers who wait. */
  readonly closed: boolean;
  /** Tells a customer who waits, by the timer, that the job is done or lost. */
  readonly wake: (customer: number) => void;
}

/** Nodes behind one dispatcher: jobs come in by `arrive`, and their rows are given back when they are done or lost. */
export class PoolOfNodes implements PoolView, Host {
  readonly nodes: number;
  readonly mechanism: Mechanism;
  readonly stations: Stations;
  /** What the dispatcher sees where that is not the pool as it is now. */
  readonly reports: Reports | undefined;
  private readonly pool: Pool;
  private readonly setup: PoolSetup;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly job: JobView;
  private readonly dispatcher: Dispatcher;
  private readonly recorder: Recorder;
  private readonly view: PoolView;
  private readonly copies: Copies | undefined;
  /** Whether there is but one node, and a dispatcher that need not know what it sends there. */
  private readonly settled: boolean;
  /** Whether the dispatcher, or what it is shown, wants to hear of changes. */
  private readonly observed: boolean;
  private readonly workLeft: WorkLeft | undefined;
  /** Tasks at each station. */
  private readonly tasks: Int32Array;
  private readonly nodeCapacity: Float64Array;
  /** Whether it must be known where a task is. */
  private readonly located: boolean;
  /** Whether any job can be lost. */
  private readonly bounded: boolean;
  inPool = 0;
  completed = 0;
  lost = 0;
  // In units of size. Wasted: service given to copies that were taken back, and to tasks that began again.
  completedWork = 0;
  lostWork = 0;
  wastedWork = 0;
  /** Sizes of copies that were taken back. */
  withdrawnWork = 0;
  /** Sizes of further copies, and what sizes that were drawn again have grown by. */
  addedWork = 0;

  constructor(pool: Pool, setup: PoolSetup) {
    const { classes, workload, calendar, jobs, estimated, recorder, stream } = setup;
    this.nodes = pool.nodes.length;
    this.pool = pool;
    this.setup = setup;
    this.calendar = calendar;
    this.jobs = jobs;
    this.job = new JobView(jobs, classes, estimated);
    this.recorder = recorder;
    this.dispatcher = pool.dispatch.create({ nodes: pool.nodes, stream: stream('dispatch/pool'), workload, late: pool.information !== undefined });
    const { mechanism } = this.dispatcher;
    const stations = new Stations(pool.nodes, mechanism === 'pull');
    this.stations = stations;
    this.tasks = new Int32Array(stations.count);
    this.nodeCapacity = Float64Array.from(pool.nodes, ({ capacity }) => capacity);
    this.bounded = pool.capacity < Infinity || pool.nodes.some(({ capacity }) => capacity < Infinity);
    const work = pool.dispatch.needs.includes('work');
    this.workLeft = work && mechanism !== 'pull' ? new WorkLeft(pool.nodes) : undefined;
    this.mechanism = mechanismFor(pool.discipline, { classes, workload }, {
      calendar,
      jobs,
      job: this.job,
      stations,
      host: this,
      classes: classes.length,
      stream: stream('discipline/pool'),
      withdraws: mechanism === 'replicate',
      tellStarts: mechanism === 'replicate' && this.dispatcher.cancel === 'on start',
    });
    this.copies = mechanism === 'replicate' ? new Copies(this.dispatcher, jobs, setup.redraw) : undefined;
    this.located = this.copies !== undefined || this.workLeft !== undefined;
    if (pool.information && mechanism !== 'pull') {
      this.reports = new Reports({ information: pool.information, nodes: pool.nodes, calendar, actual: this, work, changed: (node) => this.tell(node) });
    }
    this.view = this.reports ?? this;
    this.settled = this.nodes === 1 && mechanism === 'push' && !this.dispatcher.finished && !this.dispatcher.changed;
    this.observed = this.reports !== undefined || (mechanism !== 'pull' && this.dispatcher.changed !== undefined);
  }

  // ── PoolView ──
  get now(): number {
    return this.calendar.now;
  }
  queued(node: number): number {
    return this.tasks[node];
  }
  work(node: number): number {
    if (!this.workLeft) throw new Error(`dispatcher ${this.pool.dispatch.name} looks at work, which it does not declare`);
    return this.workLeft.at(node, this.calendar.now);
  }
  speed(node: number): number {
    return this.pool.nodes[node].speed;
  }
  slots(node: number): number {
    return this.pool.nodes[node].slots;
  }

  arrive(row: number): void {
    const { dispatcher } = this;
    if (this.bounded && this.inPool >= this.pool.capacity) {
      this.lose(row, NONE);
    } else if (dispatcher.mechanism === 'pull') {
      this.inPool++;
      this.recorder.entered(this.calendar.now, this.jobs.class[row], NONE);
      this.join(row, 0);
    } else if (dispatcher.mechanism === 'replicate') {
      this.spread(row, dispatcher);
    } else {
      const node = this.settled ? 0 : dispatcher.pick(this.job.at(row), this.view);
      this.require(node);
      if (this.bounded && this.tasks[node] >= this.nodeCapacity[node]) {
        dispatcher.refused?.(this.job.at(row), node, this.view);
        this.lose(row, node);
        return;
      }
      this.inPool++;
      this.recorder.entered(this.calendar.now, this.jobs.class[row], node);
      this.join(row, node);
    }
  }

  // ── Host ──
  busy(node: number, change: 1 | -1): void {
    this.workLeft?.change(node, this.calendar.now, change);
    this.recorder.busy(this.calendar.now, node, change);
  }

  started(row: number): void {
    this.takeBackOthers(row);
  }

  discard(row: number): void {
    this.jobs.release(row);
  }

  beginsAgain(row: number, resample: boolean): void {
    const { jobs } = this;
    const before = jobs.size[row] - jobs.age[row];
    this.wastedWork += jobs.age[row];
    if (resample) {
      const size = this.setup.redraw(jobs.class[row]);
      this.addedWork += size - jobs.size[row];
      jobs.size[row] = size;
    }
    this.workLeft?.add(jobs.station[row], this.calendar.now, jobs.size[row] - before);
  }

  done(row: number, node: number, service: number): void {
    const { calendar, jobs, dispatcher } = this;
    const { now } = calendar;
    // A node is the station where there is a choice of nodes; there is only one where there is none.
    const station = dispatcher.mechanism === 'pull' ? 0 : node;
    if (this.copies) this.takeBackOthers(row);
    this.inPool--;
    const deadline = this.setup.deadlines ? jobs.deadline[row] : Infinity;
    this.recorder.completed(now, jobs.class[row], node, now - jobs.arrival[row], service, jobs.size[row], deadline);
    this.completed++;
    this.completedWork += jobs.size[row];
    this.part(station);
    if (dispatcher.mechanism !== 'pull') dispatcher.finished?.(this.job.at(row), node, this.view);
    this.leave(row);
  }

  /** Throws a RangeError. */
  private require(node: number): void {
    if (!(node >= 0 && node < this.nodes && (node | 0) === node)) throw new RangeError(`dispatcher ${this.pool.dispatch.name} picked node ${node} of ${this.nodes}`);
  }

  private join(row: number, station: number): void {
    this.tasks[station]++;
    if (this.located) this.jobs.station[row] = station;
    this.workLeft?.add(station, this.calendar.now, this.jobs.size[row]);
    this.mechanism.join(station, row);
    if (this.observed) this.note(station);
  }

  /** A task has left the station. */
  private part(station: number): void {
    if (--this.tasks[station] === 0) this.workLeft?.clear(station);
    if (this.observed) this.note(station);
  }

  /** Sends copies of the job to the nodes that the dispatcher chooses, those that are full excepted. */
  private spread(row: number, dispatcher: Replicate): void {
    const { jobs, recorder } = this;
    const copies = this.copies!;
    dispatcher.pick(this.job.at(row), this.view, copies.chosen);
    for (const node of copies.chosen) this.require(node);
    if (new Set(copies.chosen).size < copies.chosen.length) throw new RangeError(`dispatcher ${this.pool.dispatch.name} picked one node twice`);
    const nodes = [...copies.chosen].filter((node) => this.tasks[node] < this.nodeCapacity[node]);
    if (nodes.length === 0) {
      dispatcher.refused?.(this.job.at(row), copies.chosen[0], this.view);
      this.lose(row, copies.chosen[0]);
      return;
    }
    const rows = copies.multiply(row, nodes.length);
    for (const copy of rows.slice(1)) this.addedWork += jobs.size[copy];
    for (const copy of rows) jobs.station[copy] = NONE;
    this.inPool++;
    for (const [i, copy] of rows.entries()) {
      if (i === 0) recorder.entered(this.calendar.now, jobs.class[copy], nodes[i]);
      // Where one has started already, the others were taken back before they came.
      else if (jobs.twin[copy] === NONE) continue;
      else recorder.copies(this.calendar.now, nodes[i], 1);
      this.join(copy, nodes[i]);
    }
  }

  /** Takes back the other copies of the job. */
  private takeBackOthers(row: number): void {
    const { jobs } = this;
    for (const copy of this.copies!.part(row)) {
      const node = jobs.station[copy];
      jobs.customer[copy] = NONE;
      this.withdrawnWork += jobs.size[copy];
      if (node === NONE) {
        jobs.release(copy);
        continue;
      }
      const received = this.mechanism.withdraw(node, copy);
      this.wastedWork += received;
      this.workLeft?.add(node, this.calendar.now, received - jobs.size[copy]);
      this.recorder.copies(this.calendar.now, node, -1);
      this.part(node);
    }
  }

  private note(node: number): void {
    if (this.reports) this.reports.note(node);
    else this.tell(node);
  }

  private tell(node: number): void {
    if (this.dispatcher.mechanism !== 'pull') this.dispatcher.changed?.(node, this.view);
  }

  private lose(row: number, node: number): void {
    this.recorder.lost(this.calendar.now, this.jobs.class[row], node);
    this.lost++;
    this.lostWork += this.jobs.size[row];
    this.leave(row);
  }

  private leave(row: number): void {
    if (!this.setup.closed) {
      this.jobs.release(row);
      return;
    }
    const customer = this.jobs.customer[row];
    this.jobs.release(row);
    if (customer === NONE) return;
    this.jobs.customer[row] = NONE;
    this.setup.wake(customer);
  }
}
