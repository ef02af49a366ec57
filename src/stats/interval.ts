import type { Estimate } from '../model.ts';
import { momentsOf, variance } from './moments.ts';
import { studentQuantile } from './student.ts';

/** How the number of samples came to be. */
export interface Sampling {
  /** Whether samples were added until an interval was narrow enough. */
  readonly stopped?: boolean;
  /** Whether they are batches of one long run, which need not weigh the same: the value is then that of the run as a whole. */
  readonly batches?: boolean;
}

/**
 * Degrees of freedom of the variance of so many samples. To stop where an interval is narrow is to stop where the samples happen to
 * lie close together: of 95 % intervals that are looked at after ten samples and a few times more, up to 6.5 % then miss, of
 * five up to 7.7 %. With half the degrees of freedom it is at most 5 %, whatever precision is asked for, and no more than a
 * few samples are wasted: the more there are, the less it matters. Measured of normal samples, as sequential intervals are by
 * Singham and Schruben 2012, INFORMS Journal on Computing 24(4), and Singham 2014, ACM TOMACS 24(3): test/lab/stopping.test.ts.
 */
export function degreesOf(samples: number, { stopped = false }: Sampling = {}): number {
  return (samples - 1) / (stopped ? 2 : 1);
}

/** The mean of independent samples with Student's t interval; undefined of no samples. */
export function estimate(samples: readonly number[], level: number, sampling?: Sampling): Estimate | undefined {
  if (samples.length === 0) return undefined;
  const moments = momentsOf(samples);
  return { mean: moments.mean, ...around(variance(moments), samples.length, level, sampling) };
}

/** The interval of a mean of so many samples of a variance, which is undefined of one. */
function around(spread: number | undefined, samples: number, level: number, sampling: Sampling | undefined): Omit<Estimate, 'mean'> {
  const degrees = degreesOf(samples, sampling);
  const halfWidth = spread === undefined ? null : studentQuantile((1 + level) / 2, degrees) * Math.sqrt(spread / samples);
  return { halfWidth, level, samples, ...(spread !== undefined && degrees !== samples - 1 && { degrees }) };
}

/**
 * A statistic by sectioning: the value is that of all samples together, and its interval rests on how far from it each
 * sample's own value lies. The quantile of a short sample is biased by its length, that of all together by a fraction of
 * it only; batches that differ in length or in jobs have a mean that is not that of the run. For long samples alike it is
 * the mean of theirs. Undefined of no samples.
 * Source: Asmussen and Glynn 2007, Stochastic Simulation, section III.5a; Nelson 2013, section 7.1 for quantiles.
 */
export function sectioned(samples: readonly number[], together: number, level: number, sampling?: Sampling): Estimate | undefined {
  const count = samples.length;
  if (count === 0) return undefined;
  const squares = samples.reduce((sum, value) => sum + (value - together) ** 2, 0);
  return { mean: together, ...around(count < 2 ? undefined : squares / (count - 1), count, level, sampling) };
}

/** The standard error that an interval rests on; undefined where there is none. */
export function standardError(one: Estimate): number | undefined {
  return one.halfWidth === null ? undefined : one.halfWidth / studentQuantile((1 + one.level) / 2, degreesBehind(one));
}

/** The degrees of freedom that an interval rests on. */
export function degreesBehind({ samples, degrees = samples - 1 }: Estimate): number {
  return degrees;
}
