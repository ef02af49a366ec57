import type { Estimate } from '../model.ts';
import { power } from '../power.ts';
import { studentQuantile } from './student.ts';

/** Few samples hide how skew they are: the skewness is taken so many of its standard errors larger than it is seen. */
const CAUTION = 0.5;

/**
 * The mean with an interval that is never narrower than Student's, and holds on both sides for skew samples too, as those of
 * busy systems are; it is as wide to either side as the wider one needs. Undefined of no samples. Needs 3 for an interval, all
 * of them finite.
 * Source: Hall 1992, Journal of the Royal Statistical Society B 54 (the monotone cubic transformation).
 */
export function skewedEstimate(samples: readonly number[], level: number): Estimate | undefined {
  const n = samples.length;
  if (n === 0) return undefined;
  const mean = samples.reduce((sum, value) => sum + value, 0) / n;
  if (n < 3 || !Number.isFinite(mean)) return { mean, halfWidth: null, level, samples: n };
  const widest = samples.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  if (widest === 0) return { mean, halfWidth: 0, level, samples: n };
  // Cubes of larger or smaller numbers are beyond doubles.
  const unit = widest > 1e90 || widest < 1e-90 ? widest : 1;
  const deviations = samples.map((value) => (value - mean) / unit);
  const square = deviations.reduce((sum, value) => sum + value ** 2, 0);
  const cube = deviations.reduce((sum, value) => sum + value ** 2 * value, 0);
  const population = Math.sqrt(square / n);
  // Adjusted for the bias of few samples from a normal distribution (Joanes and Gill 1998).
  const seen = ((cube / n / (population * population * population)) * Math.sqrt(n * (n - 1))) / (n - 2);
  const skewness = Math.abs(seen) + CAUTION * Math.sqrt(6 / n);
  const student = studentQuantile((1 + level) / 2, n - 1) / Math.sqrt(n);
  // The side of the long tail; the other is nearer.
  const far = (3 / skewness) * (1 - cubeRoot(1 - skewness * (student + skewness / (6 * n))));
  return { mean, halfWidth: unit * Math.sqrt(square / (n - 1)) * Math.max(student, far), level, samples: n };
}

function cubeRoot(value: number): number {
  return Math.sign(value) * power(Math.abs(value), 1 / 3);
}
