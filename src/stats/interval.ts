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

/** The standard error that an interval rests on; undefined where there is none. */
export function standardError({ halfWidth, level, samples }: Estimate): number | undefined {
  return halfWidth === null ? undefined : halfWidth / studentQuantile((1 + level) / 2, samples - 1);
}
