/** What may vary in a study, by a short name or by a path, and the changes to the file that a value of it means. */
import type { Override } from '../scenario/document.ts';
import type { Fault } from '../scenario/faults.ts';
import { meanWork } from '../scenario/load.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { pathOf } from '../scenario/path.ts';
import { meantKey } from '../scenario/synonyms.ts';

type Path = readonly (string | number)[];

/** Short names of single places in the file. */
const PLACES: Readonly<Record<string, Path>> = {
  dispatch: ['pool', 'dispatch'],
  discipline: ['pool', 'discipline'],
  nodes: ['pool', 'nodes'],
  capacity: ['pool', 'capacity'],
  information: ['pool', 'information'],
  jobs: ['run', 'jobs'],
  until: ['run', 'until'],
};

/** Short names of what all sources have. */
const OF_SOURCES = ['size', 'process', 'rate', 'load'] as const;

export const shortNames: readonly string[] = [...Object.keys(PLACES), ...OF_SOURCES];

/** What all variants and points have in common, or they could not be compared. */
const COMMON: readonly string[] = ['name', 'about', 'seed', 'time', 'compare', 'sweep', 'optimise', 'run.replications', 'run.confidence', 'run.precision', 'run.by-size'];

/** What is wrong with a name as that of a parameter; undefined where it is one. `beside`: what else might have been meant. */
export function nameFault(name: string, at: Path, beside: readonly string[] = []): Fault | undefined {
  const path = pathOf(name);
  if (!path) return { path: at, message: `${JSON.stringify(name)} is no path such as pool.dispatch or arrivals[0].load`, at: 'key' };
  const common = COMMON.find((one) => name === one || name.startsWith(`${one}.`));
  if (common) return { path: at, message: `${common} is the same for all variants and points`, at: 'key' };
  if (path.length > 1 || shortNames.includes(name)) return undefined;
  return { path: at, message: `unknown parameter ${JSON.stringify(name)}; a path such as pool.information.every is one too`, allowed: [...shortNames, ...beside], meant: meantKey(name, [...shortNames, ...beside]), at: 'key' };
}

/** The changes that a value means; `from` is its place in the file. */
export function overridesOf(name: string, value: unknown, from: Path, base: LoadedScenario): readonly Override[] {
  const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
  if (place) return [{ path: place, value, from }];
  if (name === 'load' && typeof value === 'number') return loads(value, from, base);
  if (OF_SOURCES.some((one) => one === name)) return base.scenario.sources.map((_, index) => ({ path: ['arrivals', index, name], value, from }));
  return [{ path: pathOf(name)!, value, from }];
}

/** The load of the pool is split among the sources as it is in the file: whether that gives loads or rates. */
function loads(load: number, from: Path, { scenario: { sources } }: LoadedScenario): readonly Override[] {
  const work = sources.map((source) => (source.process.mechanism === 'closed' ? 0 : source.process.rate * meanWork(source)));
  const total = work.reduce((sum, one) => sum + one, 0);
  return sources.flatMap((_, index) => [
    { path: ['arrivals', index, 'rate'], value: undefined, from },
    { path: ['arrivals', index, 'load'], value: sources.length === 1 ? load : (load * work[index]) / total, from },
  ]);
}

/** A value as it names a variant: `jsq`, `power-of-d(d=2)`, `50`. */
export function labelOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(labelOf).join('+');
  if (typeof value !== 'object' || value === null) return String(value);
  const { module } = value as { readonly module?: unknown };
  if (typeof module === 'string' || (typeof module === 'object' && module !== null)) return moduleLabel(module);
  const entries = Object.entries(value);
  const inner = (one: unknown) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? pairs(Object.entries(one)) : undefined);
  if (entries.length === 1 && inner(entries[0][1]) !== undefined) return `${entries[0][0]}${inner(entries[0][1]) === '' ? '' : `(${inner(entries[0][1])})`}`;
  return pairs(entries);
}

/** The name of a module's file, and the parameters of its policy. */
function moduleLabel(module: string | object): string {
  const { file, params = {} } = (typeof module === 'string' ? { file: module } : module) as { readonly file?: unknown; readonly params?: Readonly<Record<string, unknown>> };
  const name = String(file).replace(/^.*\//, '').replace(/\.m?[jt]s$/, '');
  const given = pairs(Object.entries(params ?? {}));
  return given === '' ? name : `${name}(${given})`;
}

function pairs(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([key, value]) => `${key}=${labelOf(value)}`).join(', ');
}
