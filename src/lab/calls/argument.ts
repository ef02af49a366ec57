/** The argument of a call: as the file gives it, with what it says of the job filled in. */
import { nearest } from '../../registry.ts';
import type { Job, JobClass } from '../../model.ts';
import { ParamError } from '../../params.ts';

/** The number of the job, which of its tasks it is, from 0, and how many it has. */
export interface Part {
  readonly job: number;
  readonly task: number;
  readonly tasks: number;
}

const facts: Readonly<Record<string, (job: Job, part: Part, classes: readonly JobClass[]) => unknown>> = {
  $id: ({ id }) => id,
  $class: (job, _, classes) => classes[job.class].name,
  $size: ({ size }) => size,
  $key: ({ key }) => key,
  $job: (_, { job }) => job,
  $task: (_, { task }) => task,
  $tasks: (_, { tasks }) => tasks,
};

const NAMES = Object.keys(facts);

/** Whether the argument says anything of the job by that name, such as `$key`. */
export function mentions(given: unknown, name: string): boolean {
  if (typeof given === 'object' && given !== null) return Object.values(given).some((value) => mentions(value, name));
  return given === name;
}

/**
 * A text that is `$id`, `$class`, `$size` or `$key` stands for what the task has, `$job`, `$task` or `$tasks` for the number of
 * its job, which of the tasks of that it is, from 0, and how many these are (a plain job is its only task); `$$` at the beginning stands for a `$`.
 * Throws a ParamError where a text begins with another `$`.
 */
export function argumentOf(given: unknown, classes: readonly JobClass[]): (job: Job, part?: Part) => unknown {
  if (Array.isArray(given)) {
    const parts = given.map((value, index) => inside(index, () => argumentOf(value, classes)));
    return (job, of) => parts.map((part) => part(job, of));
  }
  if (typeof given === 'object' && given !== null) {
    const parts = Object.entries(given).map(([key, value]) => [key, inside(key, () => argumentOf(value, classes))] as const);
    return (job, of) => Object.fromEntries(parts.map(([key, part]) => [key, part(job, of)]));
  }
  if (typeof given !== 'string' || !given.startsWith('$')) return () => given;
  if (given.startsWith('$$')) return () => given.slice(1);
  if (Object.hasOwn(facts, given)) return (job, part = { job: job.id, task: 0, tasks: 1 }) => facts[given](job, part, classes);
  const meant = nearest(given, NAMES);
  throw new ParamError(`must be one of ${NAMES.join(', ')}, not ${JSON.stringify(given)}${meant === undefined ? '' : ` (did you mean ${meant}?)`}; a text that begins with $ is written $$`);
}

/** Faults of a part are told with its place. */
function inside<T>(key: string | number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    throw new ParamError(error.message, [key, ...error.path]);
  }
}
