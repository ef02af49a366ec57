import type { PoolView, Recorder } from '../model.ts';
import type { Replicate } from '../policy.ts';
import { type JobTable, type JobView, NONE } from './jobs.ts';
import type { Mechanism } from './mechanisms/mechanism.ts';
import { picked } from './present-view.ts';
import type { Timers } from './timers.ts';

/** What copies need of their pool. */
export interface CopiedPool {
  readonly mechanism: Mechanism;
  inPool: number;
  addedWork: number;
  withdrawnWork: number;
  readonly nodes: number;
  isFull(node: number): boolean;
  join(row: number, node: number): void;
  lose(row: number, node: number): void;
  /** A task has lost the service that it had had at its station. */
  retracted(row: number, received: number): void;
  /** A task has left its station without being done. */
  left(row: number): void;
}

interface CopiesSetup {
  readonly jobs: JobTable;
  readonly job: JobView;
  readonly recorder: Recorder;
  readonly calendar: Timers;
  readonly redraw: (jobClass: number) => number;
  /** Of the dispatcher. */
  readonly name: string;
  readonly pool: CopiedPool;
}

/** Copies of one job at several nodes, each a row of its own; the rows of a job are linked in a ring. */
export class Copies {
  private readonly dispatcher: Replicate;
  private readonly setup: CopiesSetup;
  /** Of the job that is being sent: the nodes chosen. */
  private readonly chosen: Int32Array;

  constructor(dispatcher: Replicate, setup: CopiesSetup) {
    this.dispatcher = dispatcher;
    this.setup = setup;
    this.chosen = new Int32Array(dispatcher.copies);
  }

  /** Sends copies of the job to the nodes that the dispatcher chooses, those that are full excepted. */
  spread(row: number, view: PoolView): void {
    const { jobs, job, recorder, calendar, name, pool } = this.setup;
    const { dispatcher, chosen } = this;
    dispatcher.pick(job.at(row), view, chosen);
    for (const node of chosen) picked(node, pool.nodes, name);
    if (new Set(chosen).size < chosen.length) throw new RangeError(`dispatcher ${name} picked one node twice`);
    const nodes = [...chosen].filter((node) => !pool.isFull(node));
    if (nodes.length === 0) {
      dispatcher.refused?.(job.at(row), chosen[0], view);
      pool.lose(row, chosen[0]);
      return;
    }
    const rows = this.multiply(row, nodes.length);
    for (const copy of rows.slice(1)) pool.addedWork += jobs.size[copy];
    for (const copy of rows) jobs.station[copy] = NONE;
    pool.inPool++;
    for (const [i, copy] of rows.entries()) {
      if (i === 0) recorder.entered(calendar.now, jobs.class[copy], nodes[i]);
      // Where one has started already, the others were taken back before they came.
      else if (jobs.twin[copy] === NONE) continue;
      else recorder.copies(calendar.now, nodes[i], 1);
      pool.join(copy, nodes[i]);
    }
  }

  /** Takes back the other copies of the job. */
  takeBackOthers(row: number): void {
    const { jobs, pool } = this.setup;
    for (const copy of this.part(row)) {
      const node = jobs.station[copy];
      jobs.customer[copy] = NONE;
      pool.withdrawnWork += jobs.size[copy];
      if (node === NONE) {
        jobs.release(copy);
        continue;
      }
      pool.retracted(copy, pool.mechanism.withdraw(node, copy));
      pool.left(copy);
    }
  }

  /** The job in as many rows as asked for, its own the first. */
  private multiply(row: number, count: number): number[] {
    const { jobs, redraw } = this.setup;
    const rows = [row];
    for (let i = 1; i < count; i++) {
      const size = this.dispatcher.sizes === 'same' ? jobs.size[row] : redraw(jobs.class[row]);
      rows.push(jobs.copy(row, size));
    }
    if (count > 1) for (const [i, copy] of rows.entries()) jobs.twin[copy] = rows[(i + 1) % count];
    return rows;
  }

  /** The other rows of the job, which from now on are on their own. */
  private part(row: number): number[] {
    const { twin } = this.setup.jobs;
    const others: number[] = [];
    for (let copy = twin[row]; copy !== NONE && copy !== row; ) {
      others.push(copy);
      const next = twin[copy];
      twin[copy] = NONE;
      copy = next;
    }
    twin[row] = NONE;
    return others;
  }
}
