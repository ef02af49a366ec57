import type { Recorder } from '../model.ts';
import { grown } from './columns.ts';
import { type JobTable, NONE } from './jobs.ts';
import type { Mechanism } from './mechanisms/mechanism.ts';
import type { Timers } from './timers.ts';
import type { WorkLeft } from './work-left.ts';

/** What the tasks of jobs need of their pool. */
export interface ForkedPool {
  readonly pull: boolean;
  readonly pool: { readonly capacity: number };
  readonly known: Pick<Mechanism, 'join'>;
  readonly recovery: { cancel(row: number): void } | undefined;
  readonly workLeft: WorkLeft | undefined;
  inPool: number;
  completed: number;
  withdrawnWork: number;
  lostWork: number;
  /** The station that a task goes to, as the dispatcher picks it. */
  choose(row: number): number;
  /** The node that the dispatcher picked for a task that went to this one. */
  pickedFor(row: number, node: number): number;
  isFull(node: number): boolean;
  /** Counts a task at a station that it is to join. */
  count(row: number, station: number): void;
  /** What is known of the node has changed. */
  note(node: number): void;
  /** A task has left the station. */
  part(station: number): void;
  /** The dispatcher is told that what it picked came to nothing. */
  refused(row: number, node: number): void;
  /** The job that the row stands for is turned away. */
  lose(row: number, node: number): void;
}

interface ForksSetup {
  readonly jobs: JobTable;
  readonly recorder: Recorder;
  readonly calendar: Timers;
  /** Whether jobs have deadlines. */
  readonly deadlines: boolean;
  readonly pool: ForkedPool;
}

/** The number of the job, which task of it this is, from 0, and how many it has. */
export interface Part {
  readonly job: number;
  readonly task: number;
  readonly tasks: number;
}

const DOUBLES = ['number', 'first', 'arrival', 'longest', 'work'] as const;
const INTEGERS = ['count', 'left', 'customer', 'next'] as const;

/**
 * Jobs of several tasks, which the pool serves on their own: they come together, or none of them where one finds no room,
 * and the job is done with the last of them. Every job of such a scenario is one of these, also where it has but one task.
 */
export class Forks {
  private readonly setup: ForksSetup;
  /** Jobs that came. */
  jobs = 0;
  tasksDone = 0;
  /** Σ of the time that tasks spent in the pool that were dropped. */
  droppedTime = 0;
  /** Of the task of which the job was given up last. */
  givenUp: Part | undefined;
  /** The rows of the job that comes, and how many they are. */
  readonly rows: number[] = [];
  /** Whether tasks are being taken back since their job is given up. */
  cancelling = false;
  private coming = NONE;
  private joined = 0;
  // Columns by job; rows are reused.
  private number = new Float64Array(0);
  /** Number of its first task. */
  private first = new Float64Array(0);
  private arrival = new Float64Array(0);
  /** The longest service of those of its tasks that are done, and their sizes together. */
  private longest = new Float64Array(0);
  private work = new Float64Array(0);
  private count = new Int32Array(0);
  /** Tasks that are not done. */
  private left = new Int32Array(0);
  private customer = new Int32Array(0);
  private next = new Int32Array(0);
  private free = NONE;
  // Columns by row of the job table: the tasks of a job that are not done, in a ring.
  private after = new Int32Array(0);
  private before = new Int32Array(0);

  constructor(setup: ForksSetup) {
    this.setup = setup;
  }

  partOf(row: number): Part {
    const { jobs } = this.setup;
    const fork = jobs.fork[row];
    return { job: this.number[fork], task: jobs.id[row] - this.first[fork], tasks: this.count[fork] };
  }

  /** The job of the first `count` of `rows`, in the order of their numbers, comes. */
  arrive(count: number, customer: number): void {
    const { jobs, recorder, calendar, pool } = this.setup;
    const { now } = calendar;
    const { rows } = this;
    const [head] = rows;
    const fork = this.open(count, customer);
    recorder.partitioned?.(now, this.number[fork], jobs.class[head], jobs.id[head], count);
    if (pool.inPool >= pool.pool.capacity) return this.turnAway(fork, NONE, 0);
    for (let i = 0; i < count; i++) {
      const station = pool.choose(rows[i]);
      if (!pool.pull && pool.isFull(station)) return this.turnAway(fork, station, i);
      pool.count(rows[i], station);
      pool.note(station);
    }
    pool.inPool++;
    recorder.entered(now, jobs.class[head], pool.pull ? NONE : jobs.station[head]);
    for (let i = 1; i < count; i++) recorder.forked?.(now, pool.pull ? NONE : jobs.station[rows[i]]);
    this.coming = fork;
    for (this.joined = 0; this.joined < count; ) {
      const row = rows[this.joined++];
      // Where the job has been given up already, they were taken back before they came.
      if (jobs.fork[row] === fork) this.take(row, jobs.station[row]);
    }
    this.coming = NONE;
  }

  /** A task, which counts there already, joins the station. */
  take(row: number, station: number): void {
    this.setup.pool.known.join(station, row);
  }

  /** A task is done; where its job is with it, the row then stands for the job. */
  done(row: number, node: number, planned: number): void {
    const { jobs, recorder, calendar: { now }, deadlines, pool } = this.setup;
    const fork = jobs.fork[row];
    const response = now - jobs.arrival[row];
    const service = recorder.measuredService?.(planned, response) ?? planned;
    this.unlink(row);
    this.tasksDone++;
    this.longest[fork] = Math.max(this.longest[fork], service);
    this.work[fork] += jobs.size[row];
    recorder.taskDone?.(now, jobs.class[row], node, response, service, jobs.size[row]);
    if (--this.left[fork] > 0) return;
    pool.inPool--;
    recorder.completed(now, jobs.class[row], node, response, this.longest[fork], this.work[fork], deadlines ? jobs.deadline[row] : Infinity);
    pool.completed++;
    this.close(row, fork);
  }

