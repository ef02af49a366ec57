import { readDocument } from '../scenario/document.ts';
import { type Fault, ScenarioError } from '../scenario/faults.ts';
import { type LoadedScenario, type LoadOptions, loadScenario } from '../scenario/load-scenario.ts';
import { checkGoal, type Goal, goalOf } from './goal.ts';
import { type Change, joined, pointsOf, variantsOf } from './grid.ts';

export type StudyKind = 'compare' | 'sweep';

/** A scenario with the variants of it, at one or more points, that are to be run. */
export interface Study {
  readonly kind: StudyKind;
  readonly base: LoadedScenario;
  /** What varies from point to point, with its values. */
  readonly parameters: readonly { readonly name: string; readonly values: readonly unknown[] }[];
  readonly variants: readonly Change[];
  readonly points: readonly Change[];
  /** Point by point, each with all variants: what is run. */
  readonly cells: readonly Cell[];
  /** Of a comparison that goes on until something is settled. */
  readonly goal?: Goal;
}

export interface StudyLoadOptions extends LoadOptions {
  /** Whether a comparison goes on until one variant is selected. */
  readonly untilDecided?: boolean;
}

/** One variant at one point. */
export interface Cell {
  readonly change: Change;
  readonly loaded: LoadedScenario;
}

/**
 * Reads a scenario with its section `compare` or `sweep`; a sweep has one line per variant where there are both.
 * Throws a ScenarioError that has every fault: of the scenario itself, or else of its variants and points.
 */
export function loadStudy(kind: StudyKind, file: string, text: string, { untilDecided = false, ...options }: StudyLoadOptions = {}): Study {
  const base = loadScenario(file, text, options);
  const { locate } = readDocument(file, text, options.overrides);
  const faults: Fault[] = [];
  if (!base[kind]) faults.push({ path: [], message: `has no section ${kind}: ${EXAMPLES[kind]}` });
  if (base.plan.precision) faults.push({ path: ['run', 'precision'], message: `is for schedlab run; ${kind === 'compare' ? 'compare.precision is that of differences' : 'sweep makes the replications that are planned'}`, at: 'key' });
  const variants = variantsOf(base.compare, base, faults);
  const goal = kind === 'compare' && base.compare ? goalOf(base.compare.goal, base, untilDecided, faults) : undefined;
  if (kind === 'sweep' && base.compare?.goal.precision) faults.push({ path: ['compare', 'precision'], message: 'is for schedlab compare; sweep makes the replications that are planned', at: 'key' });
  const points = pointsOf(kind === 'sweep' ? base.sweep : undefined, base, faults);
  if (variants.length * points.length > MOST_CELLS) faults.push({ path: [kind], message: `means ${variants.length * points.length} scenarios, more than ${MOST_CELLS}` });
  if (faults.length > 0) throw new ScenarioError(file, faults.map(locate));
  const changes = points.flatMap((point) => variants.map((variant) => joined(point, variant)));
  const cells = loadCells(changes, file, text, options);
  if (goal) checkGoal(goal, cells.map(({ change: { name }, loaded }) => ({ name, loaded })), faults);
  if (faults.length > 0) throw new ScenarioError(file, faults.map(locate));
  const parameters = kind === 'sweep' ? Object.entries(base.sweep!).map(([name, values]) => ({ name, values })) : [];
  return { kind, base, parameters, variants, points, cells, ...(goal && { goal }) };
}

const EXAMPLES = {
  compare: 'say what is compared, as in compare: { dispatch: [random, jsq] }',
  sweep: 'say what varies, as in sweep: { load: [0.5, 0.7, 0.9] }',
} as const;

const MOST_CELLS = 5000;

/** Loads every variant at every point; a fault that has no place of its own in the sections says which one it is of. */
function loadCells(changes: readonly Change[], file: string, text: string, { overrides = [], ...options }: LoadOptions): readonly Cell[] {
  const faults = new Map<string, Fault>();
  const cells = changes.flatMap((change): Cell[] => {
    try {
      return [{ change, loaded: loadScenario(file, text, { ...options, overrides: [...overrides, ...change.overrides] }) }];
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      for (const fault of error.faults) {
        const own = fault.path[0] === 'compare' || fault.path[0] === 'sweep';
        const key = JSON.stringify([fault.path, fault.message]);
        if (!faults.has(key)) faults.set(key, own ? fault : { ...fault, message: `${fault.message} (${change.name})` });
      }
      return [];
    }
  });
  if (faults.size > 0) throw new ScenarioError(file, [...faults.values()]);
  return cells;
}
