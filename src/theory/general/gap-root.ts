/** The root σ of σ = E[e^(−r(1−σ)A)]: what an arrival of a renewal process finds, where work is done at an exponential pace. */
import type { Distribution } from '../../model.ts';
import { expectation, pointsOf } from '../numeric/expectation.ts';
import { rootBetween } from '../numeric/roots.ts';

export interface GapRoot {
  readonly sigma: number;
  /** 1 − σ, which keeps its relative precision near load 1. */
  readonly free: number;
  /** E[e^(−sA)] for real s ≥ 0. */
  transform(s: number): number;
}

/**
 * For gaps A and departures at rate r while the system is busy, with load 1/(r E[A]) below 1.
 * Source: Kendall 1953; Kleinrock 1975, chapter 6.
 */
export function gapRoot(gap: Distribution, rate: number): GapRoot {
  const points = pointsOf(gap);
  const closed = gap.transform;
  const transform = (s: number) => (closed ? closed({ re: s, im: 0 }).re : expectation(points, (x) => Math.exp(-s * x)));
  const excess = (sigma: number) => sigma - transform(rate * (1 - sigma));
  if (excess(0.5) > 0) {
    const sigma = rootBetween(excess, 0, 0.5);
    return { sigma, free: 1 - sigma, transform };
  }
  // With s = r(1−σ) the equation is E[e^(−sA) − 1 + sA] = s(E[A] − 1/r), in which nothing cancels when σ is near 1.
  const slack = gap.mean - 1 / rate;
  const [probability, mean] = [expectation(points, () => 1), expectation(points, (x) => x)];
  const beyond = (s: number) => (gap.mean - mean > 1e-12 * gap.mean ? s * (gap.mean - mean) - (1 - probability) : 0);
  const difference = (free: number) => (expectation(points, (x) => discountLost(rate * free * x)) + beyond(rate * free)) / (rate * free) - slack;
  let low = 0.25;
  while (difference(low) > 0) low /= 2;
  const free = rootBetween(difference, low, 0.75);
  return { sigma: 1 - free, free, transform };
}

/** e^(−x) − 1 + x, without cancellation near 0. */
function discountLost(x: number): number {
  if (x > 0.1) return Math.expm1(-x) + x;
  let sum = 0;
  for (let k = 12; k >= 2; k--) sum = 1 - (x * sum) / (k + 1);
  return (x * x * sum) / 2;
}
