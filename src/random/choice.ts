import type { Stream } from '../model.ts';
import { countUpTo } from './search.ts';

/** Draws an index with probability proportional to its weight; weights are ≥ 0 and not all 0. One uniform a draw. */
export function choice(weights: readonly number[]): (stream: Stream) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const below = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    // Summed in the order of the total, so that the last share ends at exactly 1.
    below[i] = sum / total;
  }
  return (stream) => countUpTo(below, stream.uniform());
}
