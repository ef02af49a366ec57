/** What a user's module must export: read, checked, and made a definition like ours. */
import { z } from 'zod';
import type { DisciplineDefinition } from '../../disciplines/define.ts';
import type { DispatcherDefinition } from '../../dispatchers/define.ts';
import type { Signal } from '../../policy.ts';
import { catalogue } from '../catalogue.ts';
import type { Particulars } from '../contract/candidate.ts';
import { laws } from '../contract/law.ts';

export type PolicyKind = 'dispatcher' | 'discipline';

/** A module's default export, once it is known to be a definition. */
export type ModuleDefinition = (DispatcherDefinition | DisciplineDefinition) & Particulars;

/** A module as `import()` gives it, or why it could not be imported. */
export type PolicyModule = { readonly default?: unknown } | { readonly fault: string };

const signals = ['queued', 'work', 'size', 'age', 'deadline', 'key', 'workload', 'preempt', 'share', 'cancel'] as const satisfies readonly Signal[];
const text = z.string({ error: 'must be a text' });
const call = z.custom<(...given: never[]) => unknown>((value) => typeof value === 'function', { error: 'must be a function' });

const shape = z.looseObject(
  {
    name: text.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'must be small letters and digits, with hyphens between words' }).max(60),
    needs: z.array(z.enum(signals, { error: `must be one of ${signals.join(', ')}` }), { error: 'must be a list of signals, [] where it looks at none' }),
    create: call,
    about: text.default(''),
    source: text.default(''),
    cost: text.default(''),
    params: z.custom<z.ZodType>((value) => typeof (value as z.ZodType | undefined)?.safeParse === 'function', { error: 'must be a zod schema' }).default(() => z.record(z.string(), z.unknown())),
    examples: z.array(z.unknown(), { error: 'must be a list of parameters' }).default([]),
    split: call.optional(),
    quantum: call.optional(),
    units: z.record(z.string(), z.enum(['time', 'size', 'rate', 'speed'], { error: 'must be one of time, size, rate, speed' })).optional(),
    deviations: z.array(z.object({ law: z.enum(Object.keys(laws) as [keyof typeof laws], { error: `must be one of ${Object.keys(laws).join(', ')}` }), reason: text.min(1) })).optional(),
  },
  { error: 'must be an object' },
);

export type Read = { readonly definition: ModuleDefinition } | { readonly faults: readonly string[] };

const EXAMPLE = "export default { name: 'my-policy', needs: [], create: () => … }";

/** The definition in a module, or everything that is wrong with it. */
export function definitionIn(module: PolicyModule): Read {
  if ('fault' in module) return { faults: [module.fault] };
  if (module.default === undefined) return { faults: [`has no default export; write ${EXAMPLE}`] };
  const read = shape.safeParse(module.default);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => (path.length === 0 ? `its default export ${message}` : `its ${path.join('.')} ${missing(module.default, path) ? 'is missing; it ' : ''}${message}`));
    return { faults: faults.map((fault) => `${fault}; write ${EXAMPLE}`) };
  }
  const { name } = read.data;
  const taken = (['dispatcher', 'discipline'] as const).find((kind) => name in catalogue[kind]);
  if (taken) return { faults: [`its name "${name}" is that of a ${taken} of schedlab, of which theory knows things that need not hold for yours; give it another`] };
  return { definition: read.data as unknown as ModuleDefinition };
}

function missing(value: unknown, [key, ...rest]: readonly PropertyKey[]): boolean {
  const inner = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return rest.length === 0 ? inner === undefined : missing(inner, rest);
}
