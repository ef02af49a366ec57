/** Whether scores look standard normal: a test of their mean and of their variance. */
import { normalBound, varianceBounds } from './normal.ts';
import { ROUNDING, type Scored } from './scored.ts';

export interface Verdict extends Scored {
  /** √n times the mean of the scores, and their variance. */
  readonly z: number;
  readonly variance: number;
  readonly pass: boolean;
}

/** The chance with which a right program fails a whole family of tests. */
export const FAMILY_ERROR = 0.01;

/** The values, and the values pooled. */
const FAMILIES = 2;

/** Judges each by itself at a level at which all of both families together err with probability FAMILY_ERROR at most (Bonferroni). */
export function judge(family: readonly Scored[]): readonly Verdict[] {
  const level = FAMILY_ERROR / (FAMILIES * 2 * Math.max(1, family.filter(({ scores }) => scores.length > 0).length));
  return family.map((one) => verdictOf(one, level));
}

export function verdictOf(one: Scored, level: number): Verdict {
  const { scores, mean, theory } = one;
  const n = scores.length;
  const average = scores.reduce((sum, score) => sum + score, 0) / n;
  const variance = scores.reduce((sum, score) => sum + (score - average) ** 2, 0) / (n - 1);
  const measured = n === 0 ? { ...one, z: 0, variance: 1 } : { ...one, z: Math.sqrt(n) * average, variance };
  if (one.kind !== 'exact') return { ...measured, pass: isNearEnough(one, level) };
  if (n === 0) return { ...measured, pass: Math.abs(mean - theory) <= ROUNDING * Math.max(1, Math.abs(theory)) };
  const [least, most] = varianceBounds(level, n - 1);
  return { ...measured, pass: Math.abs(measured.z) <= normalBound(level) && variance >= least && variance <= most };
}

/** Whether a bound is not proven to be crossed, or an approximation not proven to be farther off than it may be. */
function isNearEnough({ side, within = 0, theory, mean, error }: Scored, level: number): boolean {
  const slack = (Number.isNaN(error) ? 0 : error) * normalBound(level) + ROUNDING * Math.max(1, Math.abs(theory));
  if (side === 'lower') return mean >= theory - slack;
  if (side === 'upper') return mean <= theory + slack;
  return Math.abs(mean - theory) <= within * Math.abs(theory) + slack;
}

/**
 * The scores of all exact values of one name, whatever the case and the load: what is small and systematic shows here.
 * Values of different scopes come from the same runs, and stay apart.
 */
export function pool(family: readonly Scored[]): readonly Scored[] {
  const pools = new Map<string, Scored[]>();
  for (const one of family.filter(({ kind }) => kind === 'exact')) {
    const name = `${one.formula} ${one.scope} ${one.key}`;
    pools.set(name, [...(pools.get(name) ?? []), one]);
  }
  return [...pools.values()]
    .map((parts) => ({ ...parts[0], scope: `${parts[0].scope} in all cases`, theory: NaN, mean: NaN, error: NaN, scores: parts.flatMap(({ scores }) => scores) }))
    .filter(({ scores }) => scores.length > 0);
}

export function line({ formula, scope, key, theory, mean, error, z, variance, scores, side, within }: Verdict): string {
  const test = `scores: n ${scores.length}, z of mean ${z.toFixed(2)}, variance ${variance.toFixed(2)}`;
  if (Number.isNaN(mean)) return `${formula} ${scope} ${key}: ${test}`;
  const claim = side ? `${side} bound ${theory.toPrecision(6)}` : `theory ${theory.toPrecision(6)}${within === undefined ? '' : ` within ${100 * within} %`}`;
  const spread = Number.isNaN(error) ? '' : ` ± ${error.toPrecision(2)}`;
  return `${formula} ${scope} ${key}: ${mean.toPrecision(6)}${spread}, ${claim}; ${test}`;
}
