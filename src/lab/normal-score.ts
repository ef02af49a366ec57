/** Deviations of means of few samples on one scale, whatever their number: that of the standard normal distribution. */
import { normalBelow } from '../random/special.ts';
import { studentTail } from '../stats/student.ts';

/** The z for which P[Z > z] is `tail`, 0 < tail ≤ 1/2. */
export function normalQuantile(tail: number): number {
  // Abramowitz and Stegun 1964, 26.2.23, which is within 4.5e-4, polished by Newton's method.
  const t = Math.sqrt(-2 * Math.log(tail));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 3; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    z += (normalBelow(-z) - tail) / density;
  }
  return z;
}

/**
 * Where a Student-t variate lies, as the normal variate of the same rank: ±2 is exceeded by chance in 4.6 % of cases and ±3 in
 * 0.27 %, whatever the degrees of freedom, and samples of few replications can be pooled.
 */
export function normalScore(t: number, degrees: number): number {
  if (Number.isNaN(t)) throw new Error('a score is not a number: replications are all the same');
  const tail = Math.max(studentTail(Math.abs(t), degrees), 1e-300);
  return Math.sign(t) * normalQuantile(tail);
}
