/** The sections `compare` and `sweep` as changes to the file: every variant, every point. */
import type { Override } from '../scenario/document.ts';
import type { Fault } from '../scenario/faults.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { type CompareSection, goalKeys, type SweepSection } from '../scenario/study-sections.ts';
import { labelOf, nameFault, overridesOf } from './parameters.ts';

/** One way in which the scenario is changed. */
export interface Change {
  /** Of a variant: its name; of a point: `load=0.9`. */
  readonly name: string;
  /** Short name or path → value, as the file says it. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly overrides: readonly Override[];
}

/** The scenario as it is, where nothing is compared. */
const UNCHANGED: Change = { name: '', values: {}, overrides: [] };

/** The variants; adds to `faults`. The file's own, under the name of what is most likely to vary, where there is no section. */
export function variantsOf(section: CompareSection | undefined, base: LoadedScenario, faults: Fault[]): readonly Change[] {
  if (!section) return [{ ...UNCHANGED, name: ownName(base) }];
  const variants = section.by === 'value' ? combinations(section.grid, ['compare'], base, faults, false) : section.variants.map(({ name, set }, index) => namedVariant(name, set, [...section.at, index], base, faults));
  const first = new Map<string, number>();
  for (const [index, { name }] of variants.entries()) {
    if (!first.has(name)) first.set(name, index);
    else faults.push({ path: section.by === 'name' ? [...section.at, index, 'name'] : ['compare'], message: `two variants are named ${JSON.stringify(name)}` });
  }
  return variants;
}

function namedVariant(name: string, set: Readonly<Record<string, unknown>>, at: readonly (string | number)[], base: LoadedScenario, faults: Fault[]): Change {
  const overrides = Object.entries(set).flatMap(([key, value]) => {
    const path = [...at, 'set', key];
    const fault = nameFault(key, path);
    if (fault) faults.push(fault);
    return fault ? [] : overridesOf(key, value, path, base);
  });
  return { name, values: set, overrides };
}

/** The points of a sweep: every combination of its values, the last parameter varying fastest; adds to `faults`. */
export function pointsOf(section: SweepSection | undefined, base: LoadedScenario, faults: Fault[]): readonly Change[] {
  return section ? combinations(section, ['sweep'], base, faults, true) : [UNCHANGED];
}

function combinations(grid: SweepSection, at: readonly string[], base: LoadedScenario, faults: Fault[], keys: boolean): readonly Change[] {
  const names = Object.keys(grid);
  if (names.length === 0) faults.push({ path: at, message: 'is empty; say what varies, as in load: [0.5, 0.9]' });
  let changes: readonly Change[] = [UNCHANGED];
  for (const name of names) {
    const fault = nameFault(name, [...at, name], keys ? [] : goalKeys);
    if (fault) {
      faults.push(fault);
      continue;
    }
    if (changes.length * grid[name].length > MOST) {
      faults.push({ path: at, message: `has more than ${MOST} combinations` });
      return [];
    }
    const one = grid[name].map((value, index) => {
      const label = keys || typeof value === 'number' ? `${name}=${labelOf(value)}` : labelOf(value);
      return { name: label, values: { [name]: value }, overrides: overridesOf(name, value, [...at, name, index], base) };
    });
    changes = changes.flatMap((before) => one.map((next) => joined(before, next)));
  }
  return changes;
}

const MOST = 2000;

/** Both changes. */
export function joined(a: Change, b: Change): Change {
  return { name: [a.name, b.name].filter((name) => name !== '').join(', '), values: { ...a.values, ...b.values }, overrides: [...a.overrides, ...b.overrides] };
}

/** Without its parameters, which a sweep may vary. */
function ownName({ scenario: { pool } }: LoadedScenario): string {
  return (pool.nodes.length > 1 ? pool.dispatch : pool.discipline).name;
}
