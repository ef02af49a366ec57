/** The contract of `validation.json` and of `schedlab validate --format json`: what was held against simulation, and how it came out. */
import { z } from 'zod';

const kind = z.enum(['exact', 'bound', 'approximation', 'asymptotic']);

export const validatedValue = z.strictObject({
  case: z.string().describe('the scenario or path that was run'),
  load: z.number().optional(),
  formula: z.string(),
  kind,
  scope: z.string().describe('overall, class NAME or node INDEX'),
  key: z.string().describe('metric, metric and statistic, or what else the formula predicts'),
  theory: z.number(),
  side: z.enum(['lower', 'upper']).optional().describe('of a bound'),
  within: z.number().optional().describe('the relative error that an approximation may show here'),
  simulated: z.number(),
  error: z.number().nullable().describe('standard error of the simulated mean'),
  seeds: z.number().int().describe('independent seeds that have a z-score; 0 where the value does not vary'),
  z: z.number().describe('√seeds times the mean of the z-scores'),
  variance: z.number().describe('of the z-scores; 1 where all is right'),
  pass: z.boolean(),
});

export const validatedFormula = z.strictObject({
  formula: z.string(),
  title: z.string(),
  kind,
  cases: z.array(z.string()),
  values: z.number().int().describe('predicted values that were compared'),
  mean: z.number().nullable().describe('of all z-scores; null where there are none'),
  variance: z.number().nullable(),
  largest: z.number().nullable().describe('largest |z| of a value over all seeds, of exact formulas'),
  error: z.number().nullable().describe('largest relative error, of approximations and limits'),
  caught: z.number().nullable().describe('relative error of the first value that would have been caught with probability 0.99, in the median case'),
  quantiles: z.array(z.strictObject({ normal: z.number(), score: z.number() })).describe('the Q–Q plot: z-scores in order against standard normal ones'),
  pass: z.boolean(),
});

export const validation = z.strictObject({
  schedlab: z.string(),
  depth: z.enum(['quick', 'full']),
  seed: z.string(),
  seeds: z.number().int(),
  replications: z.number().int(),
  familyError: z.number().describe('the chance with which a right program fails any of the tests'),
  formulas: z.array(validatedFormula),
  failures: z.array(z.string()),
  untested: z.array(z.string()).describe('predicted, but compared nowhere'),
  values: z.array(validatedValue),
  pass: z.boolean(),
});

export type Validation = z.infer<typeof validation>;
export type ValidatedFormula = z.infer<typeof validatedFormula>;
export type ValidatedValue = z.infer<typeof validatedValue>;
