/** Expectations of functions of a variate. */
import type { Distribution } from '../../model.ts';
import { measureOf } from './measure.ts';
import { panels } from './quadrature.ts';
import { rangeOf } from './range.ts';

export interface Weighted {
  readonly x: readonly number[];
  readonly weight: readonly number[];
}

/**
 * Points and weights with Σ weight · f(x) = E[f(X)] for functions that are smooth over a panel of width `width` in log x; all
 * weights are positive. What lies beyond the last point has a probability of about 1e-17.
 * Throws a ParamError where the single values of a distribution cannot be listed.
 */
export function pointsOf(distribution: Distribution, width = 0.5): Weighted {
  const { continuous, values, probabilities } = measureOf(distribution);
  const [x, weight] = [[...values], [...probabilities]];
  for (const part of continuous) {
    const { from, to, landmarks } = rangeOf(part.distribution);
    const mass = (y: number) => finite(part.distribution.density!(Math.exp(y))) * Math.exp(y);
    const grid = panels(mass, Math.log(Math.max(from, 1e-300)), Math.log(to), { breaks: landmarks.map(Math.log), width });
    for (const [i, y] of grid.x.entries()) {
      x.push(Math.exp(y));
      weight.push(part.weight * grid.weight[i] * mass(y));
    }
  }
  return { x, weight };
}

export function expectation({ x, weight }: Weighted, f: (x: number) => number): number {
  return x.reduce((sum, point, i) => sum + weight[i] * f(point), 0);
}

/** A density that overflows to no number does so where it is 0. */
function finite(x: number): number {
  return Number.isFinite(x) ? x : 0;
}
