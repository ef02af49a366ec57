/**
 * The contract of `compare.json`, of `sweep.json`, and of their `--format json`. Scripts depend on it: add keys, never
 * change their meaning. A comparison is a sweep of one point without parameters.
 */
import { z } from 'zod';
import { bySize, estimate, metrics, result } from './result.ts';

const variant = z.strictObject({
  name: z.string(),
  overall: metrics.describe('over all classes, from the same replications for all variants of a point; empty where the system grows without bound'),
  classes: z.array(z.strictObject({ name: z.string(), metrics })).describe('empty where there is only one'),
  growing: result.shape.growing,
  theory: result.shape.theory.describe('what formulas say of the whole; a formula is found without being named'),
  comparisons: result.shape.comparisons,
  bySize: bySize.optional(),
});

const against = z.strictObject({
  variant: z.string(),
  difference: estimate.describe('variant less leader, replication by replication; its interval holds for all pairs of variants at once (Bonferroni)'),
  relative: z.number().nullable().describe('difference / mean of the leader; null where that is 0'),
  reduction: z.number().nullable().describe('variance of independent samples / variance of the paired difference; null where there is none'),
  verdict: z
    .enum(['worse', 'undecided', 'same', 'unknown'])
    .describe('worse: proven; undecided: the interval has 0 in it; same: equal in every replication; unknown: too few replications for an interval'),
  atLeast: z.number().optional().describe('by how much it is proven worse'),
  more: z.number().int().nullable().optional().describe('about how many more replications, or batches of one long replication, would tell if the difference is as large as it looks; null where they are beyond counting'),
  equal: z.literal(true).optional().describe('of what is undecided: exact theory says that the two are equal, so that no number of replications would tell'),
});

export const comparison = z.strictObject({
  metric: z.string(),
  statistic: z.string(),
  leader: z.string().describe('the variant of least mean; less is better in all metrics that are compared'),
  mean: z.number().describe('of the leader'),
  proven: z.boolean().describe('whether the leader is proven better than every other, or does the same'),
  winner: z.string().nullable().describe('the leader where it is proven better than every other'),
  against: z.array(against),
});

const decision = z
  .strictObject({
    metric: z.string(),
    statistic: z.string(),
    relative: z.number().optional().describe('the indifference, as a fraction of the best'),
    absolute: z.number().optional().describe('or in the unit of the metric'),
    indifference: z.number().describe('what it comes to, in the unit of the metric'),
    confidence: z.number(),
    procedure: z.string(),
    guarantee: z.string().describe('what is promised of the variant that is selected'),
    selected: z.string().nullable().describe('null where the budget ended, or it was interrupted, before one was selected'),
    firstStage: z.number().int().describe('replications of each variant to begin with'),
    atMost: z.number().int().describe('the budget: replications of each variant'),
    variants: z.array(z.strictObject({ variant: z.string(), replications: z.number().int(), outcome: z.enum(['selected', 'out', 'in contention']).describe('out: proven worse than another, and not replicated any more') })),
    more: z.number().int().nullable().optional().describe('about how many more replications of those in contention it would take; null where none are in sight'),
  })
  .describe('of a comparison that goes on until it is decided');

const point = z.strictObject({
  name: z.string().describe('`load=0.9`; empty in a comparison'),
  values: z.record(z.string(), z.unknown()).describe('parameter → value'),
  replications: z.number().int().describe('of each variant; of those that were left out of a decision, fewer'),
  warmup: z.number().describe('fraction of each replication that was cut from its start: the largest that any variant needs, the same for all'),
  warmupNote: z.string().optional().describe('where the runs were too short to tell how much was to be cut'),
  variants: z.array(variant),
  comparisons: z.array(comparison).describe('per metric, where there is more than one variant and theory does not say that the mean is infinite'),
});

export const study = z.strictObject({
  schedlab: z.string().describe('version of the program'),
  kind: z.enum(['compare', 'sweep']),
  name: z.string(),
  about: z.string().optional(),
  unit: z.string().optional().describe('the unit of every time; absent where the scenario names none'),
  seed: z.string(),
  scenario: z.unknown().describe('the scenario as resolved, before variants and points change it'),
  backend: z.literal('simulated'),
  parameters: z.array(z.strictObject({ name: z.string(), values: z.array(z.unknown()), labels: z.array(z.string()).describe('the values as tables and charts write them') })),
  variants: z.array(z.strictObject({ name: z.string(), values: z.record(z.string(), z.unknown()).describe('short name or path → value') })),
  run: z.strictObject({
    replications: z.number().int().describe('planned, of each variant at each point'),
    horizon: z.strictObject({ unit: z.enum(['jobs', 'time']), length: z.number() }),
    level: z.number().describe('confidence of the intervals'),
    intervals: z.enum(['replications', 'batch means', 'none']).describe('how the intervals were made: of one long replication from its batches, paired by their place'),
    precision: z
      .strictObject({ metric: z.string(), statistic: z.string(), relative: z.number().optional(), absolute: z.number().optional(), reached: z.boolean() })
      .optional()
      .describe('half-width of the differences to the best that was asked for, as a fraction of the best or absolute, and whether it was reached'),
    interrupted: z.literal(true).optional().describe('stopped early: what was finished is reported'),
  }),
  points: z.array(point),
  decision: decision.optional(),
  checks: result.shape.checks,
});

export type StudyResult = z.infer<typeof study>;
export type Comparison = z.infer<typeof comparison>;
export type Decision = z.infer<typeof decision>;
export type StudyPoint = z.infer<typeof point>;
export type StudyVariant = z.infer<typeof variant>;
