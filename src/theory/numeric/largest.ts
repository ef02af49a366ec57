/** The largest of a number of independent variates. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { power } from '../../power.ts';
import { expectation, pointsOf } from './expectation.ts';

export interface Largest {
  readonly mean: number;
  readonly variance: number;
  /** P[the largest > x]. */
  tail(x: number): number;
}

/** So narrow panels show the largest of ten thousand, which hardly varies. */
const PANEL = 0.05;

/**
 * The largest of N independent variates, N being drawn apart from them: P[M ≤ x] = G(F(x)), where G(z) = E[z^N].
 * Throws a ParamError where the numbers cannot be listed, or the variates are neither all continuous nor all single values.
 */
export function largestOf(size: Distribution, count: Distribution): Largest {
  if (!count.masses) throw new ParamError(`the numbers of tasks of ${count.name} cannot be listed`, ['tasks']);
  const { values, probabilities } = count.masses();
  const numbers = Array.from(values, (n, i) => [n, probabilities[i]] as const).filter(([, p]) => p > 0);
  const generating = (z: number) => numbers.reduce((sum, [n, p]) => sum + p * power(z, n), 0);
  const slope = (z: number) => numbers.reduce((sum, [n, p]) => sum + p * n * power(z, n - 1), 0);
  const tail = (x: number) => -numbers.reduce((sum, [n, p]) => sum + p * Math.expm1(n * Math.log1p(-above(size, x))), 0);
  const moment = size.masses ? ofValues(size.masses(), generating) : ofDensity(size, slope);
  const mean = moment((x) => x);
  return { mean, variance: mean < Infinity ? moment((x) => (x - mean) ** 2) : Infinity, tail };
}

function above({ cdf }: Distribution, x: number): number {
  return Math.max(0, 1 - cdf(x));
}

function ofValues({ values, probabilities }: ReturnType<NonNullable<Distribution['masses']>>, generating: (z: number) => number) {
  let [below, before] = [0, 0];
  const weights = Array.from(values, (_, i) => {
    below = i === values.length - 1 ? 1 : below + probabilities[i];
    const weight = generating(below) - before;
    before += weight;
    return weight;
  });
  return (f: (x: number) => number) => weights.reduce((sum, weight, i) => sum + weight * f(values[i]), 0);
}

function ofDensity(size: Distribution, slope: (z: number) => number) {
  if (size.atoms || size.parts || !size.density) throw new ParamError(`the largest of several ${size.name} sizes is not computed here`, ['size']);
  if (size.variance === Infinity) throw new ParamError('the largest of several sizes of infinite variance is not computed here', ['size']);
  const points = pointsOf(size, PANEL);
  return (f: (x: number) => number) => expectation(points, (x) => slope(size.cdf(x)) * f(x));
}
