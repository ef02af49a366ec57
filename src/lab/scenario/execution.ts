/** The section `execution`: how a scenario is carried out by real workers. */
import { z } from 'zod';
import { count, object, positive } from '../../params.ts';
import type { Horizon, Scenario } from '../../scenario.ts';
import { type CallSection, callSection, checkPolicies, type NamedCall, resolveCall } from '../calls/section.ts';
import { jsonSchemaOf } from '../describe.ts';
import { factorOf } from './units.ts';
import type { Fault } from './faults.ts';
import { busiestRate } from './span.ts';
import { show } from './words.ts';

const LENGTH = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(\S+)$/i;

/** Milliseconds; a run would never end, or clocks could not tell times apart. */
const [SHORTEST, LONGEST] = [1e-3, 1e6];

/** With fewer jobs there is nothing to compare. */
const FEWEST_JOBS = 20;

/** `10 ms`, as milliseconds. */
const lengthOfTime = (about: string) =>
  z
    .string({ error: 'must be a length of time such as 10 ms' })
    .transform((text, context) => {
      const [, number, unit] = LENGTH.exec(text.trim()) ?? [];
      const milliseconds = unit === undefined || unit === '%' ? NaN : Number(number) * (factorOf(unit, 'ms') ?? NaN);
      if (milliseconds >= SHORTEST && milliseconds <= LONGEST) return milliseconds;
      const message = Number.isNaN(milliseconds) ? 'must be a length of time such as 10 ms' : 'must be from 1 us to 1000 s';
      context.addIssue({ code: 'custom', message: `${message}, not ${show(text)}`, input: text });
      return z.NEVER;
    })
    .meta({ description: about });

const TIMED = ['sleep', 'spin'] as const;

const task = z
  .unknown()
  .transform((value, context): (typeof TIMED)[number] | CallSection => {
    const parsed = typeof value === 'object' && value !== null ? callSection.safeParse(value, { reportInput: true }) : z.enum(TIMED).safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue(issue as never);
    return z.NEVER;
  })
  .meta({
    // Only an editor's schema asks for it.
    get anyOf() {
      return [{ enum: [...TIMED] }, jsonSchemaOf(callSection)];
    },
  });

export const executionSection = object({
  task: task.default('sleep').describe('what a worker does for a task: sleep for as long as its size says; spin, compute as much as takes so long where nothing else runs; or call a function of a module of yours'),
  calls: z.record(z.string(), callSection, { error: 'must be a mapping of classes to calls' }).optional().describe('the classes whose tasks are calls, where those of others are not'),
  unit: lengthOfTime('how long one time unit of the scenario lasts in reality, such as 10 ms; left out, as long as the unit that the file names under time').optional(),
  jobs: z.number().int().min(FEWEST_JOBS).max(1e7).describe('length of a real run: jobs that leave or are lost').optional(),
  until: positive('length of a real run: time, in the unit of the scenario').optional(),
  replications: count('real runs, each of other jobs; 1 means one run, judged by batch means', 100).default(1),
});

export type ExecutionSection = z.infer<typeof executionSection>;

/** How a scenario is carried out by real workers. */
export interface ExecutionPlan {
  /** Of tasks that are no calls. */
  readonly task: (typeof TIMED)[number];
  /** By class; empty where no task is a call. */
  readonly calls: readonly (NamedCall | undefined)[];
  /** Milliseconds in a time unit of the scenario. */
  readonly unit: number;
  readonly horizon: Horizon;
  readonly replications: number;
}

/** A real run is no longer than so many jobs and milliseconds, unless it is asked for. */
const MOST_JOBS = 2000;
const MOST_MS = 60_000;

/** What the section means for the scenario, where that is known; `time` is the unit that the file names. Adds to `faults`. */
export function resolveExecution(section: ExecutionSection, time: string | undefined, scenario: Scenario | undefined, faults: Fault[]): ExecutionPlan | undefined {
  const before = faults.length;
  const unit = section.unit ?? (time === undefined ? undefined : factorOf(time, 'ms'));
  const complain = (key: string, message: string, at?: 'key') => faults.push({ path: ['execution', key], message, ...(at && { at }) });
  if (unit === undefined) {
    const reason = time === undefined ? 'the file names no unit under time' : `${show(time)} under time is no unit of real time`;
    complain('unit', `is required: how long does one time unit last? ${reason}; say 10 ms, or another length`);
  }
  if (section.jobs !== undefined && section.until !== undefined) complain('until', 'cannot stand beside jobs: a run is measured by one of them', 'key');
  if (unit === undefined || !scenario || faults.length > before) return undefined;
  const calls = resolveCalls(section, scenario, faults);
  if (faults.length > before) return undefined;
  return { task: typeof section.task === 'string' ? section.task : 'sleep', calls, unit, horizon: horizonOf(section, unit, scenario), replications: section.replications };
}

function resolveCalls({ task: of, calls = {} }: ExecutionSection, scenario: Scenario, faults: Fault[]): readonly (NamedCall | undefined)[] {
  const { classes, sources } = scenario;
  for (const name of Object.keys(calls)) {
    if (!classes.some((one) => one.name === name)) faults.push({ path: ['execution', 'calls', name], message: 'is no class of the scenario', at: 'key', allowed: classes.map((one) => one.name) });
  }
  const given = classes.map(({ name }) => (Object.hasOwn(calls, name) ? { section: calls[name], path: ['calls', name] } : typeof of === 'object' ? { section: of, path: ['task'] } : undefined));
  if (!given.some((one) => one)) return [];
  checkPolicies(scenario, (source) => given[source.class] !== undefined, faults);
  const told = new Set<unknown>();
  return given.map((one, index) => {
    // A fault of the one call of all classes is told once.
    if (!one || told.has(one.section)) return undefined;
    const source = sources.find((each) => each.class === index) ?? sources[0];
    const before = faults.length;
    const call = resolveCall(one.section, ['execution', ...one.path], source, classes, faults);
    if (faults.length > before) told.add(one.section);
    return call;
  });
}

function horizonOf({ jobs, until }: ExecutionSection, unit: number, { horizon, sources, pool }: Scenario): Horizon {
  const rate = sources.reduce((sum, source) => sum + busiestRate(source, pool.capacity, pool.nodes), 0);
  const most = MOST_MS / unit;
  const length = until ?? jobs ?? (horizon.unit === 'jobs' ? Math.min(horizon.length, MOST_JOBS, Math.max(FEWEST_JOBS, Math.floor(rate * most))) : Math.min(horizon.length, most, MOST_JOBS / rate));
  const measure = until !== undefined ? 'time' : jobs !== undefined ? 'jobs' : horizon.unit;
  // As large a part of it is warm-up as of the run that is simulated.
  const warmup = (horizon.warmup / horizon.length) * length;
  return { unit: measure, length, warmup: measure === 'jobs' ? Math.round(warmup) : warmup };
}
