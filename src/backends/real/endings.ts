import type { Execution, Parts } from './execute.ts';

/** Takes what slots have ended, tells of the jobs that are done by it, and adds up what it cost beyond the plan, in time units. */
export class Endings {
  dispatch = 0;
  inflation = 0;
  private readonly execution: Execution;
  private readonly parts: Parts;
  private readonly calls: boolean;

  constructor(execution: Execution, parts: Parts) {
    this.execution = execution;
    this.parts = parts;
    this.calls = execution.callings?.some((calling) => calling) ?? false;
  }

  /** The crew has news of the slot. Throws an Error where its task has failed. */
  take(slot: number): void {
    const { unit, onResult } = this.execution;
    const { timers, recorder, system, crew } = this.parts;
    const failure = crew.failure(slot);
    if (failure) throw new Error(`a task failed: ${failure.message}`);
    const held = timers.served(slot);
    const worked = crew.worked(slot) / unit;
    const called = this.calls && this.execution.callings![system.jobIn(slot).class] !== undefined;
    this.dispatch += held - worked;
    if (called) system.measured(slot, worked * system.pool.stations.speedOf(slot));
    else this.inflation += worked - timers.planned(slot);
    recorder.measure(held, !called);
    if (onResult) this.tell(slot, worked, onResult);
    else system.pool.mechanism.fire(slot);
  }

  private tell(slot: number, worked: number, onResult: NonNullable<Execution['onResult']>): void {
    const { timers, system, crew } = this.parts;
    const { pool } = system;
    const { id: job, class: jobClass, arrival } = system.jobIn(slot);
    // The slot goes on to its next task, after which what it returned is lost.
    const value = this.calls ? crew.result(slot) : undefined;
    const before = pool.completed;
    pool.mechanism.fire(slot);
    // It may have been the end of a turn only.
    if (pool.completed > before) onResult({ job, class: jobClass, node: pool.stations.nodeOf(slot), arrival, completed: timers.now, worked, value });
  }
}
