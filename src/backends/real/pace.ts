import type { Task } from './crew.ts';

/** A spin that a slot is at. */
interface Turn {
  readonly job: number;
  /** When it was given to the slot, and for how long it was planned, in time units. */
  readonly begun: number;
  readonly planned: number;
  readonly steps: number;
}

/** How far slots are with what they compute, where they fall behind the clock because they have to share processors. */
export class Pace {
  private readonly stepsOf: (slot: number) => number;
  private readonly jobIn: (slot: number) => number;
  private readonly interruptible: boolean;
  private readonly turns: (Turn | undefined)[] = [];
  /** By job: by how much its turns that were interrupted fell behind. */
  private readonly lags = new Map<number, number>();

  /** `stepsOf`: steps that a slot has done of what it is at. `interruptible`: whether what a slot leaves undone is gone on with. */
  constructor(stepsOf: (slot: number) => number, jobIn: (slot: number) => number, interruptible: boolean) {
    this.stepsOf = stepsOf;
    this.jobIn = jobIn;
    this.interruptible = interruptible;
  }

  /** The slot has been given the task. */
  begin(slot: number, task: Task, begun: number, planned: number): void {
    if (task.kind === 'spin') this.turns[slot] = { job: this.jobIn(slot), begun, planned, steps: task.steps };
  }

  /** What the slot was at is done. */
  end(slot: number): void {
    this.turns[slot] = undefined;
  }

  /** The slot is given something else, at `now`. */
  leave(slot: number, now: number): void {
    const turn = this.turns[slot];
    if (turn && this.interruptible) this.lags.set(turn.job, (this.lags.get(turn.job) ?? 0) + now - this.reached(slot, now));
    this.turns[slot] = undefined;
  }

  /** When as much as is done by now would have been done, had the slot kept pace. */
  reached(slot: number, now: number): number {
    const turn = this.turns[slot];
    if (!turn || turn.steps === 0) return now;
    return Math.min(now, turn.begun + turn.planned * Math.min(1, this.stepsOf(slot) / turn.steps));
  }

  /** By how much the job fell behind in turns that were interrupted; asked for once. */
  lagOf(job: number): number {
    const lag = this.lags.get(job) ?? 0;
    this.lags.delete(job);
    return lag;
  }
}
