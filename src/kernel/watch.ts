import type { Ending, Reason, Recorder, Watcher } from '../model.ts';
import { NONE } from './jobs.ts';
import type { System } from './system.ts';
import type { Timers } from './timers.ts';

/**
 * Stands between a system and its timers and recorder, and tells a watcher job by job what happens. Who is in a slot is
 * found by comparing, after each event, the slots whose timers it has set. A system that nobody watches knows nothing of it.
 */
export class Watch implements Recorder, Timers {
  private readonly watcher: Watcher;
  private readonly recorder: Recorder | undefined;
  private readonly timers: Timers;
  readonly reached: Timers['reached'];
  private system: System | undefined;
  /** Slots whose timers were set since the last look: a list, and whether each is in it. */
  private readonly touched: number[] = [];
  private isTouched = new Uint8Array(0);
  /** The number by which the watcher is told of each slot: node by node, whatever the order in which a queue has them. */
  private numbers: Int32Array = new Int32Array(0);
  // Who was in each slot at the last look.
  private job = new Float64Array(0);
  private jobClass = new Int32Array(0);
  /** Jobs done since the last look, by node; copies of one job are at different nodes. */
  private readonly done = new Map<number, number>();
  // What has left its station undone since then, by job and station; and nodes that went down.
  private readonly left = new Set<number>();
  private readonly downs = new Set<number>();
  /** Tasks taken back with the job that they are of. */
  private readonly cancelled = new Set<number>();
  /** The number of the first task of the job that comes, where jobs have several. */
  private first: number | undefined;
  /** Tells of the job whose row is given back next. */
  private leaving: ((job: number) => void) | undefined;

  /** `recorder`: measures the same run, where there is one. */
  constructor(watcher: Watcher, timers: Timers, recorder?: Recorder) {
    this.watcher = watcher;
    this.timers = timers;
    this.reached = timers.reached?.bind(timers);
    this.recorder = recorder;
  }

  /** Begins to watch the system, whose timers and recorder it is. */
  attach(system: System): void {
    const { jobs, pool } = system;
    this.system = system;
    const slots = pool.mechanism.serving ? pool.mechanism.timers : 0;
    this.isTouched = new Uint8Array(slots);
    this.numbers = byNode(pool.stations.slotNode.subarray(0, slots));
    this.job = new Float64Array(slots).fill(NONE);
    this.jobClass = new Int32Array(slots);
    jobs.announce((row) => {
      this.leaving?.(jobs.id[row]);
      this.leaving = undefined;
    });
    const place = (station: number) => (pool.pull ? NONE : station);
    const own = { join: pool.join.bind(pool), left: pool.left.bind(pool) };
    pool.join = (row, station) => {
      this.watcher.joined(this.timers.now, jobs.id[row], place(station));
      own.join(row, station);
    };
    const { forks } = pool;
    const take = forks?.take.bind(forks);
    if (forks) {
      forks.take = (row, station) => {
        this.watcher.joined(this.timers.now, jobs.id[row], place(station));
        take!(row, station);
      };
    }
    pool.left = (row) => {
      const station = pool.pull ? 0 : jobs.station[row];
      if (forks?.cancelling) this.cancelled.add(jobs.id[row]);
      this.left.add(this.key(jobs.id[row], station));
      this.watcher.left(this.timers.now, jobs.id[row], place(station));
      own.left(row);
    };
  }

  /** An event is over: tells who has left which slot, and who has taken it. */
  look(): void {
    const { jobs, pool } = this.system!;
    const { now } = this.timers;
    for (const slot of this.touched) {
      this.isTouched[slot] = 0;
      const row = pool.mechanism.serving!(slot);
      const job = row === NONE ? NONE : jobs.id[row];
      const before = this.job[slot];
      const node = pool.stations.nodeOf(slot);
      // Where the same task has another turn nothing is seen of it; where it is tried again it is.
      if (job === before && !this.left.has(this.key(job, pool.pull ? 0 : node))) continue;
      if (before !== NONE) this.watcher.ended(now, this.numbers[slot], node, before, this.jobClass[slot], this.ending(node, before));
      this.job[slot] = job;
      if (row === NONE) continue;
      this.jobClass[slot] = jobs.class[row];
      this.watcher.began(now, this.numbers[slot], node, job, jobs.class[row]);
    }
    this.touched.length = 0;
    this.done.clear();
    this.left.clear();
    this.downs.clear();
    this.cancelled.clear();
  }

