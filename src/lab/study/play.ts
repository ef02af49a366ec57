/** Runs the replications of every cell, and reduces them point by point as they come. */
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import type { Override } from '../scenario/document.ts';
import type { Cell, Study } from './load-study.ts';
import { type Measured, PointReducer } from './point-reducer.ts';

/** One replication of one cell. */
export interface Task {
  readonly cell: number;
  readonly index: number;
  /** What the cell changes in the file, where it was not known beforehand. */
  readonly changes?: readonly Override[];
}

/** Yields the replications that are asked for, in any order; stops early, without an error, where it is told to. */
export type Runner = (tasks: Iterable<Task>) => AsyncIterable<readonly [Task, Replicate]>;

/** What was measured at each point, undefined where it was not finished. */
export interface Played {
  readonly points: readonly (Measured | undefined)[];
  readonly interrupted: boolean;
}

/** Plays a study; the result does not depend on the order in which replications are finished. */
export async function play({ base, cells, variants, points }: Study, runner: Runner, onProgress?: (done: number, total: number) => void): Promise<Played> {
  const { replications } = base.plan;
  const total = cells.length * replications;
  const width = variants.length;
  const begun = new Map<number, PointReducer>();
  const measured: (Measured | undefined)[] = points.map(() => undefined);
  let done = 0;
  for await (const [{ cell, index }, result] of runner(tasksOf(cells.length, width, replications))) {
    const point = Math.floor(cell / width);
    if (!begun.has(point)) begun.set(point, new PointReducer(cells.slice(point * width, (point + 1) * width), replications));
    const reducer = begun.get(point)!;
    reducer.take(cell % width, index, result);
    onProgress?.(++done, total);
    if (!reducer.complete) continue;
    measured[point] = reducer.measured();
    begun.delete(point);
  }
  // Of points that were interrupted, the replications that all variants have.
  for (const [point, reducer] of begun) measured[point] = reducer.measured();
  if (measured.every((one) => one === undefined)) throw new Error('stopped before the first point was finished');
  return { points: measured, interrupted: done < total };
}

/** Point by point, and there the same replication of all variants one after the other, so that few have to be kept. */
function* tasksOf(cells: number, width: number, replications: number): Generator<Task> {
  for (let first = 0; first < cells; first += width) {
    for (let index = 0; index < replications; index++) {
      for (let variant = 0; variant < width; variant++) yield { cell: first + variant, index };
    }
  }
}

/** Runs them in the calling thread, and lets it breathe between them. */
export function runInThisThread(cells: readonly Cell[], signal?: AbortSignal): Runner {
  return async function* (tasks) {
    for (const task of tasks) {
      if (signal?.aborted) return;
      yield [task, replicate(cells[task.cell].loaded.scenario, task.index)] as const;
      await new Promise<void>((resume) => setTimeout(resume, 0));
    }
  };
}
