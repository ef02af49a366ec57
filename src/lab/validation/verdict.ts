/** Whether scores look standard normal: a test of their mean and of their variance. */
import { ROUNDING, type Scored } from './measure.ts';
import { normalBound, varianceBounds } from './normal.ts';

export interface Verdict extends Scored {
  /** √n times the mean of the scores, and their variance. */
  readonly z: number;
  readonly variance: number;
  readonly pass: boolean;
}

/** The chance with which a right program fails a whole family of tests. */
export const FAMILY_ERROR = 0.01;

/** Judges each by itself at a level at which all together err with probability FAMILY_ERROR at most (Bonferroni). */
export function judge(family: readonly Scored[]): readonly Verdict[] {
  const level = FAMILY_ERROR / (2 * family.filter(({ scores }) => scores.length > 0).length);
  return family.map((scored) => verdictOf(scored, level));
}

export function verdictOf(scored: Scored, level: number): Verdict {
  const { scores, mean, theory } = scored;
  const n = scores.length;
  if (n === 0) return { ...scored, z: 0, variance: 1, pass: Math.abs(mean - theory) <= ROUNDING * Math.max(1, Math.abs(theory)) };
  const average = scores.reduce((sum, score) => sum + score, 0) / n;
  const variance = scores.reduce((sum, score) => sum + (score - average) ** 2, 0) / (n - 1);
  const z = Math.sqrt(n) * average;
  const [least, most] = varianceBounds(level, n - 1);
  return { ...scored, z, variance, pass: Math.abs(z) <= normalBound(level) && variance >= least && variance <= most };
}

/**
 * The scores of all values of one name, whatever the case and the load: what is small and systematic shows here.
 * Values of different scopes come from the same runs, and stay apart.
 */
export function pool(family: readonly Scored[]): readonly Scored[] {
  const pools = new Map<string, Scored[]>();
  for (const scored of family) {
    const name = `${scored.formula} ${scored.scope} ${scored.key}`;
    pools.set(name, [...(pools.get(name) ?? []), scored]);
  }
  return [...pools.values()]
    .map((parts) => ({ ...parts[0], scope: `${parts[0].scope} in all cases`, theory: NaN, mean: NaN, error: NaN, scores: parts.flatMap(({ scores }) => scores) }))
    .filter(({ scores }) => scores.length > 0);
}

export function line({ formula, scope, key, theory, mean, error, z, variance, scores }: Verdict): string {
  return `${formula} ${scope} ${key}: ${mean.toPrecision(6)} ± ${error.toPrecision(2)}, theory ${theory.toPrecision(6)}; scores: n ${scores.length}, z of mean ${z.toFixed(2)}, variance ${variance.toFixed(2)}`;
}