  /** A task is given up, and its job with it: the others are taken back. The row then stands for the job. */
  giveUp(row: number): void {
    const { jobs, recorder, calendar: { now }, pool } = this.setup;
    const fork = jobs.fork[row];
    const left = this.left[fork];
    const others = this.othersOf(row);
    this.left[fork] = 0;
    this.givenUp = this.partOf(row);
    this.cancelling = true;
    for (const other of others) {
      const place = fork === this.coming ? this.rows.indexOf(other) : NONE;
      if (place >= this.joined) this.putBack(other);
      else pool.recovery!.cancel(other);
    }
    this.cancelling = false;
    this.unlink(row);
    this.droppedTime += left * (now - jobs.arrival[row]);
    recorder.dropped?.(now, left);
    this.close(row, fork);
  }

  /** Another row stands for the task, at least for a while. */
  link(row: number, copy: number): void {
    this.reach(copy);
    const after = this.after[row];
    this.after[row] = copy;
    this.before[copy] = row;
    this.after[copy] = after;
    this.before[after] = copy;
  }

  /** The row is of no job any longer. */
  unlink(row: number): void {
    const [before, after] = [this.before[row], this.after[row]];
    this.after[before] = after;
    this.before[after] = before;
    this.setup.jobs.fork[row] = NONE;
  }

  /** Σ of the time that tasks have spent in the pool that are not done, and the same of jobs. */
  unfinishedTime(): { readonly tasks: number; readonly jobs: number } {
    const { now } = this.setup.calendar;
    let [tasks, jobs] = [0, 0];
    for (const [fork, left] of this.left.entries()) {
      if (left === 0) continue;
      jobs += now - this.arrival[fork];
      tasks += left * (now - this.arrival[fork]);
    }
    return { tasks, jobs };
  }

  private open(count: number, customer: number): number {
    const { jobs, calendar } = this.setup;
    if (this.free === NONE) this.grow();
    const fork = this.free;
    this.free = this.next[fork];
    this.number[fork] = this.jobs++;
    this.first[fork] = jobs.id[this.rows[0]];
    this.arrival[fork] = calendar.now;
    this.longest[fork] = this.work[fork] = 0;
    this.count[fork] = this.left[fork] = count;
    this.customer[fork] = customer;
    for (let i = 0; i < count; i++) {
      const row = this.rows[i];
      this.reach(row);
      jobs.fork[row] = fork;
      this.after[row] = this.rows[(i + 1) % count];
      this.before[row] = this.rows[(i + count - 1) % count];
    }
    return fork;
  }

  /** The job is over; its customer waits for the row. */
  private close(row: number, fork: number): void {
    if (this.customer[fork] !== NONE) this.setup.jobs.customer[row] = this.customer[fork];
    this.next[fork] = this.free;
    this.free = fork;
  }

  /** One task finds no room at the node, after `placed` others have found some. */
  private turnAway(fork: number, node: number, placed: number): void {
    const { jobs, recorder, calendar, pool } = this.setup;
    const [head] = this.rows;
    const count = this.count[fork];
    if (node !== NONE) {
      jobs.station[this.rows[placed]] = node;
      for (let i = 0; i <= placed; i++) pool.refused(this.rows[i], pool.pickedFor(this.rows[i], jobs.station[this.rows[i]]));
    }
    for (let i = 0; i < placed; i++) this.leave(this.rows[i]);
    for (let i = 0; i < count; i++) this.unlink(this.rows[i]);
    for (let i = 1; i < count; i++) {
      pool.lostWork += jobs.size[this.rows[i]];
      jobs.release(this.rows[i]);
    }
    this.left[fork] = 0;
    this.close(head, fork);
    recorder.dropped?.(calendar.now, count);
    pool.lose(head, node);
  }

  /** Takes back a task that has not joined its station yet. */
  private putBack(row: number): void {
    const { jobs, recorder, calendar, pool } = this.setup;
    if (!pool.pull) recorder.copies(calendar.now, jobs.station[row], -1);
    pool.withdrawnWork += jobs.size[row];
    this.leave(row);
    this.unlink(row);
    jobs.release(row);
  }

  /** A task that has not joined its station counts there no longer. */
  private leave(row: number): void {
    const { jobs, calendar, pool } = this.setup;
    const station = jobs.station[row];
    pool.workLeft?.add(station, calendar.now, -jobs.size[row]);
    pool.part(station);
  }

  private othersOf(row: number): number[] {
    const others: number[] = [];
    for (let other = this.after[row]; other !== row; other = this.after[other]) others.push(other);
    return others;
  }

  /** Makes room for the row of the job table. */
  private reach(row: number): void {
    if (row < this.after.length) return;
    const rows = Math.max(64, 2 ** Math.ceil(Math.log2(row + 1)));
    this.after = grown(this.after, rows);
    this.before = grown(this.before, rows);
  }

  private grow(): void {
    const old = this.left.length;
    const rows = Math.max(64, 2 * old);
    for (const column of DOUBLES) this[column] = grown(this[column], rows);
    for (const column of INTEGERS) this[column] = grown(this[column], rows);
    for (let fork = rows - 1; fork >= old; fork--) {
      this.next[fork] = this.free;
      this.free = fork;
    }
  }
}
