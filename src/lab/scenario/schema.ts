/** The shape of a scenario file, section by section. What the sections mean together is checked in resolve.ts. */
import { z } from 'zod';
import { count, type Named, named, nonNegative, object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import type { Definition, Registry } from '../../registry.ts';
import { catalogue } from '../catalogue.ts';
import { disciplineChoices, dispatcherChoices } from '../modules/from-module.ts';
import { optimiseSection } from '../optimise/section.ts';
import { executionSection } from './execution.ts';
import { faultsSection, recoverySection } from './recovery-sections.ts';
import { compareSection, sweepSection } from './study-sections.ts';
import { tasksParam } from './tasks.ts';

const choice = <D extends Definition>(kind: string, known: Registry<D>, about: string) =>
  (named<D>(kind, () => known) as z.ZodType<Named<D>>).describe(about);

const text = (about: string) => z.string().min(1).max(10_000).describe(about);

export const arrivalEntry = object({
  class: text('name of the jobs that this source sends; results are given per class'),
  process: choice('process', catalogue.process, 'how the jobs come'),
  rate: positive('jobs per time unit').optional(),
  load: positive('instead of rate: work per time unit, as a fraction of what the pool can do').optional(),
  size: distributionParam('work of a job, or of each of its tasks, in time units on a node of speed 1').optional(),
  tasks: tasksParam.optional(),
  priority: z.number().int().min(-1e6).max(1e6).default(0).describe('smaller is more urgent; read by priority disciplines'),
  weight: positive('what a job counts for beside others; read by weighted disciplines').default(1),
  estimate: distributionParam('what the true size is multiplied by before a policy sees it; left out, policies see true sizes').optional(),
  deadline: distributionParam('time from arrival to the moment by which the job should be done; read by deadline disciplines, and measured').optional(),
  key: distributionParam('rounded down: what the job is about (a user, a file); jobs of one key belong together').optional(),
});

const unlimited = z.literal('unlimited');

const nodeGroup = object({
  count: count('how many such nodes', 1e5).default(1),
  slots: z
    .union([z.number().int().min(1).max(1e6), unlimited], { error: 'must be a whole number from 1 to 1000000, or "unlimited"' })
    .default(1)
    .describe('parallel servers of each node; unlimited means that no job waits'),
  speed: positive('work done by a slot per time unit').default(1),
  capacity: count('most jobs that a node holds, in service and waiting; a job that finds it full is lost', 1e9).optional(),
});

/** A number of nodes, one group, or a list of groups: all become a list of groups. */
const nodes = z
  .preprocess(
    (value) => {
      if (typeof value === 'number') return [{ count: value }];
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : value;
    },
    z.array(nodeGroup, { error: 'must be a number of nodes, a group of nodes, or a list of groups' }).min(1).max(10_000),
  )
  .meta({
    description: 'a number of equal nodes, or groups of nodes',
    anyOf: [
      { type: 'integer', minimum: 1 },
      { $ref: '#/$defs/node-group' },
      { type: 'array', items: { $ref: '#/$defs/node-group' }, minItems: 1 },
    ],
  });

/** Which of the two, and that it is one, is checked in information.ts. */
const information = object({
  every: positive('all nodes report at once, each time so much time has passed').optional(),
  delay: positive('each change becomes known so much time later').optional(),
}).meta({ oneOf: [{ required: ['every'] }, { required: ['delay'] }] });

export const poolSection = object({
  nodes,
  capacity: count('most jobs that the pool holds; a job that finds it full is lost', 1e9).optional(),
  dispatch: choice('dispatcher', dispatcherChoices, 'load balancing: which node gets the job').optional(),
  information: information.optional().describe('how late the dispatcher learns of the load of nodes: every or delay; left out, at once'),
  discipline: choice('discipline', disciplineChoices, 'scheduling: whom a node serves now').default(() => ({
    name: 'fcfs',
    params: {},
    definition: catalogue.discipline.fcfs,
  })),
  faults: faultsSection.optional().describe('what goes wrong'),
  recovery: recoverySection.optional().describe('what is done about it; left out, a task that fails is given up at once'),
});

const metricNames = Object.keys(catalogue.metric);

export const runSection = object({
  jobs: count('length of a replication: jobs that leave or are lost', 1e10).optional(),
  until: positive('length of a replication: time').optional(),
  warmup: z
    .union([z.enum(['auto', 'none']), nonNegative('left out at the start')], {
      error: 'must be auto, none, or how many jobs (with "jobs") or how much time (with "until") to leave out',
    })
    .default('auto')
    .describe('what is left out at the start: found from the run itself, nothing, or so many jobs or so much time, as the run is measured'),
  replications: count('independent repetitions; 1 means one long run, judged by batch means', 100_000).default(10),
  precision: object({
    metric: z.enum(metricNames as [string, ...string[]]).default('response').describe('of what'),
    statistic: text('which statistic of the metric: mean, variance, p50 … p99.9, or above a threshold').default('mean'),
    relative: z.number().gt(0).lt(1).optional().describe('half-width of the interval as a fraction of the value'),
    absolute: positive('instead of relative: half-width of the interval, in the unit of the metric').optional(),
    'at-most': count('replications that may be spent on it', 100_000).default(1000),
  })
    .optional()
    .describe('add replications until the interval is this narrow'),
  confidence: z.number().min(0.5).max(0.9999).default(0.95).describe('confidence of every interval'),
  thresholds: z
    .array(positive('a response time'), { error: 'must be a list of times' })
    .min(1)
    .max(20)
    .optional()
    .describe('response times: the share of jobs that take longer than each is measured'),
  'by-size': z.boolean().default(false).describe('also give mean response and slowdown by the size of the job'),
  overload: z.literal('allow').optional().describe('run a scenario whose load is 1 or more; it is reported as growing'),
});

export const scenarioFile = object({
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, { error: 'must begin with a letter or digit and have only these, spaces, dots, hyphens and underscores' })
    .describe('names the results; letters, digits, spaces, dots, hyphens and underscores, a letter or digit first'),
  about: text('one or two sentences').optional(),
  seed: z
    .union([z.string().min(1).max(1000), z.number()], { error: 'must be a text or a number' })
    .transform(String)
    .default('schedlab')
    .describe('the same seed gives the same numbers, bit for bit'),
  time: z.string().min(1).max(20).optional().describe('the unit of every time in the file and in its results'),
  arrivals: z.array(arrivalEntry, { error: 'must be a list of sources' }).min(1).max(1000).describe('where jobs come from'),
  pool: poolSection.describe('nodes behind one dispatcher'),
  run: runSection.optional().describe('how long, how often, how precisely'),
  execution: executionSection.optional().describe('how schedlab run --backend threads carries the scenario out'),
  compare: compareSection.optional(),
  sweep: sweepSection.optional(),
  optimise: optimiseSection.optional().describe('what schedlab optimise looks for: the least of an expression where comparisons hold'),
});

export type ArrivalEntry = z.infer<typeof arrivalEntry>;
export type NodeGroup = z.infer<typeof nodeGroup>;
export type PoolSection = z.infer<typeof poolSection>;
export type RunSection = z.infer<typeof runSection>;

/** The schema of the node groups, which the JSON Schema refers to by name. */
export const nodeGroupSchema = nodeGroup;
