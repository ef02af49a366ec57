/** The shape of the sections `compare` and `sweep`; what their keys mean is said in src/lab/study. */
import { z } from 'zod';
import { count, object, positive } from '../../params.ts';
import { catalogue } from '../catalogue.ts';

const settings = (about: string) => z.record(z.string().min(1).max(200), z.unknown(), { error: 'must be a mapping of keys to values' }).describe(about);

const variant = object({
  name: z.string().min(1).max(60).describe('names the variant in tables and charts'),
  set: settings('what differs from the rest of the file, by path: { pool.dispatch: jsq }'),
});

const variants = z.array(variant, { error: 'must be a list of variants, each { name, set }' }).min(1).max(50).describe('named variants, each with what it sets');

const values = z.array(z.unknown(), { error: 'must be a list of values' }).min(1).max(1000);

const grid = z.record(z.string().min(1).max(200), values, { error: 'must be a mapping of what varies to lists of values' });

/** How large: a fraction of the best, or so much; of time where a unit is named. */
export type Size = { readonly relative: number } | { readonly absolute: number; readonly unit?: string };

const FORMS = '2 %, 0.5 ms, { relative: 0.02 } or { absolute: 0.5 }';
const sizeInWords = z
  .string()
  .regex(/^\s*\d+(\.\d+)?(e[+-]?\d+)?\s*(%|[A-Za-zµμ]+)\s*$/i, { error: `must be of the form ${FORMS}` })
  .transform((text): Size => {
    const [, number, unit] = /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%|[A-Za-zµμ]+)\s*$/i.exec(text)!;
    return unit === '%' ? { relative: Number(number) / 100 } : { absolute: Number(number), unit };
  });
const share = z.number().gt(0).lt(1).describe('as a fraction of the best');
const size = (about: string) =>
  z
    .union([sizeInWords, z.strictObject({ relative: share }), z.strictObject({ absolute: positive('in the unit of the metric') })], { error: `must be of the form ${FORMS}` })
    .refine((found: Size) => ('relative' in found ? found.relative > 0 && found.relative < 1 : found.absolute > 0), { error: 'must be more than 0, and less than 100 %' })
    .describe(about);

const goal = object({
  variants: variants.optional(),
  indifference: size('the least difference that matters, of the best or absolute (2 %, 0.5 ms): schedlab compare --until-decided goes on until it is settled').optional(),
  precision: size('add replications until the intervals of the differences to the best are this narrow, of the best or absolute (1 %, 0.2 ms)').optional(),
  metric: z.enum(Object.keys(catalogue.metric) as [string, ...string[]]).default('response').describe('of indifference and precision: by which metric, the less the better'),
  statistic: z.string().min(1).max(100).default('mean').describe('of the metric: mean, p50 … p99.9, or above a threshold'),
  'at-most': count('replications of each variant that may be spent on indifference or precision', 100_000).default(1000),
});

/** What decides, and how far it is followed. */
export type GoalSection = Omit<z.infer<typeof goal>, 'variants'>;

/** Keys of the section that are no parameters. */
export const goalKeys: readonly string[] = Object.keys(goal.shape);

export type CompareSection = { readonly goal: GoalSection } & (
  | { readonly by: 'name'; readonly variants: z.infer<typeof variants>; readonly at: readonly string[] }
  | { readonly by: 'value'; readonly grid: z.infer<typeof grid> }
);

/** A list of named variants, or what varies with its values; with several of these, every combination is a variant. Beside them, what is to be decided. */
export const compareSection = z
  .unknown()
  .transform((value, context): CompareSection => {
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    const [own, rest] = isMapping ? split(value as Readonly<Record<string, unknown>>) : [{}, value];
    const settled = goal.safeParse(own, { reportInput: true });
    const varied = Array.isArray(value) ? variants.safeParse(value, { reportInput: true }) : grid.safeParse(rest, { reportInput: true });
    for (const { error } of [settled, varied]) for (const issue of error?.issues ?? []) context.addIssue(issue as never);
    if (!settled.success || !varied.success) return z.NEVER;
    const { variants: named, ...decides } = settled.data;
    if (Array.isArray(varied.data)) return { by: 'name', variants: varied.data, at: ['compare'], goal: decides };
    if (!named) return { by: 'value', grid: varied.data, goal: decides };
    const [beside] = Object.keys(varied.data);
    if (beside === undefined) return { by: 'name', variants: named, at: ['compare', 'variants'], goal: decides };
    context.addIssue({ code: 'custom', path: [beside], message: 'cannot stand beside variants, which say all that varies', params: { key: true }, input: value });
    return z.NEVER;
  })
  .meta({
    description: 'variants of this scenario for schedlab compare and sweep, which meet the same jobs, and what compare is to settle',
    // Only an editor's schema asks for it.
    get anyOf() {
      return [{ type: 'object', properties: shapeOf(goal), additionalProperties: { type: 'array', minItems: 1 } }, shapeOf(object({ variants })).variants as object];
    },
  });

export const sweepSection = grid.describe('parameters of schedlab sweep with their values: a short name (load) or a path (pool.information.every); several make a grid');

export type SweepSection = z.infer<typeof sweepSection>;

/** What belongs to the goal, and what varies. */
function split(section: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(section);
  return [true, false].map((goes) => Object.fromEntries(entries.filter(([key]) => goalKeys.includes(key) === goes)));
}

function shapeOf(of: z.ZodType): Record<string, unknown> {
  return (z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' }) as { readonly properties: Record<string, unknown> }).properties;
}
