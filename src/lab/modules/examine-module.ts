import type { DisciplineDefinition } from '../../disciplines/define.ts';
import type { DispatcherDefinition } from '../../dispatchers/define.ts';
import type { Signal } from '../../policy.ts';
import { candidate } from '../contract/candidate.ts';
import { type Examination, examineDiscipline, examineDispatcher, type LawSeen } from '../contract/examine.ts';
import { pools, scenarioFor, workloads } from '../contract/spread.ts';
import { policyOf, setupOf } from '../contract/trial.ts';
import { signalsOfMechanism } from '../contract/watched.ts';
import { fcfs } from '../../disciplines/fcfs.ts';
import { central } from '../../dispatchers/central.ts';
import { faultsOf } from '../scenario/faults.ts';
import { definitionIn, type ModuleDefinition, type PolicyKind, type PolicyModule } from './definition.ts';
import { kindOf, madeFault } from './made.ts';

/** A user's policy held against the laws that ours are held against. */
export interface ModuleReport {
  readonly name: string;
  readonly kind: PolicyKind;
  /** With each of the parameters that it was held with. */
  readonly runs: readonly ModuleRun[];
  /** Whether every law is kept, or its deviation declared. */
  readonly lawful: boolean;
}

export interface ModuleRun {
  readonly params: Readonly<Record<string, unknown>>;
  readonly mechanism: string;
  readonly laws: readonly LawSeen[];
  /** Signals that it needs and did not look at. */
  readonly unused: readonly Signal[];
}

export type Examined = { readonly report: ModuleReport } | { readonly faults: readonly string[] };

/** Holds the policy of a module against every law: with the parameters given, else with each of its examples, else with none. */
export function examineModule(module: PolicyModule, given: unknown): Examined {
  const read = definitionIn(module);
  if ('faults' in read) return read;
  const { definition } = read;
  const examples = definition.examples as readonly unknown[];
  const runs: ModuleRun[] = [];
  let kind: PolicyKind | undefined;
  for (const raw of given !== undefined ? [given] : examples.length > 0 ? examples : [{}]) {
    const params = definition.params.safeParse(raw, { reportInput: true });
    if (!params.success) return { faults: faultsOf(params.error, ['params']).map(({ path, message }) => `${path.join('.')}: ${message}`) };
    const made = madeWith(definition, params.data);
    if ('fault' in made) return { faults: [made.fault] };
    kind ??= made.kind;
    if (made.kind !== kind) return { faults: [`create returns a ${kind} with some of its examples, and a ${made.kind} with others`] };
    runs.push(runOf(definition, params.data as ModuleRun['params'], made));
  }
  return { report: { name: definition.name, kind: kind!, runs, lawful: runs.every(({ laws }) => laws.length > 0 && laws.every(isKept)) } };
}

export function isKept({ violations, excused }: LawSeen): boolean {
  return violations.length === 0 || excused !== undefined;
}

interface Made {
  readonly kind: PolicyKind;
  readonly mechanism: string;
  readonly ofMechanism: readonly Signal[];
}

/** Makes the policy once, for four unequal nodes and two classes, to see what it is. */
function madeWith({ create, needs }: ModuleDefinition, params: unknown): Made | { readonly fault: string } {
  const setup = setupOf(scenarioFor(pools.find(({ name }) => name === 'unequal nodes')!, workloads[0], policyOf(central, {}), policyOf(fcfs, {})));
  try {
    const made: unknown = (create as (...args: readonly unknown[]) => unknown)(params, setup);
    const kind = kindOf(made) ?? 'dispatcher';
    const fault = madeFault(made, kind, needs);
    if (fault !== undefined) return { fault };
    const { mechanism } = made as { readonly mechanism: string };
    return { kind, mechanism, ofMechanism: signalsOfMechanism(made as never) };
  } catch (error) {
    return { fault: `create threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}` };
  }
}

function runOf(definition: ModuleDefinition, params: ModuleRun['params'], { kind, mechanism, ofMechanism }: Made): ModuleRun {
  const examination: Examination =
    kind === 'dispatcher'
      ? examineDispatcher(candidate(definition as DispatcherDefinition, params, definition))
      : examineDiscipline(candidate(definition as DisciplineDefinition, params, definition));
  const used = new Set([...examination.read, ...ofMechanism]);
  return { params, mechanism, laws: examination.laws, unused: definition.needs.filter((signal) => !used.has(signal)) };
}
