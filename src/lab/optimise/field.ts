import { replicate } from '../../backends/simulated/replicate.ts';
import { labelOf, overridesOf } from '../study/parameters.ts';
import type { Runner, Task } from '../study/play.ts';
import { loadAnyLoad } from './load-point.ts';
import { Point } from './point.ts';
import type { Problem } from './problem.ts';
import type { Place, Variable } from './variables.ts';

export interface FieldOptions {
  /** Default: one after the other in this thread. */
  readonly run?: Runner | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The candidates that were come to, and the budget for running them. All meet the same jobs: replication `i` has the same random streams everywhere. */
export class Field {
  readonly problem: Problem;
  readonly points: Point[] = [];
  spent = 0;
  interrupted = false;
  readonly #byPlace = new Map<string, Point>();
  readonly #run: Runner;
  readonly #onProgress: FieldOptions['onProgress'];
  readonly #error: number;

  /** `error`: the chance that any verdict on a constraint is wrong, of all candidates together. */
  constructor(problem: Problem, error: number, { run, signal, onProgress }: FieldOptions) {
    this.problem = problem;
    this.#run = run ?? inThisThread(this.points, signal);
    this.#onProgress = onProgress;
    const simulated = problem.constraints.filter(({ metrics }) => metrics.length > 0).length;
    this.#error = error / Math.max(1, simulated * problem.size);
  }

  known(place: Place): Point | undefined {
    return this.#byPlace.get(place.join(' '));
  }

  /** The candidate at a place; throws a ScenarioError where it is none that can be run. */
  at(place: Place): Point {
    const known = this.known(place);
    if (known) return known;
    const { problem } = this;
    const { file, text, options, base, variables } = problem;
    const values = valuesAt(place, variables);
    const changes = variables.flatMap(({ name, path, kind }, i) => overridesOf(path, values[name], ['optimise', 'over', name, kind, ...(kind === 'choice' ? [place[i]] : [])], base));
    const scene = loadAnyLoad(file, text, { ...options, overrides: [...(options.overrides ?? []), ...changes] }, nameOf(values));
    const point = new Point(problem, { id: this.points.length, place, values, changes, scene }, this.#error);
    this.points.push(point);
    this.#byPlace.set(place.join(' '), point);
    return point;
  }

  /** Runs each point to its next look, and looks. False where the budget has not so much left, or it was interrupted. */
  async look(points: readonly Point[], most?: number): Promise<boolean> {
    const done = await this.sample(points.map((point) => [point, point.next] as const), most);
    if (done) for (const point of points) point.look();
    return done;
  }

  /** Runs each point until it has so many replications; nothing of it where the budget (or `most` of it) has not so much left. */
  async sample(wanted: readonly (readonly [Point, number])[], most = this.problem.budget): Promise<boolean> {
    if (this.interrupted) return false;
    const tasks = wanted.flatMap(([{ id, changes, replications, steady }, count]) =>
      Array.from({ length: steady && this.problem.metrics.length > 0 ? Math.max(0, count - replications) : 0 }, (_, i): Task => ({ cell: id, index: replications + i, changes })),
    );
    if (this.spent + tasks.length > most) return false;
    let left = tasks.length;
    if (left === 0) return true;
    for await (const [{ cell, index }, result] of this.#run(tasks)) {
      this.points[cell].take(index, result);
      left--;
      this.spent++;
      this.#onProgress?.(this.spent, this.problem.budget);
    }
    this.interrupted = left > 0;
    return left === 0;
  }
}

export function valuesAt(place: Place, variables: readonly Variable[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(variables.map((variable, i) => [variable.name, variable.value(place[i])]));
}

/** `nodes=39, policy=jsq` */
export function nameOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).map(([name, value]) => `${name}=${labelOf(value)}`).join(', ');
}

/** After so many jobs the thread is given up for a moment. */
const BREATH = 2e4;

function inThisThread(points: readonly Point[], signal: AbortSignal | undefined): Runner {
  return async function* (tasks) {
    let jobs = 0;
    for (const task of tasks) {
      if (signal?.aborted) return;
      const result = replicate(points[task.cell].scene.loaded.scenario, task.index);
      jobs += result.account.completed + result.account.lost;
      yield [task, result] as const;
      if (jobs < BREATH) continue;
      jobs = 0;
      await new Promise<void>((resume) => setTimeout(resume, 0));
    }
  };
}
