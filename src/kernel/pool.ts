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

/** What happens outside the pool when a job leaves it. */
export type Departure = (row: number, outcome: 'done' | 'lost') => void;

/** Nodes behind one dispatcher: jobs come in by `arrive`, and leave through the departure given. */
export class PoolOfNodes implements PoolView, Host {
  readonly nodes: number;
  readonly mechanism: Mechanism;
  readonly #pool: Pool;
  readonly #calendar: Calendar;
  readonly #jobs: JobTable;
  readonly #job: JobView;
  readonly #dispatcher: Dispatcher;
  readonly #recorder: Recorder;
  readonly #depart: Departure;
  /** Tasks at each station. */
  readonly #tasks: Int32Array;
  readonly #nodeCapacity: Float64Array;
  #inPool = 0;

  constructor(
    pool: Pool,
    { classes, calendar, jobs, recorder, dispatchStream, depart }: {
      readonly classes: readonly JobClass[];
      readonly calendar: Calendar;
      readonly jobs: JobTable;
      readonly recorder: Recorder;
      readonly dispatchStream: Stream;
      readonly depart: Departure;
    },
  ) {
    this.nodes = pool.nodes.length;
    this.#pool = pool;
    this.#calendar = calendar;
    this.#jobs = jobs;
    this.#job = new JobView(jobs, classes);
    this.#recorder = recorder;
    this.#depart = depart;
    this.#dispatcher = pool.dispatch.create({ nodes: this.nodes, stream: dispatchStream });
    const stations = new Stations(pool.nodes, this.#dispatcher.mechanism === 'pull');
    this.#tasks = new Int32Array(stations.count);
    this.#nodeCapacity = Float64Array.from(pool.nodes, ({ capacity }) => capacity);
    this.mechanism = mechanismFor(pool.discipline.create(), { calendar, jobs, job: this.#job, stations, host: this });
  }

  // ── PoolView ──
  get now(): number {
    return this.#calendar.now;
  }
  queued(node: number): number {
    return this.#tasks[node];
  }
  speed(node: number): number {
    return this.#pool.nodes[node].speed;
  }
  slots(node: number): number {
    return this.#pool.nodes[node].slots;
  }

  arrive(row: number): void {
    const now = this.#calendar.now;
    const jobClass = this.#jobs.class[row];
    if (this.#inPool >= this.#pool.capacity) {
      this.#lose(now, jobClass, NONE, row);
      return;
    }
    let station = 0;
    let node = NONE;
    if (this.#dispatcher.mechanism === 'push') {
      station = node = this.#dispatcher.pick(this.#job.at(row), this);
      if (!(node >= 0 && node < this.nodes && (node | 0) === node)) throw new RangeError(`dispatcher ${this.#pool.dispatch.name} picked node ${node} of ${this.nodes}`);
      if (this.#tasks[node] >= this.#nodeCapacity[node]) {
        this.#lose(now, jobClass, node, row);
        return;
      }
    }
    this.#inPool++;
    this.#tasks[station]++;
    this.#jobs.station[row] = station;
    this.#recorder.entered(now, jobClass, node);
    this.mechanism.join(station, row);
  }

  // ── Host ──
  busy(node: number, change: 1 | -1): void {
    this.#recorder.busy(this.#calendar.now, node, change);
  }

  completed(row: number, node: number, service: number): void {
    const now = this.#calendar.now;
    this.#inPool--;
    this.#tasks[this.#jobs.station[row]]--;
    this.#recorder.completed(now, this.#jobs.class[row], node, now - this.#jobs.arrival[row], service);
    this.#depart(row, 'done');
  }

  #lose(now: number, jobClass: number, node: number, row: number): void {
    this.#recorder.lost(now, jobClass, node);
    this.#depart(row, 'lost');
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
