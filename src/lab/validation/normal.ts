/** The bounds that chance alone keeps to. */
import { gammaAbove, gammaBelow } from '../../random/special.ts';
import { normalQuantile } from '../normal-score.ts';

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
