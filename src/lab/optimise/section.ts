/** The shape of the section `optimise`; what its expressions and paths mean is checked in problem.ts. */
import { z } from 'zod';
import { count, object } from '../../params.ts';

const text = z.string().min(1).max(500);

const expression = (about: string) => z.union([text, z.number()], { error: 'must be an expression such as nodes * price' }).describe(about);

const named = <T extends z.ZodType>(value: T, of: string) =>
  z.record(z.string(), value, { error: `must be a mapping of names to ${of}` });

const range = (value: z.ZodType<number>, about: string) => z.tuple([value, value], { error: 'must be [FROM, TO]' }).describe(about);

const variable = object({
  path: z.string().min(1).max(200).describe('what it sets: a path such as pool.nodes, or a short name as in sweep'),
  integer: range(z.number().int().min(-1e9).max(1e9), 'whole numbers from … to').optional(),
  real: range(z.number().min(-1e15).max(1e15), 'numbers from … to').optional(),
  tolerance: z.number().positive().optional().describe('of a real variable: how finely it is looked for; left out, a hundredth of the range'),
  choice: z.array(z.unknown(), { error: 'must be a list of values' }).min(1).max(1000).optional().describe('one of these values'),
  assume: z
    .enum(['more-never-hurts', 'less-never-hurts'])
    .optional()
    .describe('what is known of the constraints: fewer candidates have to be run; contradictions that are seen are reported'),
});

export const optimiseSection = object({
  over: named(variable, 'variables').describe('what may vary: names for expressions, with what each sets'),
  where: named(z.number(), 'numbers').default({}).describe('constants for expressions'),
  minimise: expression('of variables, constants and metrics (response, response.p99, response.above(20), loss …; CLASS.response of one class)'),
  'subject-to': z.union([z.array(text), text.transform((one) => [one])], { error: 'must be a list of comparisons such as response.p99 <= 20' }).default([]).describe('comparisons that must hold'),
  confidence: z.number().min(0.5).max(0.9999).default(0.95).describe('at which all that is said of the answer holds together'),
  budget: count('replications in all', 1e7).default(2000),
  indifference: z.number().gt(0).lt(1).default(0.01).describe('the least difference of a simulated objective that matters, as a fraction of it'),
});

export type OptimiseSection = z.infer<typeof optimiseSection>;
export type VariableSection = z.infer<typeof variable>;
