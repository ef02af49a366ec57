/** What never happened may still happen: how often at most. */
import { momentsOf, variance } from './moments.ts';

/** What was not seen once in so many jobs. */
export interface Unseen {
  /** Jobs that it could have happened to. */
  readonly jobs: number;
  /** How many independent ones tell as much. */
  readonly independent: number;
  /** What happens to a larger share of the jobs would have been seen, with the probability that is the level. */
  readonly below: number;
}

/**
 * What happens to a share p of n independent jobs is missed with probability (1 − p)^n, so that p is below
 * 1 − (1 − level)^(1/n): the rule of three. Jobs depend on one another: losses come in clumps, and n jobs see as many
 * clumps as fewer independent ones would. `worth` is how many of them one job counts for.
 * Source: Hanley and Lippman-Hand 1983 (the rule of three); Aldous 1989, section A1 (rare events come in clumps).
 */
export function unseen(jobs: number, worth: number, level: number): Unseen {
  const independent = jobs * worth;
  return { jobs, independent, below: -Math.expm1(Math.log1p(-level) / independent) };
}

/** Means of a quantity over independent samples of jobs; its variance over all jobs, and how many these were. */
export interface Dependence {
  readonly means: readonly number[];
  readonly variance: number | undefined;
  readonly jobs: number;
}

/**
 * How many independent jobs one job counts for: so many that the mean of independent ones would vary as much as the means
 * of the samples do. At most 1, and not less than makes of each sample one, which is what independent samples are worth
 * whatever the jobs in them do; 1 where all jobs are alike, since none of them then waits for another. Measured of the response, which remembers a crowded time at least as long as anything
 * rare that comes of crowding lasts.
 */
export function worthOf({ means, variance: ofOne, jobs }: Dependence): number {
  const least = Math.min(1, means.length / jobs);
  if (ofOne === 0) return 1;
  const ofMean = variance(momentsOf(means));
  if (ofMean === undefined || ofMean === 0 || ofOne === undefined) return least;
  return Math.max(least, Math.min(1, (ofOne * means.length) / (ofMean * jobs)));
}
