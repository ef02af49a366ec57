import { logGamma, stirlingRemainder } from '../../random/special.ts';

/**
 * P[N = n] for a Poisson variate N: mean^n e^−mean / n!, also between whole n. Where n is large and near the mean, (mean − n)/n
 * may be given, since the difference has lost digits. Source: Loader 2000, Fast and Accurate Computation of Binomial Probabilities.
 */
export function poissonMass(n: number, mean: number, excess = (mean - n) / n): number {
  if (n < 12) return Math.exp(n * Math.log(mean) - mean - logGamma(n + 1));
  return Math.exp(n * logarithmBelow(excess) - stirlingRemainder(n)) / Math.sqrt(2 * Math.PI * n);
}

/** ln(1+x) − x, without cancellation near 0. */
export function logarithmBelow(x: number): number {
  if (Math.abs(x) > 0.1) return Math.log1p(x) - x;
  let sum = 0;
  for (let k = 18; k >= 2; k--) sum = (k % 2 === 0 ? -1 : 1) / k + x * sum;
  return x * x * sum;
}
