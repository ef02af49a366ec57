import type { z } from 'zod';
import type { Scenario } from '../../scenario.ts';
import { fromModule, type PolicyModules } from '../modules/from-module.ts';
import type { Complain } from '../modules/guarded.ts';
import { type Override, readDocument } from './document.ts';
import { type Fault, faultsOf, ScenarioError } from './faults.ts';
import { unmeasuredSizes } from '../calls/sizes.ts';
import { type ExecutionPlan, executionSection, resolveExecution } from './execution.ts';
import { recordOf } from './record.ts';
import { type Plan, resolve } from './resolve.ts';
import { arrivalEntry, type ArrivalEntry, poolSection, type PoolSection, runSection, scenarioFile } from './schema.ts';
import type { OptimiseSection } from '../optimise/section.ts';
import type { CompareSection, SweepSection } from './study-sections.ts';

/** A scenario ready to be run. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly about?: string;
  /** The unit of every time. */
  readonly unit?: string;
  /** The file as resolved, as plain data: rates computed, defaults filled in. */
  readonly record: unknown;
  /** How real workers carry it out, where the file says so. */
  readonly execution?: ExecutionPlan;
  /** What the file says for `compare` and `sweep`. */
  readonly compare?: CompareSection;
  readonly sweep?: SweepSection;
  /** What it says for `optimise`. */
  readonly optimise?: OptimiseSection;
}

export interface LoadOptions {
  /** Text of a file that the scenario names, relative to it. */
  readonly read?: (file: string) => string;
  readonly overrides?: readonly Override[];
  /** Whether jobs whose tasks are calls may have sizes that nobody knows yet: a real run measures them. They are 0. */
  readonly unmeasured?: boolean;
  /** Modules that the scenario names, as `import()` gives them, by the name that it gives them. */
  readonly modules?: PolicyModules;
}

/**
 * Reads a scenario from YAML or JSON text. `file` is what messages call it.
 * Throws a ScenarioError that has every fault: those of the shape, and of the sections that are well-formed what they
 * mean together.
 */
export function loadScenario(file: string, text: string, { read = noFiles, overrides = [], modules = {}, unmeasured = false }: LoadOptions = {}): LoadedScenario {
  const given = readDocument(file, text, overrides);
  const unknown = unmeasuredSizes(given.data);
  const document = unmeasured && unknown.length > 0 ? readDocument(file, text, [...overrides, ...unknown]) : given;
  if (document.data === null) {
    const message = 'is empty; a scenario has at least the keys name, arrivals and pool';
    throw new ScenarioError(file, [document.locate({ path: [], message })]);
  }
  const parsed = scenarioFile.safeParse(document.data, { reportInput: true });
  const faults: Fault[] = parsed.success ? [] : faultsOf(parsed.error);
  const data = (typeof document.data === 'object' && document.data !== null ? document.data : {}) as Record<string, unknown>;
  const arrivals = new Map<number, ArrivalEntry>();
  for (const [index, value] of (Array.isArray(data.arrivals) ? (data.arrivals as unknown[]) : []).entries()) {
    const entry = wellFormed(arrivalEntry, value);
    if (entry) arrivals.set(index, entry);
  }
  const complain = (path: Fault['path']) => (message: string) => new ScenarioError(file, [document.locate({ path, message })]);
  const resolved = resolve(
    {
      name: parsed.data?.name ?? '',
      seed: parsed.data?.seed ?? '',
      arrivals,
      entries: Array.isArray(data.arrivals) ? data.arrivals.length : 0,
      pool: withPolicies(wellFormed(poolSection, data.pool), modules, complain, faults),
      run: wellFormed(runSection, data.run ?? {}),
    },
    read,
    faults,
  );
  const section = data.execution === undefined ? undefined : wellFormed(executionSection, data.execution);
  const execution = section && resolveExecution(section, typeof data.time === 'string' ? data.time : undefined, resolved?.scenario, faults);
  if (faults.length > 0 || !resolved || !parsed.success) {
    throw new ScenarioError(file, faults.map((fault) => document.locate(withReason(fault, unknown))).toSorted(byPlace));
  }
  const { about, time, compare, sweep, optimise } = parsed.data;
  return {
    ...resolved,
    ...(about !== undefined && { about }),
    ...(time !== undefined && { unit: time }),
    record: recordOf(data, resolved.scenario, resolved.plan),
    ...(execution && { execution }),
    ...(compare && { compare }),
    ...(sweep && { sweep }),
    ...(optimise && { optimise }),
  };
}

/** A size that is missing because it is not known before calls are made. */
function withReason(fault: Fault, unknown: readonly Override[]): Fault {
  const missing = unknown.some(({ path }) => path.length === fault.path.length && path.every((part, index) => part === fault.path[index]));
  return missing ? { ...fault, message: `${fault.message} to simulate calls that have not been measured; say what to expect, or run with --backend threads` } : fault;
}

/** The pool with policies from modules in place; undefined where one of them cannot be used. */
function withPolicies(
  pool: PoolSection | undefined,
  modules: PolicyModules,
  complain: (path: Fault['path']) => Complain,
  faults: Fault[],
): PoolSection | undefined {
  if (!pool) return undefined;
  const dispatch = pool.dispatch && fromModule('dispatcher', pool.dispatch, { modules, complain: complain(['pool', 'dispatch']), faults });
  const discipline = fromModule('discipline', pool.discipline, { modules, complain: complain(['pool', 'discipline']), faults });
  return discipline && Boolean(dispatch) === Boolean(pool.dispatch) ? { ...pool, dispatch, discipline } : undefined;
}

function wellFormed<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const section = schema.safeParse(value);
  return section.success ? section.data : undefined;
}

function byPlace(a: Fault, b: Fault): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function noFiles(file: string): string {
  throw new Error(`cannot read ${file}: this scenario was not loaded from a file`);
}
