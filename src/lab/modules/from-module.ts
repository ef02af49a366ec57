/** A policy that a scenario names by its module: `dispatch: { module: ./my-policy.ts }`. */
import { z } from 'zod';
import type { DisciplineDefinition } from '../../disciplines/define.ts';
import type { DispatcherDefinition } from '../../dispatchers/define.ts';
import { type Named, object } from '../../params.ts';
import type { DisciplineSetup, DispatchSetup } from '../../policy.ts';
import type { Registry } from '../../registry.ts';
import { catalogue } from '../catalogue.ts';
import { jsonSchemaOf } from '../describe.ts';
import { type Fault, faultsOf } from '../scenario/faults.ts';
import { definitionIn, type PolicyKind, type PolicyModule } from './definition.ts';
import { type Complain, guardedDiscipline, guardedDispatcher } from './guarded.ts';

/** By the name that scenario files give it. */
export type PolicyModules = Readonly<Record<string, PolicyModule>>;

/** Ends of the names of modules that can be imported. */
const MODULE = /\.m?[jt]s$/;

const inFull = object({
  file: z.string({ error: 'must be the path of a module' }).max(1000).regex(MODULE, { error: 'must end in .ts, .mts, .js or .mjs' }).describe('path from this file to the module'),
  params: z.record(z.string(), z.unknown(), { error: 'must be a mapping of parameters' }).default({}).describe('parameters of the policy'),
});

const params = z.preprocess((value) => (typeof value === 'string' ? { file: value } : value), inFull).meta({
  // Only an editor's schema asks for it.
  get anyOf() {
    return [inFull.shape.file, inFull].map(jsonSchemaOf);
  },
});

const named = {
  name: 'module',
  about: 'A policy of your own, from a TypeScript or JavaScript module.',
  source: 'you',
  params,
  needs: [],
  cost: '',
  examples: [],
  create(): never {
    throw new Error('a module is made a policy before it is asked for one');
  },
};

/** What stands for a policy in a scenario: our names, and modules. */
export const dispatcherChoices: Registry<DispatcherDefinition> = { ...catalogue.dispatcher, module: named };
export const disciplineChoices: Registry<DisciplineDefinition> = { ...catalogue.discipline, module: named };

/** The policy that was chosen, read from its module where it is in one; adds to `faults`. */
export function fromModule<D extends DispatcherDefinition | DisciplineDefinition>(
  kind: PolicyKind,
  chosen: Named<D>,
  { modules, complain, faults }: { readonly modules: PolicyModules; readonly complain: Complain; readonly faults: Fault[] },
): Named<D> | undefined {
  if (chosen.definition.params !== params) return chosen;
  const at = ['pool', kind === 'dispatcher' ? 'dispatch' : 'discipline', 'module'];
  const { file, params: given } = chosen.params as z.infer<typeof params>;
  const module: PolicyModule = Object.hasOwn(modules, file) ? modules[file] : { fault: 'has not been imported; hand it to loadScenario under modules' };
  const read = definitionIn(module);
  if ('faults' in read) {
    for (const message of read.faults) faults.push({ path: at, message: `${file} ${message}` });
    return undefined;
  }
  const { definition } = read;
  const parsed = definition.params.safeParse(given, { reportInput: true });
  if (!parsed.success) {
    faults.push(...faultsOf(parsed.error, [...at, 'params']));
    return undefined;
  }
  const { name, needs } = definition;
  const says: Complain = (message) => complain(`${file}: ${message}`);
  const create = (policyParams: unknown, setup: DispatchSetup & DisciplineSetup) => {
    const make = () => (definition.create as (...given: readonly unknown[]) => unknown)(policyParams, setup);
    return kind === 'dispatcher' ? guardedDispatcher(make, needs, setup, says) : guardedDiscipline(make, needs, setup, says);
  };
  return { name, params: parsed.data, definition: { ...definition, create } as unknown as D };
}

/** Every module that the data names, wherever in it a policy may stand; those of calls are for workers alone. */
export function modulesIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const { module } = data as { readonly module?: unknown };
  const file = typeof module === 'string' ? module : (module as { readonly file?: unknown } | undefined | null)?.file;
  const own = typeof file === 'string' && MODULE.test(file) ? [file] : [];
  return [...new Set([...own, ...Object.entries(data).flatMap(([key, value]) => (key === 'call' ? [] : modulesIn(value)))])];
}
