import type { Estimate } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Reducer } from './reducer.ts';
import { metricsOf } from './estimates.ts';
import type { Precision } from './scenario/precision.ts';
import { togetherOf } from './together.ts';

/**
 * How many replications the precision takes, by the spread of those that there are; undefined where no replication has a
 * value of what is asked for. At most four times as many, since the spread of few is itself uncertain, and 5 % more than
 * needed, so that it is rarely looked at again.
 * Every look is a chance to stop at an interval that is too narrow by luck, which the degrees of freedom allow for
 * (Chow and Robbins 1965 for why it holds as the precision goes to 0).
 */
export function stopping(reduced: Reducer, scenario: Scenario, precision: Precision, level: number): number | undefined {
  const { samples } = reduced;
  const { all } = reduced.measurements();
  const { metric, statistic } = precision;
  const only = (sample: { readonly [metric: string]: Readonly<Record<string, number | undefined>> }) => ({ [metric]: { [statistic]: sample[metric]?.[statistic] } });
  const { overall } = togetherOf(all, samples, scenario, level);
  const now = metricsOf(samples.map((sample) => only(sample.overall)), level, overall, { stopped: true })[metric]?.[statistic];
  return now && needed(now, samples.length, precision);
}

function needed({ mean, halfWidth, unseen }: Estimate & { readonly unseen?: { readonly below: number } }, count: number, { relative, absolute }: Precision): number {
  // What never happened is known to be below a bound, which shrinks as replications are added, and to no precision relative to it.
  const width = unseen ? unseen.below : halfWidth;
  const target = absolute ?? relative! * Math.abs(mean);
  return unseen && absolute === undefined ? 2 * count : further(width, count, target);
}

/** How many replications it takes until a half-width that `count` of them have is as small as the target. */
export function further(halfWidth: number | null, count: number, target: number): number {
  if (halfWidth === null) return 2 * count;
  if (halfWidth <= target) return count;
  return Math.min(4 * count, Math.ceil(1.05 * count * (halfWidth / target) ** 2) + 1);
}
