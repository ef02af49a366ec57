import type { Reason } from '../../model.ts';
import { backoff } from './backoff.ts';
import { Fates } from './fates.ts';
import type { AttemptsSetup } from './ground.ts';
import { NONE } from '../jobs.ts';
import type { Mechanism } from '../mechanisms/mechanism.ts';
import type { Outages } from './outages.ts';
import { Residents } from './residents.ts';
import { AWAY, IN_HAND, STRANDED, Tries } from './tries.ts';

/** What there is to wait for of a try: the end of its backoff, the moment at which it is given up, or backed up. */
export const RETRY = 0;
export const TIMEOUT = 1;
export const BACKUP = 2;

export interface Waits {
  /** Sets the alarm of that kind for the row, in so many time units; clears it where that is Infinity. */
  set(row: number, kind: number, delay: number): void;
  /** What is waited for of one row is waited for of the other from now on. */
  move(from: number, to: number): void;
}

/** The tries of all tasks: how they begin and how they end. */
export class Attempts {
  readonly tries = new Tries();
  /** Tasks at each node; of a pool with one queue, those alone that are lost in a crash. */
  readonly residents: Residents;
  private readonly setup: AttemptsSetup;
  private readonly outages: Outages;
  private readonly fates: Fates;
  private readonly delay: (k: number) => number;
  private readonly waits: Waits;
  mechanism!: Mechanism;

  constructor(setup: AttemptsSetup, outages: Outages, waits: Waits) {
    const { faults, rules, nodes, fastest, stream } = setup;
    if (faults.hang && rules.timeout === undefined) throw new Error('tasks that hang need a timeout');
    this.setup = setup;
    this.outages = outages;
    this.waits = waits;
    this.residents = new Residents(nodes);
    this.fates = new Fates(faults, 2 * (rules.timeout ?? 0) * fastest, stream);
    this.delay = rules.retry ? backoff(rules.retry, stream('faults/backoff')) : () => 0;
  }

  /** A task comes to a station. */
  join(station: number, row: number): void {
    const { jobs, pull, rules } = this.setup;
    const { tries, outages } = this;
    tries.reach(row);
    if (tries.begun[row] === 0) this.meet(row);
    jobs.station[row] = station;
    tries.where[row] = !pull && outages.isDown(station) ? STRANDED : IN_HAND;
    if (!pull) this.residents.add(station, row);
    // Nobody is up that could be asked: the try begins when somebody is.
    if (!pull && outages.isKnownDown(station)) return;
    this.start(row);
    this.waits.set(row, TIMEOUT, rules.timeout ?? Infinity);
    this.waits.set(row, BACKUP, rules.backup && jobs.twin[row] === NONE ? rules.backup.after : Infinity);
    if (tries.where[row] === IN_HAND) this.mechanism.join(station, row);
  }

  /** A task that no mechanism has any more, and that is at its node no longer, is done. */
  succeeded(row: number): void {
    this.depart(row);
    const other = this.part(row);
    if (other !== NONE) this.takeBack(other);
    this.tries.begun[row] = 0;
  }

  /** A try is over before it is done. */
  giveUp(row: number, reason: Reason): void {
    this.depart(row);
    const away = this.tries.where[row] === IN_HAND ? this.strand(row) : row;
    this.leave(away);
    this.ended(away, reason);
  }

  /** A try has ended in an error after that much service; no mechanism has it any more. */
  erred(row: number, received: number, held: number): void {
    this.depart(row);
    this.lose(row, received, held);
    this.leave(row);
    this.ended(row, 'error');
  }

  /** Tasks that are lost with their nodes are sent again. */
  resendAll(rows: readonly number[]): void {
    // Where a job is given up, since one of its tasks finds no room, its others are lost no longer.
    for (const row of rows) if (this.tries.where[row] === STRANDED) this.resend(row);
  }

  private resend(row: number): void {
    this.depart(row);
    this.leave(row);
    this.ended(row, 'crash');
  }

  /** The task has lost its node: it was in no slot, or has been taken from one with so much service. */
  evicted(row: number, node: number, received: number, held: number): void {
    this.tries.where[row] = STRANDED;
    this.lose(row, received, held);
    if (!this.setup.pull) return;
    this.setup.jobs.station[row] = node;
    this.residents.add(node, row);
  }

  /** Nothing is waited for any longer. */
  silence(row: number): void {
    this.waits.set(row, TIMEOUT, Infinity);
    this.waits.set(row, BACKUP, Infinity);
  }

  /** Another try of a job that is away. */
  again(row: number): void {
    const { jobs, ground, rules, redraw, estimated } = this.setup;
    const { tries } = this;
    // A task that has not been tried yet keeps its size.
    if (rules.sizes === 'drawn' && tries.begun[row] > 0) {
      const size = redraw(jobs.class[row]);
      // The estimate errs by the same factor.
      if (estimated) jobs.estimate[row] *= tries.size[row] > 0 ? size / tries.size[row] : 1;
      tries.size[row] = size;
      this.resize(row, size);
    }
    if (!ground.place(row, ground.choose(row))) this.ended(row, 'full');
  }

  /** Sends a copy of the task to another node: the shorter of two queues drawn from those that may be up. The dispatcher is not asked. */
  backUp(row: number): void {
    const { jobs, pull, ground, rules, redraw } = this.setup;
    const { tries } = this;
    const node = pull ? 0 : this.shorter(jobs.station[row]);
    if (node === NONE) return;
    const size = rules.sizes === 'drawn' ? redraw(jobs.class[row]) : tries.size[row];
    const copy = this.another(row, size);
    tries.size[copy] = size;
    tries.held[copy] = 0;
    ground.addedWork += size;
    this.pair(row, copy);
    if (!ground.place(copy, node)) this.drop(this.part(row));
  }

