/** The root σ of σ = E[e^(−r(1−σ)A)]: what an arrival of a renewal process finds, where work is done at an exponential pace. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { expectation, pointsOf, type Weighted } from '../numeric/expectation.ts';
import { measureOf } from '../numeric/measure.ts';
import { panels } from '../numeric/quadrature.ts';
import { rangeOf } from '../numeric/range.ts';
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
  const rare = rareGaps(gap);
  const lost = (s: number) => (expectation(points, (x) => discountLost(s * x)) + expectation(rare, (x) => discountLost(s * x))) / s;
  const difference = (free: number) => lost(rate * free) - slack;
  let low = 0.375;
  while (difference(low) > 0) low /= 2;
  const free = rootBetween(difference, low, Math.min(2 * low, 0.75));
  if (rate * free * FURTHEST < 1e20) throw new ParamError(`waits of more than ${FURTHEST / 1e20} time units, as these gaps make them, are not computed`, ['gap']);
  return { sigma: 1 - free, free, transform };
}

/** So small a share of the mean does not count, be the slack as small as it can. */
const NEGLIGIBLE = 1e-30;
/** Before densities are too small for a number. */
const FURTHEST = 1e140;

/**
 * Points beyond those of `pointsOf`, whose probability is next to nothing, but which of a heavy tail may have much of the mean.
 * What is left of the mean at the furthest of all is that of a power tail.
 */
function rareGaps(gap: Distribution): Weighted {
  const [x, weight]: [number[], number[]] = [[], []];
  for (const part of measureOf(gap).continuous) {
    const { density } = part.distribution;
    const { to: from } = rangeOf(part.distribution);
    const share = (t: number) => (t * density!(t) * t) / gap.mean;
    let to = from;
    while (to < part.distribution.support[1] && to < FURTHEST && share(to) > NEGLIGIBLE) to *= 2;
    if (to === from) continue;
    const mass = (y: number) => density!(Math.exp(y)) * Math.exp(y);
    const grid = panels(mass, Math.log(from), Math.log(to), { width: 0.5 });
    for (const [i, y] of grid.x.entries()) {
      x.push(Math.exp(y));
      weight.push(part.weight * grid.weight[i] * mass(y));
    }
    if (to < FURTHEST || to >= part.distribution.support[1]) continue;
    const shape = Math.log(density!(to / 2) / density!(to)) / Math.LN2 - 1;
    x.push(to);
    weight.push((part.weight * to * density!(to)) / (shape - 1));
  }
  return { x, weight };
}

/** e^(−x) − 1 + x, without cancellation near 0. */
export function discountLost(x: number): number {
  if (x > 0.1) return Math.expm1(-x) + x;
  let sum = 0;
  for (let k = 12; k >= 2; k--) sum = 1 - (x * sum) / (k + 1);
  return (x * x * sum) / 2;
}
