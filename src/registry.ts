/** Names to definitions: every policy, distribution, process and formula is found by its name, and only here. */
import type { z } from 'zod';
import type { Signal } from './policy.ts';

/** What every named thing says of itself. */
export interface Described {
  /** As written in scenario files: kebab-case. */
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  /** Author, year, theorem or section. */
  readonly source: string;
  /** What others call it: not accepted, but whoever writes it is told the name. */
  readonly alsoKnownAs?: readonly string[];
}

/** Something made by name from parameters; scenario validation, help, JSON Schema and the contract suite follow from it. */
// oxlint-disable-next-line no-explicit-any -- a registry holds definitions whose parameters differ
export interface Definition<Params = any, Made = unknown> extends Described {
  readonly params: z.ZodType<Params>;
  /** The signals that a policy looks at. */
  readonly needs?: readonly Signal[];
  /** Of a decision of a policy, in words such as O(log n) with what n is. */
  readonly cost?: string;
  create(params: Params, ...setup: never[]): Made;
}

export type Registry<D extends Described = Definition> = Readonly<Record<string, D>>;

/** Keys definitions by their own names, in alphabetical order whatever loads the modules; two of one name are a mistake of ours. */
export function registry<D extends Described>(definitions: Iterable<D>): Registry<D> {
  const byName: Record<string, D> = Object.create(null) as Record<string, D>;
  for (const definition of [...definitions].toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (definition.name in byName) throw new Error(`two definitions are named ${definition.name}`);
    byName[definition.name] = definition;
  }
  return byName;
}

/** The name in the registry that was probably meant: what is also known as that, or else the nearest. */
export function meantIn(name: string, known: Registry<Described>): string | undefined {
  const asked = fold(name);
  const other = Object.values(known).find(({ alsoKnownAs = [] }) => alsoKnownAs.some((one) => fold(one) === asked));
  return other?.name ?? nearest(name, Object.keys(known));
}

/** The known name that was probably meant: within a third of the word's length in edits; undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const asked = fold(name);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(asked.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(asked, fold(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** As names are compared: without regard to case, blanks and hyphens. */
export function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.length][b.length];
}
