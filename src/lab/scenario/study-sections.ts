/** The shape of the sections `compare` and `sweep`; what their keys mean is said in src/lab/study/parameters.ts. */
import { z } from 'zod';
import { object } from '../../params.ts';

const settings = (about: string) => z.record(z.string().min(1).max(200), z.unknown(), { error: 'must be a mapping of keys to values' }).describe(about);

const variant = object({
  name: z.string().min(1).max(60).describe('names the variant in tables and charts'),
  set: settings('what differs from the rest of the file, by path: { pool.dispatch: jsq }'),
});

const variants = z.array(variant).min(1).max(50);

const values = z.array(z.unknown(), { error: 'must be a list of values' }).min(1).max(1000);

const grid = z.record(z.string().min(1).max(200), values, { error: 'must be a mapping of what varies to lists of values' });

export type CompareSection =
  | { readonly by: 'name'; readonly variants: z.infer<typeof variants> }
  | { readonly by: 'value'; readonly grid: z.infer<typeof grid> };

/** A list of named variants, or what varies with its values; with several of these, every combination is a variant. */
export const compareSection = z
  .unknown()
  .transform((value, context): CompareSection => {
    const parsed = Array.isArray(value) ? variants.safeParse(value, { reportInput: true }) : grid.safeParse(value, { reportInput: true });
    if (!parsed.success) {
      for (const issue of parsed.error.issues) context.addIssue(issue as never);
      return z.NEVER;
    }
    return Array.isArray(parsed.data) ? { by: 'name', variants: parsed.data } : { by: 'value', grid: parsed.data };
  })
  .meta({
    description: 'variants of this scenario for schedlab compare and sweep, which meet the same jobs',
    anyOf: [
      { type: 'object', additionalProperties: { type: 'array', minItems: 1 } },
      {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, set: { type: 'object' } },
          required: ['name', 'set'],
          additionalProperties: false,
        },
      },
    ],
  });

export const sweepSection = grid.describe('parameters of schedlab sweep with their values: a short name (load) or a path (pool.information.every); several make a grid');

export type SweepSection = z.infer<typeof sweepSection>;
