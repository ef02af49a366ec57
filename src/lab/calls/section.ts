/** How a file says that tasks are calls of a user's function: `task: { call: { module, function, arguments } }`. */
import { z } from 'zod';
import type { JobClass, Job, Source } from '../../model.ts';
import type { Part } from './argument.ts';
import { object, ParamError } from '../../params.ts';
import type { Scenario } from '../../scenario.ts';
import type { Fault } from '../scenario/faults.ts';
import { argumentOf, mentions } from './argument.ts';

const MODULE = /\.m?[jt]s$/;

export const callSection = object({
  call: object({
    module: z.string({ error: 'must be the path of a module' }).max(1000).regex(MODULE, { error: 'must end in .ts, .mts, .js or .mjs' }).describe('path from this file to the module'),
    function: z.string({ error: 'must be the name of a function' }).min(1).max(1000).describe('name under which the module exports the function; it may be async'),
    arguments: z.unknown().default({}).describe('what it is called with, one value; the texts $id, $class, $size and $key stand for what the job has, $job, $task and $tasks for which of its tasks it is'),
  }),
});

export type CallSection = z.infer<typeof callSection>;

/** A call as a scenario names it; who carries it out knows where the module is. */
export interface NamedCall {
  readonly module: string;
  readonly function: string;
  /** What it is called with, for that job. */
  argument(job: Job, part: Part): unknown;
}

/** The call, for jobs of that source; adds to `faults`, which stand at `path`. */
export function resolveCall({ call }: CallSection, path: Fault['path'], source: Source, classes: readonly JobClass[], faults: Fault[]): NamedCall | undefined {
  const at = [...path, 'call', 'arguments'];
  const before = faults.length;
  if (mentions(call.arguments, '$key') && !source.key) faults.push({ path: at, message: `$key is asked for, and jobs of ${JSON.stringify(source.name)} have none; give key under arrivals` });
  if (mentions(call.arguments, '$size') && isUnmeasured(source)) faults.push({ path: at, message: `$size is asked for, and jobs of ${JSON.stringify(source.name)} have none before they are measured; give size under arrivals` });
  try {
    const argument = argumentOf(call.arguments, classes);
    return faults.length > before ? undefined : { module: call.module, function: call.function, argument };
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    faults.push({ path: [...at, ...error.path], message: error.message });
    return undefined;
  }
}

/** What policies cannot have of calls, which run to their end and have no size before; adds to `faults`. */
export function checkPolicies({ pool, sources }: Pick<Scenario, 'pool' | 'sources'>, called: (source: Source) => boolean, faults: Fault[]): void {
  const call = sources.find(called);
  if (!call) return;
  const unmeasured = sources.find((source) => called(source) && isUnmeasured(source));
  for (const key of ['dispatch', 'discipline'] as const) {
    const { name, needs } = pool[key];
    const refuse = (message: string) => faults.push({ path: ['pool', key], message: `${name} ${message}` });
    if (needs.includes('preempt')) refuse(`interrupts tasks, and a call (of ${JSON.stringify(call.name)}) runs to its end; take a policy without preemption`);
    if (needs.includes('work')) refuse(`needs the work left, which calls (of ${JSON.stringify(call.name)}) do not tell; take a policy that does not look at work`);
    const size = needs.find((signal) => signal === 'size' || signal === 'workload');
    if (size && unmeasured) refuse(`needs to know beforehand how large jobs are, and calls (of ${JSON.stringify(unmeasured.name)}) are measured as they are made; give size under arrivals, or take a policy that does not look at sizes`);
  }
}

/** Stands for a size that nobody knows yet: a job has none until it has been measured. */
export const UNMEASURED = { deterministic: { value: 0 } } as const;

/** Whether the size of its jobs is known only when they have been measured. */
export function isUnmeasured({ size }: Source): boolean {
  return size !== undefined && size.mean === 0;
}
