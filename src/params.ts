/** Typed parameters: what each kind of number may be, and how `name` or `{ name: { parameters } }` is read. */
import { z } from 'zod';
import { meantIn, type Definition, type Registry } from './registry.ts';

/** An object of these keys and no others; an unknown key is a fault of its own, which carries the keys that are allowed. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const unknown = new z.ZodUnknown({ type: 'unknown', checks: [z.refine(() => false, { error: 'unknown key', params: { allowed: Object.keys(shape) } satisfies NameHint })] });
  z.globalRegistry.add(unknown, { not: {} });
  return new z.ZodObject({ type: 'object', shape, catchall: unknown }) as unknown as z.ZodObject<Shape, z.core.$strict>;
}

/** No parameter at all. */
export const none = object({});

/** Beyond this, or nearer to 0 than its inverse, a number in a scenario is taken for a slip. */
export const HUGE = 1e15;
const TINY = 1e-15;
const notTiny = (value: unknown) => value === 0 || (value as number) >= TINY;
const tiny = { error: `must not be nearer to 0 than ${TINY}` };

/** Checks are made once: there are hundreds of parameters, and all of them are there before the first is read. */
const abovePositive = [z.gt(0), z.lte(HUGE), z.refine(notTiny, tiny)];
const fromZero = [z.gte(0), z.lte(HUGE), z.refine(notTiny, tiny)];
const upToOne = [z.gte(0), z.lte(1)];

/** A number above 0, in the unit that `about` names. */
export const positive = (about: string) => number(abovePositive, about);

/** A number of 0 or more. */
export const nonNegative = (about: string) => number(fromZero, about);

/** A number from 0 to 1. */
export const probability = (about: string) => number(upToOne, about);

/** A whole number from 1 to `max`. */
export const count = (about: string, max = 1e6) => z.number().int().min(1).max(max).describe(about);

function number(checks: z.core.$ZodCheck<never>[], about: string): z.ZodNumber {
  const schema = new z.ZodNumber({ type: 'number', checks });
  z.globalRegistry.add(schema, { description: about });
  return schema;
}

/** Probabilities that sum to 1, to within rounding of the decimal places given. */
export const probabilities = (about: string) =>
  z
    .array(z.number().min(0).max(1))
    .min(1)
    .refine((all) => Math.abs(total(all) - 1) < 1e-9, { error: ({ input }) => `must sum to 1, not to ${+total(input as number[]).toPrecision(10)}` })
    .describe(about);

const total = (all: readonly number[]) => all.reduce((sum, p) => sum + p, 0);

/** A definition chosen by name, with its parameters checked and defaults filled in. */
export interface Named<D extends Definition = Definition> {
  readonly name: string;
  readonly params: Parameters<D['create']>[0];
  readonly definition: D;
}

/** Carried by an issue whose value is a name: what is known and what was probably meant. */
export interface NameHint {
  readonly allowed: readonly string[];
  readonly meant?: string;
  /** Where the name is the last key of the path. */
  readonly key?: true;
}

/**
 * Reads `name`, or `{ name: { parameters } }`, against a registry; the parameters' own faults keep their paths.
 * The registry comes as a function, since definitions may nest in one another (a mixture of distributions).
 */
export function named<D extends Definition>(kind: string, known: () => Registry<D>): z.ZodType<Named<D>> {
  return z
    .unknown()
    .transform((value, context): Named<D> => {
      const names = Object.keys(known()).toSorted();
      const fail = (message: string, params: NameHint, path: string[] = []) => {
        context.addIssue({ code: 'custom', message, params: { ...params }, path, input: value });
        return z.NEVER;
      };
      const keys = isRecord(value) ? Object.keys(value) : [];
      if (value === undefined) return fail('is required', { allowed: names });
      if (typeof value !== 'string' && keys.length !== 1) {
        return fail(`must be the name of a ${kind}, or { name: { parameters } }${notThis(value)}`, { allowed: names });
      }
      const name = typeof value === 'string' ? value : keys[0];
      const definition = Object.hasOwn(known(), name) ? known()[name] : undefined;
      if (!definition) {
        const hint = { allowed: names, meant: meantIn(name.slice(0, LONGEST_NAME), known()) };
        const message = `unknown ${kind} ${JSON.stringify(name.slice(0, LONGEST_NAME))}`;
        return typeof value === 'string' ? fail(message, hint) : fail(message, { ...hint, key: true }, [name]);
      }
      const given = typeof value === 'string' ? {} : ((value as Record<string, unknown>)[name] ?? {});
      const parsed = definition.params.safeParse(given, { reportInput: true });
      if (parsed.success) return { name, params: parsed.data, definition };
      for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [name, ...issue.path] } as never);
      return z.NEVER;
    })
    .meta({ $ref: `#/$defs/${kind.replaceAll(' ', '-')}` });
}

/** A name that is longer is cut in messages. */
const LONGEST_NAME = 100;

function notThis(value: unknown): string {
  if (isRecord(value)) return Object.keys(value).length === 0 ? ', not empty' : `, not ${Object.keys(value).length} names`;
  if (value === null) return ', not empty (null)';
  return Array.isArray(value) ? ', not a list' : `, not ${String(value)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Thrown by a definition's `create` when parameters that are each in range do not go together. */
export class ParamError extends Error {
  /** Path below the parameters. */
  readonly path: readonly (string | number)[];
  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message);
    this.name = 'ParamError';
    this.path = path;
  }
}
