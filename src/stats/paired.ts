import type { Estimate } from '../model.ts';
import { estimate, type Sampling, sectioned } from './interval.ts';
import { momentsOf, variance } from './moments.ts';

/** The difference of two means that were sampled on common random numbers. */
export interface Paired {
  /** Of a − b, with Student's t interval over the pairs. */
  readonly difference: Estimate;
  /** By what factor the variance of the difference is smaller than that of independent samples; null where it cannot be told, or there is none. */
  readonly reduction: number | null;
}

export interface PairedOptions {
  readonly sampling?: Sampling | undefined;
  /** The difference of all samples in one, where that is not the mean of their differences. */
  readonly whole?: number | undefined;
}

/** Pairs samples by their place. Undefined of no pairs. Source: Law 2015, section 10.2.1 (paired-t) and 11.2 (common random numbers). */
export function paired(a: readonly number[], b: readonly number[], level: number, { sampling, whole }: PairedOptions = {}): Paired | undefined {
  const differences = a.map((value, i) => value - b[i]);
  const difference = whole === undefined ? estimate(differences, level, sampling) : sectioned(differences, whole, level, sampling);
  if (!difference) return undefined;
  const [apart, together] = [(variance(momentsOf(a)) ?? 0) + (variance(momentsOf(b)) ?? 0), variance(momentsOf(differences)) ?? 0];
  return { difference, reduction: together > 0 ? apart / together : null };
}
