import type { Reason } from '../../model.ts';
import type { DeadLetter } from './calls.ts';
import type { Failure } from './crew.ts';
import type { Execution, Parts } from './execute.ts';
import type { Turn } from './turns.ts';

/** Relative to the time: more than what is lost by rounding, and nothing else. */
const SOMEWHAT = 1e-9;

/** Takes what slots have ended, tells of the jobs that end by it, and adds up what it cost beyond the plan, in time units. */
export class Endings {
  dispatch = 0;
  inflation = 0;
  private readonly execution: Execution;
  private readonly parts: Parts;
  private readonly calls: boolean;
  /** What was last said of jobs that have failed and are still there. */
  private readonly said = new Map<number, string>();

  constructor(execution: Execution, parts: Parts) {
    this.execution = execution;
    this.parts = parts;
    this.calls = execution.callings?.some((calling) => calling) ?? false;
  }

  /** The crew has news of the slot. Throws an Error where its task has failed in a way that another try does not mend. */
  take(slot: number): void {
    const { timers, recorder, system, crew, turns } = this.parts;
    turns?.end(slot);
    const failure = crew.failure(slot);
    if (failure) return this.fail(slot, failure);
    const held = timers.served(slot);
    const worked = crew.worked(slot) / this.execution.unit;
    const called = this.calls && this.execution.callings![system.jobIn(slot).class] !== undefined;
    const planned = timers.planned(slot);
    this.dispatch += held - worked;
    if (called) system.measured(slot, worked * system.pool.stations.speedOf(slot));
    else this.inflation += worked - planned;
    this.note(slot, held, worked, called);
    recorder.measure(held, !called, held - planned);
    if (this.execution.onResult) this.tell(slot, worked, this.execution.onResult);
    else system.pool.mechanism.fire(slot);
  }

  /** A try of a job was given up while a slot was at it: where that should have been done by then, it is known how much longer it took at least. */
  cut(slot: number, { job, attempt, begun, planned }: Turn): void {
    const { timers, crew } = this.parts;
    const beyond = timers.now - begun - planned;
    if (beyond < 0) return;
    const arrival = Math.min(beyond, timers.lateBy(slot));
    const restart = Math.min(beyond - arrival, crew.delay(slot) / this.execution.unit);
    // A little more, so that the simulator has it given up too.
    this.execution.ledger?.add(job, attempt, { planned, size: 0, arrival, restart, dispatch: 0, service: beyond - arrival - restart + SOMEWHAT * (1 + timers.now) });
  }

  private note(slot: number, held: number, worked: number, called: boolean): void {
    const { timers, system, crew, turns } = this.parts;
    const { id } = system.jobIn(slot);
    const [planned, arrival, restart] = [timers.planned(slot), timers.lateBy(slot), crew.delay(slot) / this.execution.unit];
    const beyond = worked - planned + (turns?.lagOf(id) ?? 0);
    this.execution.ledger?.add(id, system.tryIn(slot), { planned, size: called ? beyond : 0, arrival, restart, dispatch: held - worked - arrival - restart, service: called ? 0 : beyond });
  }

  /** A job was given up, so long after it came. */
  buried(task: number, jobClass: number, reason: Reason, after: number): void {
    const { timers: { now }, system: { pool } } = this.parts;
    const message = this.said.get(task);
    this.said.delete(task);
    const letter: DeadLetter = { ...(pool.forks?.givenUp ?? { job: task }), class: jobClass, arrival: now - after, ended: now, reason, ...(message !== undefined && { message }) };
    this.execution.onDeadLetter?.(letter);
  }

  private fail(slot: number, { reason, message }: Failure): void {
    const { system, timers, crew } = this.parts;
    const { id, class: jobClass } = system.jobIn(slot);
    if (reason === 'unsendable') throw new Error(`the result of job ${id} cannot be sent back from its worker: ${message}`);
    if (!system.pool.recovery) throw new Error(`job ${id} has failed, and copies of jobs are not tried again: ${message}`);
    if (reason === 'threw' && system.fateIn(slot) === 'error') this.note(slot, timers.served(slot), crew.worked(slot) / this.execution.unit, this.execution.callings?.[jobClass] !== undefined);
    else if (this.execution.ledger) this.execution.ledger.unforeseen.tries++;
    if (this.execution.onDeadLetter) this.said.set(id, message);
    system.failed(slot);
  }

  private tell(slot: number, worked: number, onResult: NonNullable<Execution['onResult']>): void {
    const { timers, system, crew } = this.parts;
    const { pool } = system;
    const { id, class: jobClass, arrival } = system.jobIn(slot);
    const part = pool.forks ? system.partIn(slot) : { job: id };
    // The slot goes on to its next task, after which what it returned is lost.
    const value = this.calls ? crew.result(slot) : undefined;
    const before = pool.forks?.tasksDone ?? pool.completed;
    pool.mechanism.fire(slot);
    // It may have been the end of a turn only, or of a try that was to fail.
    if ((pool.forks?.tasksDone ?? pool.completed) === before) return;
    this.said.delete(id);
    onResult({ ...part, class: jobClass, node: pool.stations.nodeOf(slot), arrival, completed: timers.now, worked, value });
  }
}