  /** Takes a task out of the mechanism, where its row may stay for a while; returns the row that has the job from now on. */
  strand(row: number): number {
    const { jobs } = this.setup;
    const { tries } = this;
    const station = jobs.station[row];
    const held = this.mechanism.held(station, row);
    const copy = this.another(row, jobs.size[row]);
    jobs.station[copy] = station;
    const other = this.part(row);
    if (other !== NONE) this.pair(copy, other);
    this.waits.move(row, copy);
    this.forget(row);
    const received = this.mechanism.withdraw(station, row);
    tries.where[copy] = STRANDED;
    this.lose(copy, received, held);
    return copy;
  }

  /** Takes back a task of a job that is given up, wherever it is. */
  cancel(row: number): void {
    this.part(row);
    if (this.tries.where[row] !== AWAY) return this.takeBack(row);
    this.waits.set(row, RETRY, Infinity);
    this.drop(row);
  }

  private meet(row: number): void {
    const { tries } = this;
    tries.size[row] = this.setup.jobs.size[row];
    tries.failures[row] = 0;
    tries.held[row] = 0;
  }

  private start(row: number): void {
    const { jobs, recorder, calendar } = this.setup;
    const { tries, fates } = this;
    const work = fates.draw(tries.size[row], tries.begun[row] === 0);
    tries.fate[row] = fates.fate;
    tries.begun[row]++;
    this.resize(row, work);
    recorder.tried?.(calendar.now, jobs.class[row]);
  }

  private resize(row: number, size: number): void {
    const { jobs, ground } = this.setup;
    ground.addedWork += size - jobs.size[row];
    jobs.size[row] = size;
  }

  /** What a task, which no mechanism has any more, was served in its try is lost. */
  private lose(row: number, received: number, held: number): void {
    const { jobs, ground, recorder, calendar } = this.setup;
    const { tries } = this;
    ground.retracted(row, received);
    recorder.wasted?.(calendar.now, received);
    ground.withdrawnWork += jobs.size[row];
    ground.addedWork += tries.size[row];
    jobs.size[row] = tries.size[row];
    tries.held[row] += held;
  }

  /** A try, of a task that is at no station any more, has come to nothing: the task is tried again, or given up. */
  private ended(row: number, why: Reason | 'crash'): void {
    const { pull, rules, ground } = this.setup;
    const { tries } = this;
    // While the other copy lives nothing is lost.
    if (this.part(row) !== NONE) return this.drop(row);
    if (!pull) ground.refused(row, tries.picked[row]);
    if (why === 'crash') return this.again(row);
    if (++tries.failures[row] > (rules.retry?.limit ?? 0)) {
      tries.begun[row] = 0;
      return ground.bury(row, why);
    }
    const delay = this.delay(tries.failures[row]);
    if (delay > 0) this.waits.set(row, RETRY, delay);
    else this.again(row);
  }

  /** The task leaves its node's list, and nothing is waited for any longer. */
  private depart(row: number): void {
    const { jobs, pull } = this.setup;
    this.silence(row);
    if (!pull || this.tries.where[row] === STRANDED) this.residents.delete(jobs.station[row], row);
  }

  /** The task is at its station no longer. */
  private leave(row: number): void {
    this.tries.where[row] = AWAY;
    this.setup.ground.left(row);
  }

  /** Takes back a task that is at a station, such as a copy of one that has been done. */
  private takeBack(row: number): void {
    const { jobs, ground, recorder, calendar } = this.setup;
    this.depart(row);
    if (this.tries.where[row] !== IN_HAND) {
      this.leave(row);
      this.drop(row);
      return;
    }
    ground.withdrawnWork += jobs.size[row];
    this.forget(row);
    const received = this.mechanism.withdraw(jobs.station[row], row);
    ground.retracted(row, received);
    recorder.wasted?.(calendar.now, received);
    this.leave(row);
  }

  /** Gives up the row of a task that is at no station. */
  private drop(row: number): void {
    const { jobs, ground } = this.setup;
    ground.withdrawnWork += jobs.size[row];
    this.forget(row);
    jobs.release(row);
  }

  /** Another row for the same task. */
  private another(row: number, size: number): number {
    const { jobs, ground } = this.setup;
    const copy = jobs.copy(row, size);
    this.tries.copy(row, copy);
    ground.forks?.link(row, copy);
    return copy;
  }

  private forget(row: number): void {
    this.setup.jobs.customer[row] = NONE;
    this.setup.ground.forks?.unlink(row);
    this.tries.begun[row] = 0;
  }

  private pair(a: number, b: number): void {
    const { twin } = this.setup.jobs;
    twin[a] = b;
    twin[b] = a;
  }

  /** The other copy of the job, NONE where there is none; they are no longer linked. */
  private part(row: number): number {
    const { twin } = this.setup.jobs;
    const other = twin[row];
    if (other !== NONE) twin[other] = NONE;
    twin[row] = NONE;
    return other;
  }

  private shorter(node: number): number {
    const { ground } = this.setup;
    const [one, other] = [this.outages.other(node), this.outages.other(node)];
    return one === NONE || ground.queued(one) <= ground.queued(other) ? one : other;
  }
}
