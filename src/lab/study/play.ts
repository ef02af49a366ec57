/** Runs the replications of every cell, and reduces them point by point as they come. */
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import type { Override } from '../scenario/document.ts';
import type { Cell, Study } from './load-study.ts';
import { playOn, type Settled } from './play-on.ts';
import { type Measured, PointReducer } from './point-reducer.ts';

/** One replication of one cell. */
export interface Task {
  readonly cell: number;
  readonly index: number;
  /** What the cell changes in the file, where it was not known beforehand. */
  readonly changes?: readonly Override[];
}

/**
 * Yields the replications that are asked for, in any order; stops early, without an error, where it is told to. `packed` is
 * the same replication as bytes, where it came as such.
 */
export type Runner = (tasks: Iterable<Task>) => AsyncIterable<readonly [Task, Replicate, packed?: Uint8Array]>;

/** Where points are kept that were finished, maybe by another process before. */
export interface KeptPoints {
  /** Undefined where the point was not finished. */
  measured(point: number): Promise<Measured | undefined>;
  keep(point: number, measured: Measured): Promise<void>;
}

/** What was measured at each point, undefined where it was not finished. */
export interface Played {
  readonly points: readonly (Measured | undefined)[];
  readonly interrupted: boolean;
  /** Of a comparison that had a goal. */
  readonly settled?: Settled;
}

/** Plays a study; the result does not depend on the order in which replications are finished, nor on what was kept before. */
export async function play(study: Study, runner: Runner, onProgress?: (done: number, total: number) => void, kept?: KeptPoints): Promise<Played> {
  if (study.goal) return playOn(study, study.goal, runner, onProgress);
  const { base, cells, variants, points } = study;
  const { replications } = base.plan;
  const total = cells.length * replications;
  const width = variants.length;
  const begun = new Map<number, PointReducer>();
  const measured: (Measured | undefined)[] = [];
  for (const point of points.keys()) measured.push(await kept?.measured(point));
  const open = [...measured.keys()].filter((point) => measured[point] === undefined);
  let done = (points.length - open.length) * width * replications;
  for await (const [{ cell, index }, result] of runner(tasksOf(open, width, replications))) {
    const point = Math.floor(cell / width);
    if (!begun.has(point)) begun.set(point, new PointReducer(cells.slice(point * width, (point + 1) * width), replications));
    const reducer = begun.get(point)!;
    reducer.take(cell % width, index, result);
    done++;
    onProgress?.(done, total);
    if (!reducer.complete) continue;
    const whole = reducer.measured()!;
    await kept?.keep(point, whole);
    measured[point] = whole;
    begun.delete(point);
  }
  // Of points that were interrupted, the replications that all variants have.
  for (const [point, reducer] of begun) measured[point] = reducer.measured();
  if (measured.every((one) => one === undefined)) throw new Error('stopped before the first point was finished');
  return { points: measured, interrupted: done < total };
}

/** Point by point, and there the same replication of all variants one after the other, so that few have to be kept. */
function* tasksOf(points: readonly number[], width: number, replications: number): Generator<Task> {
  for (const point of points) {
    for (let index = 0; index < replications; index++) {
      for (let variant = 0; variant < width; variant++) yield { cell: point * width + variant, index };
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
