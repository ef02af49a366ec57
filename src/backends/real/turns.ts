import type { Task } from './crew.ts';

/** What a slot is at: a try of a job, or a turn of it. */
export interface Turn {
  readonly job: number;
  /** Which of its tries, from 1. */
  readonly attempt: number;
  /** When it was given to the slot, and for how long it was planned, in time units. */
  readonly begun: number;
  readonly planned: number;
  /** Of a spin. */
  readonly steps?: number;
}

export interface TurnsSetup {
  /** Whose task is in the slot. */
  readonly who: (slot: number) => Pick<Turn, 'job' | 'attempt'>;
  /** Steps that the slot has done of the spin that it is at, where that is known. */
  readonly stepsOf: ((slot: number) => number) | undefined;
  /** What becomes of a task that a slot leaves before it is done: it is gone on with, or that try of it is over, or either. */
  readonly afterwards: 'resumed' | 'over' | 'either';
  /** Is told of a try that is over before it is done. */
  readonly onCut: (slot: number, turn: Turn) => void;
}

/** What slots are at, and how far they are with it: where they have to share processors, what they compute falls behind the clock. */
export class Turns {
  private readonly setup: TurnsSetup;
  private readonly turns: (Turn | undefined)[] = [];
  /** By job: by how much its turns that were interrupted fell behind. */
  private readonly lags = new Map<number, number>();

  constructor(setup: TurnsSetup) {
    this.setup = setup;
  }

  /** The slot has been given the task. */
  begin(slot: number, task: Task, begun: number, planned: number): void {
    const { job, attempt } = this.setup.who(slot);
    this.turns[slot] = { job, attempt, begun, planned, ...(task.kind === 'spin' && { steps: task.steps }) };
  }

  /** What the slot was at is done. */
  end(slot: number): void {
    this.turns[slot] = undefined;
  }

  /** The slot is given something else, at `now`. */
  leave(slot: number, now: number): void {
    const turn = this.turns[slot];
    if (!turn) return;
    const { afterwards, onCut } = this.setup;
    if (afterwards === 'resumed') this.lags.set(turn.job, (this.lags.get(turn.job) ?? 0) + now - this.reached(slot, now));
    if (afterwards === 'over') onCut(slot, turn);
    this.turns[slot] = undefined;
  }

  /** When as much as is done by now would have been done, had the slot kept pace. */
  reached(slot: number, now: number): number {
    const { stepsOf } = this.setup;
    const { steps, begun, planned } = this.turns[slot] ?? {};
    if (!stepsOf || !steps) return now;
    return Math.min(now, begun! + planned! * Math.min(1, stepsOf(slot) / steps));
  }

  /** By how much the job fell behind in turns that were interrupted; asked for once. */
  lagOf(job: number): number {
    const lag = this.lags.get(job) ?? 0;
    this.lags.delete(job);
    return lag;
  }
}
