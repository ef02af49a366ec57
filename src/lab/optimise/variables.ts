/** What may vary, as finitely many values each: a real variable is looked for on a grid as fine as its tolerance. */
import type { Fault } from '../scenario/faults.ts';
import { show } from '../scenario/words.ts';
import type { OptimiseSection, VariableSection } from './section.ts';

export interface Variable {
  readonly name: string;
  /** What it sets: a path, or a short name. */
  readonly path: string;
  readonly kind: 'integer' | 'real' | 'choice';
  /** How many values it may have. */
  readonly count: number;
  value(index: number): unknown;
  /** Whether expressions can use it. */
  readonly numeric: boolean;
  /** From one value to the next, of a range. */
  readonly step?: number;
  readonly assume?: NonNullable<VariableSection['assume']>;
}

const MOST_VALUES = 1e7;
const USUAL_VALUES = 100;

/** Adds to `faults`. */
export function variablesOf(over: OptimiseSection['over'], faults: Fault[]): readonly Variable[] {
  const names = Object.keys(over);
  if (names.length === 0) faults.push({ path: ['optimise', 'over'], message: 'is empty; say what may vary, as in nodes: { path: pool.nodes, integer: [1, 40] }' });
  return names.flatMap((name) => variableOf(name, over[name], (message, ...key) => faults.push({ path: ['optimise', 'over', name, ...key], message })) ?? []);
}

function variableOf(name: string, section: VariableSection, fault: (message: string, ...key: string[]) => void): Variable | undefined {
  const { path, integer, real, choice, tolerance, assume } = section;
  const kinds = (['integer', 'real', 'choice'] as const).filter((kind) => section[kind] !== undefined);
  if (kinds.length !== 1) {
    fault(`must have one of integer: [FROM, TO], real: [FROM, TO] and choice: [VALUES], ${kinds.length === 0 ? 'and has none' : `not ${kinds.join(' and ')}`}`);
    return undefined;
  }
  if (tolerance !== undefined && !real) fault('is for real variables only', 'tolerance');
  if (assume !== undefined && choice) fault('is for ranges only: a choice has no more and less', 'assume');
  const common = { name, path, kind: kinds[0], ...(assume && { assume }) };
  if (choice) return { ...common, count: choice.length, value: (index) => choice[index], numeric: choice.every((one) => typeof one === 'number') };
  const [from, to] = (integer ?? real)!;
  if (from >= to) {
    fault(`must go up, not from ${show(from)} to ${show(to)}`, kinds[0]);
    return undefined;
  }
  const count = integer ? to - from + 1 : Math.ceil((to - from) / (tolerance ?? (to - from) / USUAL_VALUES) - 1e-9) + 1;
  if (count > MOST_VALUES) {
    fault(`has ${show(count)} values, more than ${show(MOST_VALUES)}${real ? ': make the tolerance larger' : ''}`, kinds[0]);
    return undefined;
  }
  const step = (to - from) / (count - 1);
  // Twelve digits are what the grid means: 0.3, not 0.30000000000000004.
  const value = integer ? (index: number) => from + index : (index: number) => (index === count - 1 ? to : Number((from + index * step).toPrecision(12)));
  return { ...common, count, value, numeric: true, step };
}

/** A candidate: one index per variable. */
export type Place = readonly number[];

/** How many candidates there are. */
export function candidates(variables: readonly Variable[]): number {
  return variables.reduce((product, { count }) => product * count, 1);
}

/** The candidate of a number from 0, the last variable varying fastest. */
export function placeOf(number: number, variables: readonly Variable[]): Place {
  let rest = number;
  const place = variables.map(() => 0);
  for (let at = variables.length - 1; at >= 0; at--) {
    place[at] = rest % variables[at].count;
    rest = Math.floor(rest / variables[at].count);
  }
  return place;
}

/** The candidates beside one: a step in a range, or another choice. */
export function neighbours(place: Place, variables: readonly Variable[]): readonly { readonly variable: Variable; readonly place: Place }[] {
  return variables.flatMap((variable, at) => {
    const indices = variable.kind === 'choice' ? Array.from({ length: variable.count }, (_, i) => i) : [place[at] - 1, place[at] + 1];
    return indices.filter((index) => index !== place[at] && index >= 0 && index < variable.count).map((index) => ({ variable, place: place.with(at, index) }));
  });
}
