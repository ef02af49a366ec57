import { type Fault, ScenarioError } from '../scenario/faults.ts';
import type { Override } from '../scenario/document.ts';
import { type LoadedScenario, type LoadOptions, loadScenario } from '../scenario/load-scenario.ts';
import type { Overload } from '../scenario/load.ts';

/** A scenario with changes; `overload` where it has no steady state: then it is not to be run. */
export interface Loaded {
  readonly loaded: LoadedScenario;
  readonly overload?: Overload;
}

/** What makes any scenario short enough to be looked at, however overloaded it is. */
const SHORT: readonly Override[] = [
  { path: ['run', 'overload'], value: 'allow' },
  { path: ['run', 'until'], value: undefined },
  { path: ['run', 'jobs'], value: 100 },
  { path: ['run', 'warmup'], value: 'none' },
];

/** Loads a scenario that may be overloaded. Throws a ScenarioError; `name`, where it is not empty, says in each fault which candidate it is of. */
export function loadAnyLoad(file: string, text: string, options: LoadOptions, name = ''): Loaded {
  try {
    const loaded = loadScenario(file, text, options);
    return loaded.plan.overload ? { loaded, overload: loaded.plan.overload } : { loaded };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const short = attempt(file, text, { ...options, overrides: [...(options.overrides ?? []), ...SHORT] });
    if (short?.plan.overload) return { loaded: short, overload: short.plan.overload };
    throw name === '' ? error : new ScenarioError(file, error.faults.map((fault): Fault => ({ ...fault, message: `${fault.message} (${name})` })));
  }
}

function attempt(file: string, text: string, options: LoadOptions): LoadedScenario | undefined {
  try {
    return loadScenario(file, text, options);
  } catch {
    return undefined;
  }
}
