import { stream } from '../../random/stream.ts';
import type { Effort } from './measure.ts';
import { normalScore } from '../normal-score.ts';
import { normalBound } from './normal.ts';

const TRIALS = 500;

/**
 * The bias that the test of the mean catches with probability 0.99, in standard errors of all seeds together: found by
 * drawing what an unbiased simulator would measure, and shifting it.
 */
export function biasCaught({ seeds, replications }: Pick<Effort, 'seeds' | 'replications'>, level: number): number {
  const chance = stream('power');
  const bound = normalBound(level);
  const draws = Array.from({ length: TRIALS * seeds }, () => {
    const values = Array.from({ length: replications }, () => chance.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / replications;
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replications - 1);
    return [mean, Math.sqrt(spread / replications)] as const;
  });
  const caught = (bias: number) => {
    const shift = bias / Math.sqrt(seeds * replications);
    let count = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const scores = draws.slice(trial * seeds, (trial + 1) * seeds).map(([mean, error]) => normalScore((mean + shift) / error, replications - 1));
      if (Math.abs(scores.reduce((sum, score) => sum + score, 0)) / Math.sqrt(seeds) > bound) count++;
    }
    return count / TRIALS;
  };
  let [low, high] = [0, 30];
  while (high - low > 0.02) {
    const middle = (low + high) / 2;
    if (caught(middle) >= 0.99) high = middle;
    else low = middle;
  }
  return high;
}
