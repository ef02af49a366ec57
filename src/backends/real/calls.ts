import type { Part } from '../../kernel/forks.ts';
import type { Job, Reason } from '../../model.ts';
import type { WorkerFunction } from './crew.ts';

/** A task had come and was not done when the run ended; each is told of once. */
export interface Unfinished {
  readonly job: number;
  /** Which of the job's tasks it is, from 0, and how many it has; absent where jobs have one task each. */
  readonly task?: number;
  readonly tasks?: number;
  readonly class: number;
  /** When the job came: time units since the start. */
  readonly arrival: number;
}

/** What workers do for the jobs of a class: call a function of the user's. */
export interface Calling extends WorkerFunction {
  /** What it is called with, for that job. */
  argument(job: Job, part: Part): unknown;
}

export type { Part } from '../../kernel/forks.ts';

/** A task is done, a plain job being one; each is told of once. */
export interface TaskResult {
  readonly job: number;
  /** Which of the job's tasks it is, from 0, and how many it has; absent where jobs have one task each. */
  readonly task?: number;
  readonly tasks?: number;
  readonly class: number;
  /** Where it was done. */
  readonly node: number;
  /** When the job came, and when the task was done: time units since the start. */
  readonly arrival: number;
  readonly completed: number;
  /** For how long the worker worked at it, in time units. */
  readonly worked: number;
  /** What the call returned; undefined where it was none. */
  readonly value: unknown;
}

/** A job was given up; each is told of once. */
export interface DeadLetter {
  readonly job: number;
  /** Of its tasks, the one that was given up, and how many they are; absent where jobs have one task each. */
  readonly task?: number;
  readonly tasks?: number;
  readonly class: number;
  /** When the job came, and when it was given up: time units since the start. */
  readonly arrival: number;
  readonly ended: number;
  /** Why its last try came to nothing. */
  readonly reason: Reason;
  /** What the worker said of the last of its tries that failed there. */
  readonly message?: string;
}

/** The functions of all callings, each once, and the number of that of each class. */
export function functionsOf(callings: readonly (Calling | undefined)[]): { readonly functions: readonly WorkerFunction[]; readonly ofClass: readonly number[] } {
  const functions: WorkerFunction[] = [];
  const ofClass = callings.map((calling) => {
    if (!calling) return -1;
    const known = functions.findIndex(({ module, name }) => module === calling.module && name === calling.name);
    return known >= 0 ? known : functions.push({ module: calling.module, name: calling.name }) - 1;
  });
  return { functions, ofClass };
}
