/** Reading a result as it stands in results/: estimates by name, and what is proven of two of them. */
import { numberText, plusMinus } from '../../dist/reports/number.js';

/** The estimate of a variant at a point of a sweep (`{}`: of a comparison). */
export function estimate({ points }, values, variant, metric = 'response', statistic = 'mean') {
  const point = pointOf(points, values);
  const found = point.variants.find(({ name }) => name === variant)?.overall[metric]?.[statistic];
  if (!found) throw new Error(`no ${statistic} of ${metric} of ${variant} at ${JSON.stringify(values)}`);
  return found;
}

/** How a variant was judged against the best at a point. */
export function against({ points }, values, variant, metric = 'response', statistic = 'mean') {
  const comparison = pointOf(points, values).comparisons.find((one) => one.metric === metric && one.statistic === statistic);
  const found = comparison?.against.find((one) => one.variant === variant);
  if (!found) throw new Error(`${variant} is not judged by ${statistic} of ${metric} at ${JSON.stringify(values)}`);
  return found;
}

/** Whether a variant is proven to have the least mean at a point. */
export function isBest({ points }, values, variant, metric = 'response', statistic = 'mean') {
  return pointOf(points, values).comparisons.some((one) => one.metric === metric && one.statistic === statistic && one.winner === variant);
}

/** Whether intervals of estimates, in this order, lie apart from one another: safer than the paired difference. */
export function rising(...estimates) {
  return estimates.every((one, i) => i === 0 || estimates[i - 1].mean + estimates[i - 1].halfWidth < one.mean - one.halfWidth);
}

/** `5.25 ± 0.06 ms`. */
export function said(one, unit = '') {
  return `${plusMinus(one)}${unit && ` ${unit}`}`;
}

/** How many times as large, to two digits. */
export function times(large, small) {
  return numberText(large.mean / small.mean, 2);
}

function pointOf(points, values) {
  const found = points.find((point) => Object.entries(values).every(([name, value]) => point.values[name] === value));
  if (!found) throw new Error(`no point ${JSON.stringify(values)}`);
  return found;
}
