/** Waiting lines driven step by step, beside a plain list that is searched from end to end. */
import { JobTable, JobView, NONE } from '../../src/kernel/jobs.ts';
import { type Lines, linesFor } from '../../src/kernel/mechanisms/lines.ts';
import type { Workings } from '../../src/kernel/mechanisms/mechanism.ts';
import { Stations } from '../../src/kernel/stations.ts';
import type { JobClass, Stream } from '../../src/model.ts';
import type { Ordered } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';

export interface Waiting {
  readonly row: number;
  readonly id: number;
  readonly class: number;
  readonly arrival: number;
  readonly size: number;
}

/** What the line should do: told of everything, it says who is next of those that wait, who are in the order in which they came. */
export interface Model {
  came?(task: Waiting, waiting: readonly Waiting[]): void;
  left?(task: Waiting, waiting: readonly Waiting[]): void;
  next(waiting: readonly Waiting[], now: number): Waiting;
}

export interface Steps {
  readonly classes: readonly JobClass[];
  readonly count: number;
  /** Time that passes before a step, and the size of a task that comes. */
  gap(chance: Stream): number;
  size(chance: Stream): number;
  /** Of a hundred steps: those at which a task comes, and at which one is withdrawn; at the others one is taken. */
  readonly adds: number;
  readonly withdrawals: number;
}

/** The first step at which the line gives another task than the model, and how long the line was at most. */
export function compare(discipline: Ordered, model: Model, steps: Steps, seed: string): { readonly wrong: string | undefined; readonly longest: number; readonly taken: number } {
  const chance = stream(seed);
  const jobs = new JobTable();
  const clock = { now: 0 };
  const lines = linesOf(discipline, steps.classes, jobs, clock);
  let waiting: Waiting[] = [];
  let [longest, taken] = [0, 0];
  for (let step = 0; step < steps.count; step++) {
    clock.now += steps.gap(chance);
    const kind = chance.integer(100);
    if (kind < steps.adds) {
      const row = jobs.create(clock.now, chance.integer(steps.classes.length), steps.size(chance));
      jobs.order[row] = jobs.id[row];
      const task = { row, id: jobs.id[row], class: jobs.class[row], arrival: clock.now, size: jobs.size[row] };
      waiting.push(task);
      longest = Math.max(longest, waiting.length);
      model.came?.(task, waiting);
      lines.add(0, row);
    } else if (kind < steps.adds + steps.withdrawals) {
      if (waiting.length === 0) continue;
      const task = waiting[chance.integer(waiting.length)];
      waiting = waiting.filter((one) => one !== task);
      jobs.withdrawn[task.row] = 1;
      lines.withdraw?.(0, task.row);
      model.left?.(task, waiting);
    } else {
      const task = waiting.length === 0 ? undefined : model.next(waiting, clock.now);
      const row = lines.take(0);
      if (row !== (task?.row ?? NONE)) return { wrong: `step ${step} at ${clock.now}: row ${row}, not ${JSON.stringify(task)}`, longest, taken };
      if (!task) continue;
      taken++;
      waiting = waiting.filter((one) => one !== task);
      model.left?.(task, waiting);
      jobs.release(row);
    }
  }
  return { wrong: undefined, longest, taken };
}

const ignore = () => {};

function linesOf(discipline: Ordered, classes: readonly JobClass[], jobs: JobTable, clock: { readonly now: number }): Lines {
  const workings: Workings = {
    calendar: clock as Workings['calendar'],
    jobs,
    job: new JobView(jobs, classes, false),
    stations: new Stations([{ slots: 1, speed: 1, capacity: Infinity }], false),
    host: { busy: ignore, started: ignore, discard: (row) => jobs.release(row), beginsAgain: ignore, done: ignore },
    classes: classes.length,
    stream: stream('lines'),
    withdraws: true,
    closes: false,
    tellStarts: false,
  };
  return linesFor([discipline], workings);
}
