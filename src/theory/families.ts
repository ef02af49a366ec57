/** Every formula under its heading, in the order in which one would teach them. */
import { type Formula, RANK } from './define.ts';
import * as dispatching from './dispatching/index.ts';
import * as general from './general/index.ts';
import * as markovian from './markovian/index.ts';
import * as networks from './networks/index.ts';
import * as scheduling from './scheduling/index.ts';
import * as staffing from './staffing/index.ts';

export interface FormulaFamily {
  readonly title: string;
  readonly formulas: readonly Formula[];
}

export const families: readonly FormulaFamily[] = [
  family('Markovian queues', markovian),
  family('General gaps and sizes', general),
  family('Scheduling', scheduling),
  family('Dispatching', dispatching),
  family('Networks and closed systems', networks),
  family('Staffing and optimisation', staffing),
];

/** What is exact first, and from the special to the general; a module's own order depends on how it was loaded. */
function family(title: string, formulas: Readonly<Record<string, Formula>>): FormulaFamily {
  return { title, formulas: Object.values(formulas).toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || a.breadth - b.breadth || (a.name < b.name ? -1 : 1)) };
}
