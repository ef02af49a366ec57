import type { Distribution } from '../../model.ts';
import { integrate } from './quadrature.ts';
import { measureOf } from './measure.ts';

/**
 * E[1/X]: Infinity where it diverges, as it does for exponential X. A density that falls towards 0 like a power of x is taken to
 * go on so below the smallest x at which it is evaluated.
 */
export function meanReciprocal(distribution: Distribution): number {
  const { continuous, values, probabilities } = measureOf(distribution);
  const single = values.reduce((sum, value, i) => sum + probabilities[i] / value, 0);
  return continuous.reduce((sum, part) => sum + part.weight * ofDensity(part.distribution), single);
}

/** Decades below the mean over which a density is integrated, and over which its exponent is found there. */
const [DOWN, STEP] = [1e-60, 1e-20];

function ofDensity({ mean, support: [least, most], density }: Distribution): number {
  // Sizes eighteen decades above the mean, or the least, add nothing to E[1/X].
  const to = Math.min(most, 1e18 * (mean < Infinity ? mean : least));
  const over = (from: number) => integrate((x) => finite(density!(x)) / x, from, to, { logarithmic: true, width: 0.5 });
  if (least > 0) return over(least);
  const from = mean * DOWN;
  const [high, low] = [finite(density!(from)), finite(density!(from * STEP))];
  if (high === 0) return over(from);
  const exponent = Math.log(high / low) / -Math.log(STEP);
  // A density that does not fall off leaves ∫ dx/x; rounding makes no exponent of 0 greater than this.
  return exponent > 1e-9 ? over(from) + high / exponent : Infinity;
}

function finite(x: number): number {
  return x < Infinity ? x : 0;
}
