/** What theory claims, and where simulation puts it. */
import { estimate, standardError } from '../../stats/interval.ts';
import type { Prediction } from '../../prediction.ts';
import type { Formula, Kind } from '../../theory/define.ts';
import { normalScore } from '../normal-score.ts';

/** One predicted value. */
export interface Claim {
  readonly formula: string;
  readonly kind: Kind;
  /** `overall`, `class NAME` or `node INDEX`. */
  readonly scope: string;
  readonly key: string;
  readonly theory: number;
  /** Of a bound: the side on which the truth must not lie is beyond it. */
  readonly side?: 'lower' | 'upper';
  /** Of an approximation or a limit: the largest relative error that it may show. */
  readonly within?: number;
}

/** A claim under many seeds. */
export interface Scored extends Claim {
  /** One normal score per seed; empty where the value does not vary, since then it has to be met to rounding. */
  readonly scores: readonly number[];
  /** Mean over all seeds, and its standard error. */
  readonly mean: number;
  readonly error: number;
}

/** Of values that do not vary, all of which are 0 or near 1 here. */
export const ROUNDING = 1e-9;

/** Of the intervals, from which only the standard error is taken. */
export const LEVEL = 0.95;

/** Every finite number of a prediction as a claim. */
export function claimsOf({ name: formula, kind }: Formula, scope: string, prediction: Prediction, within?: number): readonly Claim[] {
  const { values, bounds = {} } = prediction;
  const rough = kind === 'approximation' || kind === 'asymptotic';
  if (rough && within === undefined) throw new Error(`${formula} is of kind ${kind}, and its case does not say within what error it holds`);
  const claim = (key: string, theory: number): Claim => ({ formula, kind, scope, key, theory, ...(rough && { within: within! }) });
  const equal = Object.entries(values).map(([key, theory]) => claim(key, theory));
  const sides = Object.entries(bounds).flatMap(([key, { lower, upper }]) => [
    ...(lower === undefined ? [] : [{ ...claim(key, lower), side: 'lower' as const }]),
    ...(upper === undefined ? [] : [{ ...claim(key, upper), side: 'upper' as const }]),
  ]);
  return [...equal, ...sides].filter(({ theory }) => Number.isFinite(theory));
}

/**
 * Where each seed's estimate lies. One seed gives n replications and from them t = (mean − theory) / standard error. The
 * standard error is estimated from those n, so t is Student-t with n − 1 degrees of freedom; it is mapped to the normal
 * variate of equal rank, so that the scores of many seeds are a standard normal sample if, and only if, simulator, interval
 * and theory are all right.
 */
export function scored(claim: Claim, bySeed: readonly (readonly number[])[]): Scored {
  const all = estimate(bySeed.flat(), LEVEL);
  if (!all) throw new Error(`${claim.formula} predicts ${claim.key} ${claim.scope}, but it is not measured`);
  const score = (values: readonly number[]) => {
    const one = estimate(values, LEVEL)!;
    return normalScore((one.mean - claim.theory) / standardError(one)!, values.length - 1);
  };
  return { ...claim, scores: constant(bySeed.flat()) ? [] : bySeed.map(score), mean: all.mean, error: standardError(all) ?? NaN };
}

function constant(values: readonly number[]): boolean {
  return values.every((value) => Math.abs(value - values[0]) <= ROUNDING * Math.max(1, Math.abs(values[0])));
}