  private ending(node: number, job: number): Ending {
    if (this.done.get(job) === node) return 'done';
    if (this.left.has(this.key(job, this.system!.pool.pull ? 0 : node))) return this.done.has(job) || this.cancelled.has(job) ? 'withdrawn' : 'failed';
    return this.downs.has(node) ? 'failed' : 'preempted';
  }

  private key(job: number, station: number): number {
    return job * this.system!.pool.stations.count + station;
  }

  // ── Timers ──
  get now(): number {
    return this.timers.now;
  }
  allocate(count: number): number {
    return this.timers.allocate(count);
  }
  time(timer: number): number {
    return this.timers.time(timer);
  }
  set(timer: number, time: number): void {
    this.timers.set(timer, time);
    this.touch(timer);
  }
  clear(timer: number): void {
    this.timers.clear(timer);
    this.touch(timer);
  }
  private touch(timer: number): void {
    // The mechanism's timers are the first of all.
    if (timer >= this.isTouched.length || this.isTouched[timer]) return;
    this.isTouched[timer] = 1;
    this.touched.push(timer);
  }

  // ── Recorder ──
  entered(now: number, jobClass: number, node: number): void {
    this.recorder?.entered(now, jobClass, node);
    // A job is sent to its node as soon as it is made.
    this.watcher.entered(now, this.first ?? this.system!.jobs.created - 1, jobClass, node);
  }
  lost(now: number, jobClass: number, node: number): void {
    this.recorder?.lost(now, jobClass, node);
    this.leaving = (job) => this.watcher.lost(now, job, jobClass, node);
  }
  busy(now: number, node: number, change: 1 | -1): void {
    this.recorder?.busy(now, node, change);
    this.watcher.busy(now, node, change);
  }
  copies(now: number, node: number, change: 1 | -1): void {
    this.recorder?.copies(now, node, change);
  }
  tried(now: number, jobClass: number): void {
    this.recorder?.tried?.(now, jobClass);
  }
  wasted(now: number, work: number): void {
    this.recorder?.wasted?.(now, work);
  }
  died(now: number, jobClass: number, reason: Reason, after: number, dead: number): void {
    this.recorder?.died?.(now, jobClass, reason, after, dead);
    this.leaving = (job) => this.watcher.lost(now, job, jobClass, NONE);
  }
  down(now: number, node: number, change: 1 | -1): void {
    this.recorder?.down?.(now, node, change);
    if (change > 0) this.downs.add(node);
    this.watcher.down(now, node, change);
  }
  partitioned(now: number, job: number, jobClass: number, first: number, tasks: number): void {
    this.recorder?.partitioned?.(now, job, jobClass, first, tasks);
    this.first = first;
    this.watcher.partitioned?.(now, job, jobClass, first, tasks);
  }
  forked(now: number, node: number): void {
    this.recorder?.forked?.(now, node);
  }
  dropped(now: number, tasks: number): void {
    this.recorder?.dropped?.(now, tasks);
  }
  taskDone(now: number, jobClass: number, node: number, response: number, service: number, size: number): void {
    this.recorder?.taskDone?.(now, jobClass, node, response, service, size);
    this.leaving = (task) => {
      this.done.set(task, node);
      this.watcher.finished?.(now, task, jobClass, node, response, service, size);
    };
  }
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    this.recorder?.completed(now, jobClass, node, response, service, size, deadline);
    const finished = this.leaving;
    this.leaving = (job) => {
      finished?.(job);
      this.done.set(job, node);
      this.watcher.completed(now, job, jobClass, node, response, service, size);
    };
  }
}

/** The numbers of slots, given by their nodes, when they are ordered by node. */
function byNode(nodes: Int32Array): Int32Array {
  const order = Array.from(nodes, (_, slot) => slot).toSorted((a, b) => nodes[a] - nodes[b] || a - b);
  const numbers = new Int32Array(nodes.length);
  for (const [number, slot] of order.entries()) numbers[slot] = number;
  return numbers;
}
