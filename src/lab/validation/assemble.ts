/** From the outcomes of all trials to what is reported. */
import type { ValidatedFormula, ValidatedValue, Validation } from '../../validation.ts';
import { VERSION } from '../../version.ts';
import type { Formula } from '../../theory/define.ts';
import { catalogue } from '../catalogue.ts';
import { normalQuantile } from '../normal-score.ts';
import { biasCaught } from './power.ts';
import { type Depth, type Measured, type Outcome, SCALES, untested } from './trials.ts';
import { FAMILY_ERROR, judge, line, pool, type Verdict } from './verdict.ts';

export interface Frame {
  readonly depth: Depth;
  readonly seed: string;
  /** The formulas that were asked for; all unless given. */
  readonly only?: readonly string[];
}

/** Judges all values together; the order of the outcomes does not matter. */
export function assembleValidation(outcomes: readonly Outcome[], { depth, seed, only }: Frame): Validation {
  const measured = outcomes.flatMap((one) => one.measured).toSorted(byPlace);
  const single = judge(measured) as readonly (Verdict & Measured)[];
  const pooled = judge(pool(measured));
  const caught = biasCaught(SCALES[depth], FAMILY_ERROR / (4 * Math.max(1, single.length)));
  // Those that were asked for, and whatever else was found on the way.
  const met = new Set([...(only ?? Object.keys(catalogue.formula)), ...single.map(({ formula }) => formula)]);
  const named = Object.values(catalogue.formula).filter(({ name }) => met.has(name));
  const broken = outcomes.filter(({ failure }) => failure !== undefined);
  const formulas = named.map((formula) => {
    const summary = summaryOf(formula, single, pooled, caught);
    return { ...summary, pass: summary.pass && !broken.some(({ trial }) => trial.formulas.includes(formula.name)) };
  });
  const failures = [
    ...broken.map(({ trial, failure }) => `${trial.formulas.join(', ')} (${trial.case}): ${failure}`).toSorted(),
    ...[...single, ...pooled].filter(({ pass }) => !pass).map(line),
    ...formulas.filter(({ values }) => values === 0).map(({ formula }) => `${formula}: nothing was compared`),
  ];
  return {
    schedlab: VERSION,
    depth,
    seed,
    ...SCALES[depth],
    familyError: FAMILY_ERROR,
    formulas,
    failures,
    untested: [...untested(outcomes)].toSorted(),
    values: single.map(valueOf),
    pass: failures.length === 0,
  };
}

function byPlace(a: Measured, b: Measured): number {
  return compare(a.formula, b.formula) || compare(a.case, b.case) || (a.load ?? 0) - (b.load ?? 0) || compare(a.scope, b.scope) || compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function summaryOf({ name, title, kind }: Formula, single: readonly (Verdict & Measured)[], pooled: readonly Verdict[], caught: number): ValidatedFormula {
  // A split of approximate nodes is itself an approximation: the kind is that of the claim.
  const own = single.filter(({ formula }) => formula === name);
  const exact = own.filter((one) => one.kind === 'exact');
  const rough = own.filter(({ within }) => within !== undefined);
  const scores = exact.flatMap((one) => one.scores);
  const moments = momentsOf(scores);
  const varying = exact.filter((one) => one.scores.length > 0);
  const first = varying.filter(({ key, scope }) => key === varying[0]?.key && scope === varying[0]?.scope);
  const passes = own.length > 0 && own.every(({ pass }) => pass) && pooled.every(({ formula, pass }) => formula !== name || pass);
  return {
    formula: name,
    title,
    kind,
    cases: [...new Set(own.map((one) => one.case))],
    values: own.length,
    mean: moments?.mean ?? null,
    variance: moments?.variance ?? null,
    largest: varying.length === 0 ? null : Math.max(...varying.map(({ z }) => Math.abs(z))),
    error: rough.length === 0 ? null : Math.max(...rough.map(({ mean, theory }) => Math.abs(mean / theory - 1))),
    caught: first.length === 0 ? null : median(first.map(({ error, theory }) => (caught * error) / Math.abs(theory))),
    quantiles: quantilesOf(scores),
    pass: passes,
  };
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } | undefined {
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Points of a Q–Q plot: more would be one line. */
const POINTS = 41;

function quantilesOf(scores: readonly number[]): ValidatedFormula['quantiles'] {
  const sorted = scores.toSorted((a, b) => a - b);
  const points = Math.min(POINTS, sorted.length);
  return Array.from({ length: points }, (_, i) => {
    const rank = points === 1 ? 0 : Math.round((i * (sorted.length - 1)) / (points - 1));
    const share = (rank + 0.5) / sorted.length;
    const normal = share === 0.5 ? 0 : share < 0.5 ? -normalQuantile(share) : normalQuantile(1 - share);
    return { normal, score: sorted[rank] };
  });
}

function valueOf({ scores, mean, error, scope, case: name, load, formula, kind, key, theory, side, within, z, variance, pass }: Verdict & Measured): ValidatedValue {
  return {
    case: name,
    ...(load !== undefined && { load }),
    formula,
    kind,
    scope,
    key,
    theory,
    ...(side && { side }),
    ...(within !== undefined && { within }),
    simulated: mean,
    error: Number.isNaN(error) ? null : error,
    seeds: scores.length,
    z,
    variance,
    pass,
  };
}
