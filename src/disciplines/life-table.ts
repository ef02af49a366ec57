/** A distribution of sizes as a life table: how many jobs are left at each age, and how much service they still take. */
import type { Distribution } from '../model.ts';

export interface LifeTable {
  /** Service received, ascending from 0; every single value of positive probability is one of them. */
  readonly ages: Float64Array;
  /** P[S > age]; 1 at age 0: jobs of size 0 are done in the first step. */
  readonly survival: Float64Array;
  /** P[S ≥ age]. */
  readonly reached: Float64Array;
  /** ∫ P[S > t] dt from each age to the last. */
  readonly ahead: Float64Array;
  /** Of the step from each age to the next: chance of an end per unit of service, which is taken as constant, apart from single values at its end. */
  readonly hazard: Float64Array;
  /** The same from the last age on, estimated. */
  readonly beyond: number;
  /** Whether no single value has positive probability. */
  readonly smooth: boolean;
}

/** What is left of the smooth part at the last age: of so many jobs one is older. */
const NEGLIGIBLE = 1e-8;

/** In each step at most about one job in `resolution` ends, of those that reach it, apart from single values. Cost: O(20 resolution + values). */
export function lifeTable(size: Distribution, resolution: number): LifeTable {
  const { parts, values, beyond } = partsOf({ weight: 1, distribution: size });
  const smooth = (age: number) => Math.max(0, parts.reduce((sum, { weight, distribution }) => sum + weight * (1 - distribution.cdf(age)), 0));
  const last = parts.length > 0 ? whereBelow(smooth, NEGLIGIBLE, size.mean) : 0;
  const stops = [...new Set([0, last, ...values])].toSorted((a, b) => a - b);
  const ages = [0];
  const reached = [1];
  const survival = [1];
  let passed = values[0] === 0 ? 1 : 0;
  const add = (age: number, left: number) => {
    ages.push(age);
    reached.push(left);
    survival.push(left);
  };
  const step = (from: number, left: number, to: number, leftThen: number) => {
    const middle = (from + to) / 2;
    const fine = left - leftThen <= left / resolution || left <= NEGLIGIBLE || !(middle > from && middle < to);
    if (fine) return add(to, leftThen);
    const leftThere = smooth(middle) + beyond[passed];
    step(from, left, middle, leftThere);
    step(middle, leftThere, to, leftThen);
  };
  for (const stop of stops.slice(1)) {
    const from = ages.at(-1)!;
    step(from, smooth(from) + beyond[passed], stop, smooth(stop) + beyond[passed]);
    if (values[passed] === stop) survival[survival.length - 1] = smooth(stop) + beyond[++passed];
  }
  const table = integrated(ages, reached, survival);
  return { ...table, beyond: size.mean < Infinity ? tailOf(table, size.mean) : Infinity, smooth: values.length === 0 };
}

function integrated(ages: readonly number[], reached: readonly number[], survival: readonly number[]): Omit<LifeTable, 'smooth' | 'beyond'> {
  const [ahead, hazard] = [new Float64Array(ages.length), new Float64Array(ages.length)];
  for (let i = ages.length - 2; i >= 0; i--) {
    const length = ages[i + 1] - ages[i];
    const ending = survival[i] - reached[i + 1];
    hazard[i] = reached[i + 1] > 0 ? Math.log1p(ending / reached[i + 1]) / length : 2 / length;
    ahead[i] = ahead[i + 1] + (ending > 0 ? ending / hazard[i] : survival[i] * length);
  }
  return { ages: Float64Array.from(ages), survival: Float64Array.from(survival), reached: Float64Array.from(reached), ahead, hazard };
}

/** ∫ P[S > t] dt beyond the last age: P[S > age]/(h + h′/h), exact where the hazard rate h is constant or falls like 1/age. */
function tailOf({ ages, survival, ahead, hazard }: Omit<LifeTable, 'smooth' | 'beyond'>, mean: number): number {
  const last = ages.length - 1;
  if (survival[last] === 0) return 0;
  let earlier = last - 1;
  while (earlier > 0 && ages[earlier] > ages[last] / 2) earlier--;
  const middle = (i: number) => (ages[i] + ages[i + 1]) / 2;
  const power = earlier < last - 1 ? Math.log(hazard[last - 1] / hazard[earlier]) / Math.log(middle(last - 1) / middle(earlier)) : 0;
  const decline = hazard[last - 1] + power / ages[last];
  return decline > 0 ? survival[last] / decline : Math.max(0, mean - ahead[0]);
}

export function isSameTable(a: LifeTable, b: LifeTable): boolean {
  return a === b || (a.ages.length === b.ages.length && a.ages.every((age, i) => age === b.ages[i] && a.survival[i] === b.survival[i]));
}

/** The step in which the age lies: the last of the table's ages that is not above it. O(log ages). */
export function stepOf({ ages }: LifeTable, age: number): number {
  let [low, high] = [0, ages.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (ages[middle] <= age) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether a single value of positive probability is the end of that step, which is not the last. */
export function endsAtValue({ survival, reached }: LifeTable, step: number): boolean {
  return survival[step + 1] < reached[step + 1];
}

/** P[S > age], of an age in that step. */
export function survivalAt({ ages, survival, hazard }: LifeTable, step: number, age: number): number {
  return survival[step] * Math.exp(-hazard[step] * (age - ages[step]));
}

/** ∫ P[S > t] dt from an age in that step, which is not the last, to the last age. */
export function aheadAt({ ages, survival, ahead, hazard }: LifeTable, step: number, age: number): number {
  const served = age - ages[step];
  const before = hazard[step] > 0 ? -Math.expm1(-hazard[step] * served) / hazard[step] : served;
  return Math.max(ahead[step + 1], ahead[step] - survival[step] * before);
}

interface Part {
  readonly weight: number;
  readonly distribution: Distribution;
}

/** The parts without single values, or whose values cannot be listed; the values of the others, ascending, and beyond[k]: P[one of the values from the k-th on]. */
function partsOf(whole: Part): { readonly parts: readonly Part[]; readonly values: readonly number[]; readonly beyond: readonly number[] } {
  const leaves = leavesOf(whole);
  const chances = new Map<number, number>();
  const parts: Part[] = [];
  for (const leaf of leaves) {
    const masses = leaf.distribution.masses?.();
    if (!masses) parts.push(leaf);
    else for (let i = 0; i < masses.values.length; i++) chances.set(masses.values[i], (chances.get(masses.values[i]) ?? 0) + leaf.weight * masses.probabilities[i]);
  }
  const values = [...chances.keys()].toSorted((a, b) => a - b);
  const beyond = new Array<number>(values.length + 1).fill(0);
  for (let k = values.length - 1; k >= 0; k--) beyond[k] = beyond[k + 1] + chances.get(values[k])!;
  return { parts, values, beyond };
}

function leavesOf({ weight, distribution }: Part): readonly Part[] {
  if (!distribution.parts) return [{ weight, distribution }];
  return distribution.parts.flatMap((part) => leavesOf({ weight: weight * part.weight, distribution: part.distribution }));
}

/** About the least x at which a non-increasing function is `level` or less. */
function whereBelow(f: (x: number) => number, level: number, guess: number): number {
  let [low, high] = [0, guess > 0 && guess < Infinity ? guess : 1];
  while (f(high) > level && high < 1e300) [low, high] = [high, 2 * high];
  for (let i = 0; i < 60 && low < high; i++) {
    const middle = (low + high) / 2;
    if (f(middle) > level) low = middle;
    else high = middle;
  }
  return high;
}
