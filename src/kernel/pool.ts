import type { PoolView, Reason, Recorder } from '../model.ts';
import { isBounded, type Pool } from '../scenario.ts';
import type { Ground } from './recovery/ground.ts';
import type { Timers } from './timers.ts';
import { type CopiedPool, Copies } from './copies.ts';
import { type ForkedPool, Forks } from './forks.ts';
import { type JobTable, JobView, NONE } from './jobs.ts';
import { DispatcherShape } from './dispatcher-shape.ts';
import type { PoolSetup } from './pool-setup.ts';
import { mechanismFor } from './mechanisms/mechanisms.ts';
import { KnownMechanism } from './mechanisms/known-mechanism.ts';
import type { Mechanism } from './mechanisms/mechanism.ts';
import { type Recovery, recoveryFor } from './recovery/recovery.ts';
import { PresentView, picked } from './present-view.ts';
import { Reports } from './reports.ts';
import { Stations } from './stations.ts';
import { TrustedView } from './recovery/trusted-view.ts';
import { WorkLeft } from './work-left.ts';

/** Nodes behind one dispatcher: jobs come in by `arrive`, and their rows are given back when they are done or lost. */
export class PoolOfNodes implements Ground, CopiedPool, ForkedPool {
  readonly nodes: number;
  readonly mechanism: Mechanism;
  readonly known: KnownMechanism;
  readonly stations: Stations;
  /** What the dispatcher sees where that is not the pool as it is now. */
  readonly reports: Reports | undefined;
  /** What tries tasks again, where things go wrong. */
  readonly recovery: Recovery | undefined;
  /** The jobs that its tasks are of, where jobs have several. */
  readonly forks: Forks | undefined;
  readonly pool: Pool;
  private readonly setup: PoolSetup;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly job: JobView;
  /** Whether jobs wait in the pool's one queue. */
  readonly pull: boolean;
  private readonly dispatcher: DispatcherShape;
  private readonly recorder: Recorder;
  private readonly view: PoolView;
  private readonly copies: Copies | undefined;
  /** Whether there is but one node, and a dispatcher that need not know what it sends there. */
  private readonly settled: boolean;
  /** Whether the dispatcher, or what it is shown, wants to hear of changes. */
  private readonly observed: boolean;
  readonly workLeft: WorkLeft | undefined;
  /** Tasks at each station. */
  private readonly tasks: Int32Array;
  private readonly nodeCapacity: Float64Array;
  /** Whether it must be known where a task is. */
  private readonly located: boolean;
  /** Whether any job can be lost. */
  private readonly bounded: boolean;
  inPool = 0;
  completed = 0;
  /** Turned away or given up; and those of them that were given up, with the time that they spent in the pool. */
  lost = 0;
  dead = 0;
  deadTime = 0;
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
    const dispatcher = pool.dispatch.create({ nodes: pool.nodes, stream: stream('dispatch/pool'), workload, late: pool.information !== undefined });
    const { mechanism } = dispatcher;
    this.pull = mechanism === 'pull';
    this.dispatcher = new DispatcherShape(dispatcher);
    this.stations = new Stations(pool.nodes, this.pull);
    this.tasks = new Int32Array(this.stations.count);
    this.nodeCapacity = Float64Array.from(pool.nodes, ({ capacity }) => capacity);
    this.bounded = isBounded(pool);
    const work = pool.dispatch.needs.includes('work');
    this.workLeft = work && mechanism !== 'pull' ? new WorkLeft(pool.nodes) : undefined;
    this.forks = setup.forks ? new Forks({ jobs, recorder, calendar, deadlines: setup.deadlines, pool: this }) : undefined;
    // Where there is an operator, nodes may be gone that no scenario made go.
    const crashes = pool.faults?.crashes !== undefined || setup.operator !== undefined;
    this.recovery = pool.faults || pool.recovery ? recoveryFor(pool, setup, this, mechanism === 'pull') : undefined;
    const carriedOut = mechanismFor(pool.discipline, { classes, workload }, {
      calendar, jobs, job: this.job, stations: this.stations, host: this.recovery ?? this,
      classes: classes.length, stream: stream('discipline/pool'),
      withdraws: mechanism === 'replicate' || this.recovery !== undefined,
      closes: crashes, tellStarts: mechanism === 'replicate' && dispatcher.cancel === 'on start',
    });
    this.mechanism = this.recovery ?? carriedOut;
    this.known = new KnownMechanism(this.mechanism);
    this.recovery?.begin(carriedOut);
    this.copies = mechanism === 'replicate' ? new Copies(dispatcher, { jobs, recorder, calendar, redraw: setup.redraw, job: this.job, name: pool.dispatch.name, pool: this }) : undefined;
    this.located = this.copies !== undefined || this.forks !== undefined || this.workLeft !== undefined;
    const present = new PresentView(pool, calendar, this.tasks, this.workLeft);
    if (pool.information && mechanism !== 'pull') {
      this.reports = new Reports({ information: pool.information, nodes: pool.nodes, calendar, actual: present, work, changed: (node) => this.tell(node) });
    }
    const reported = this.reports ?? present;
    this.view = crashes && this.recovery ? new TrustedView(reported, this.recovery) : reported;
    this.settled = !this.recovery && this.nodes === 1 && this.dispatcher.indifferent;
    this.observed = this.reports !== undefined || this.dispatcher.hearer?.changed !== undefined;
  }

  arrive(row: number): void {
    if (this.bounded && this.inPool >= this.pool.capacity) {
      this.lose(row, NONE);
    } else if (this.pull) {
      this.inPool++;
      this.recorder.entered(this.calendar.now, this.jobs.class[row], NONE);
      this.join(row, 0);
    } else if (this.copies) {
      this.copies.spread(row, this.view);
    } else {
      const node = this.choose(row);
      if (this.bounded && this.isFull(node)) {
        this.refused(row, this.pickedFor(row, node));
        return this.lose(row, node);
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
    this.copies!.takeBackOthers(row);
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
    const { calendar: { now }, jobs } = this;
    if (this.copies) this.copies.takeBackOthers(row);
    if (this.forks === undefined) {
      this.inPool--;
      this.recorder.completed(now, jobs.class[row], node, now - jobs.arrival[row], service, jobs.size[row], this.setup.deadlines ? jobs.deadline[row] : Infinity);
      this.completed++;
    } else {
      this.forks.done(row, node, service);
    }
    this.completedWork += jobs.size[row];
    // A node is the station where there is a choice of nodes; there is only one where there is none.
    this.part(this.pull ? 0 : node);
    if (this.dispatcher.hearsOfEnds) this.dispatcher.hearer!.finished!(this.job.at(row), this.pickedFor(row, node), this.view);
    this.leave(row);
  }

  // ── Ground ──
  choose(row: number): number {
    const { push } = this.dispatcher;
    if (!push || this.settled) return 0;
    const node = picked(push.pick(this.job.at(row), this.view), this.nodes, this.pool.dispatch.name);
    return this.recovery ? this.recovery.standIn(row, node) : node;
  }

  /** The node that the dispatcher picked for a task that went to this one. */
  pickedFor(row: number, node: number): number {
    return this.recovery ? this.recovery.pickedFor(row) : node;
  }

  queued(node: number): number {
    return this.tasks[node];
  }

  isFull(node: number): boolean {
    return this.tasks[node] >= this.nodeCapacity[node];
  }

  place(row: number, station: number): boolean {
    if (!this.pull && this.isFull(station)) return false;
    if (!this.pull) this.recorder.copies(this.calendar.now, station, 1);
    this.join(row, station);
    return true;
  }

  retracted(row: number, received: number): void {
    this.wastedWork += received;
    this.workLeft?.add(this.jobs.station[row], this.calendar.now, received);
  }

  left(row: number): void {
    if (this.pull) return this.part(0);
    const { now } = this.calendar;
    const station = this.jobs.station[row];
    this.workLeft?.add(station, now, -this.jobs.size[row]);
    this.recorder.copies(now, station, -1);
    this.part(station);
  }

  bury(row: number, reason: Reason): void {
    this.forks?.giveUp(row);
    const { now } = this.calendar;
    const after = now - this.jobs.arrival[row];
    this.recorder.died?.(now, this.jobs.class[row], reason, after, this.jobs.id[row]);
    this.inPool--;
    this.lost++;
    this.dead++;
    this.deadTime += after;
    this.lostWork += this.jobs.size[row];
    this.leave(row);
  }

  refused(row: number, node: number): void {
    this.dispatcher.hearer?.refused?.(this.job.at(row), node, this.view);
  }

  tell(node: number): void {
    this.dispatcher.hearer?.changed?.(node, this.view);
  }

  /** Counts a task at a station that it is to join. */
  count(row: number, station: number): void {
    this.tasks[station]++;
    if (this.located) this.jobs.station[row] = station;
    this.workLeft?.add(station, this.calendar.now, this.jobs.size[row]);
  }

  join(row: number, station: number): void {
    this.count(row, station);
    this.known.join(station, row);
    this.note(station);
  }

  /** A task has left the station. */
  part(station: number): void {
    if (--this.tasks[station] === 0) this.workLeft?.clear(station);
    this.note(station);
  }

  note(node: number): void {
    if (!this.observed) return;
    if (this.reports) this.reports.note(node);
    else this.tell(node);
  }

  lose(row: number, node: number): void {
    this.recorder.lost(this.calendar.now, this.jobs.class[row], node);
    this.lost++;
    this.lostWork += this.jobs.size[row];
    this.leave(row);
  }

  private leave(row: number): void {
    const customer = this.setup.closed ? this.jobs.customer[row] : NONE;
    this.jobs.release(row);
    if (customer === NONE) return;
    this.jobs.customer[row] = NONE;
    this.setup.wake(customer);
  }
}
