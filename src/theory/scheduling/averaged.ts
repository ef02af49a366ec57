import type { Distribution } from '../../model.ts';
import { byLittle } from '../little.ts';
import { meanReciprocal } from '../numeric/reciprocal.ts';
import type { Time } from './relevant-work.ts';
import type { Points, Sizes } from './sizes.ts';

/** An order under which the response of a job depends on its service time x alone. */
export interface BySize {
  /** Response less x; the variance is that of the response, since x is given. */
  delay(x: number): Time;
  /** Its mean over x for large x. */
  readonly slope: number;
  /** Its mean for x near 0: the wait of the smallest jobs. */
  readonly least: number;
}

/** Means and variances of the jobs whose service times are `part` among all `sizes`, which come at a given rate. */
export function averaged(sizes: Sizes, order: BySize, part: Distribution, rate: number, slots: number): Record<string, number> {
  const points = sizes.points(part);
  const { x, weight } = points;
  const delays = Array.from(x, order.delay);
  const average = averageOver(weight);
  // What lies beyond the last point is delayed by about its slope.
  const rest = Math.max(0, part.mean - average((i) => x[i]));
  const waiting = average((i) => delays[i].mean) + order.slope * rest;
  const means = byLittle({ throughput: rate, service: part.mean, waiting, slots });
  const values = { ...means, ...slowdown(points, delays, order, part) };
  if (waiting === Infinity) return values;
  if (part.moment(2) === Infinity) return { ...values, 'response.variance': Infinity };
  const { response } = means;
  const restOfSquares = Math.max(0, part.moment(2) - average((i) => x[i] * x[i]));
  const within = average((i) => delays[i].variance);
  return {
    ...values,
    'response.variance': within + average((i) => (delays[i].mean + x[i] - response) ** 2) + (1 + order.slope) ** 2 * restOfSquares,
    'waiting.variance': within + average((i) => (delays[i].mean - waiting) ** 2) + order.slope ** 2 * restOfSquares,
  };
}

/** E[T(S)/S] and its variance, of jobs none of which has size 0. */
function slowdown({ x, weight }: Points, delays: readonly Time[], { slope, least }: BySize, part: Distribution): Record<string, number> {
  if (part.cdf(0) > 0) return {};
  const average = averageOver(weight);
  const beyond = Math.max(0, 1 - average(() => 1));
  // The smallest jobs of all have no point, but where they too must wait their slowdown is without bound.
  const missing = least > 0 ? Math.max(0, meanReciprocal(part) - average((i) => 1 / x[i])) : 0;
  const below = missing > 0 ? least * missing : 0;
  const mean = 1 + average((i) => delays[i].mean / x[i]) + slope * beyond + below;
  if (least > 0 || part.moment(2) === Infinity) return { slowdown: mean };
  return { slowdown: mean, 'slowdown.variance': average((i) => delays[i].variance / x[i] / x[i] + (1 + delays[i].mean / x[i] - mean) ** 2) };
}

/** Points without weight do not count, be they infinite. */
function averageOver(weight: Float64Array): (f: (i: number) => number) => number {
  return (f) => weight.reduce((sum, w, i) => (w === 0 ? sum : sum + w * f(i)), 0);
}
