import type { Estimate } from '../model.ts';
import { momentsOf, variance } from './moments.ts';
import { studentQuantile } from './student.ts';

/** The mean of independent samples with Student's t interval; undefined of no samples. */
export function estimate(samples: readonly number[], level: number): Estimate | undefined {
  if (samples.length === 0) return undefined;
  const moments = momentsOf(samples);
  const spread = variance(moments);
  const halfWidth =
    spread === undefined ? null : studentQuantile((1 + level) / 2, samples.length - 1) * Math.sqrt(spread / samples.length);
  return { mean: moments.mean, halfWidth, level, samples: samples.length };
}

/**
 * A quantile by sectioning: the value is that of all samples together, and its interval rests on how far from it each
 * sample's own value lies. The quantile of a short sample is biased by its length, that of all together by a fraction of
 * it only; for long samples it is the mean of theirs. Undefined of no samples.
 * Source: Asmussen and Glynn 2007, Stochastic Simulation, section III.5a; Nelson 2013, section 7.1 for quantiles.
 */
export function sectioned(samples: readonly number[], together: number, level: number): Estimate | undefined {
  const count = samples.length;
  if (count === 0) return undefined;
  const squares = samples.reduce((sum, value) => sum + (value - together) ** 2, 0);
  const halfWidth = count < 2 ? null : studentQuantile((1 + level) / 2, count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean: together, halfWidth, level, samples: count };
}

/** The standard error that an interval rests on; undefined where there is none. */
export function standardError({ halfWidth, level, samples }: Estimate): number | undefined {
  return halfWidth === null ? undefined : halfWidth / studentQuantile((1 + level) / 2, samples - 1);
}
