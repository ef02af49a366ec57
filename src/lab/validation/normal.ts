/** Normal scores and the bounds that chance alone keeps to. */
import { gammaAbove, gammaBelow, normalBelow } from '../../random/special.ts';
import { studentTail } from '../../stats/student.ts';

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

/** Where a Student-t variate lies, as the normal variate of the same rank: samples of few replications can then be pooled. */
export function normalScore(t: number, degrees: number): number {
  if (Number.isNaN(t)) throw new Error('a score is not a number: replications are all the same');
  const tail = Math.max(studentTail(Math.abs(t), degrees), 1e-300);
  return Math.sign(t) * normalQuantile(tail);
}

/** What |Z| exceeds with probability p. */
export function normalBound(p: number): number {
  return normalQuantile(p / 2);
}

/** What a chi-square variate divided by its degrees of freedom falls below, and exceeds, with probability p / 2 each. */
export function varianceBounds(p: number, degrees: number): readonly [number, number] {
  const solve = (side: (a: number, x: number) => number, rising: boolean) => {
    let [low, high] = [0, 50 + 10 * degrees];
    for (let step = 0; step < 80; step++) {
      const middle = (low + high) / 2;
      if (side(degrees / 2, middle / 2) < p / 2 === rising) low = middle;
      else high = middle;
    }
    return low / degrees;
  };
  return [solve(gammaBelow, true), solve(gammaAbove, false)];
}
