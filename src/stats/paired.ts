import type { Estimate } from '../model.ts';
import { estimate, type Sampling } from './interval.ts';
import { momentsOf, variance } from './moments.ts';

/** The difference of two means that were sampled on common random numbers. */
export interface Paired {
  /** Of a − b, with Student's t interval over the pairs. */
  readonly difference: Estimate;
  /** By what factor the variance of the difference is smaller than that of independent samples; null where it cannot be told, or there is none. */
  readonly reduction: number | null;
}

/** Pairs samples by their place. Undefined of no pairs. Source: Law 2015, section 10.2.1 (paired-t) and 11.2 (common random numbers). */
export function paired(a: readonly number[], b: readonly number[], level: number, sampling?: Sampling): Paired | undefined {
  const difference = estimate(a.map((value, i) => value - b[i]), level, sampling);
  if (!difference) return undefined;
  const [apart, together] = [(variance(momentsOf(a)) ?? 0) + (variance(momentsOf(b)) ?? 0), variance(momentsOf(a.map((value, i) => value - b[i]))) ?? 0];
  return { difference, reduction: together > 0 ? apart / together : null };
}
