import type { Stream } from '../model.ts';

/**
 * Draws indices in proportion to weights of 0 or more, not all 0, in O(1): each of n equal columns holds a part of one index
 * and, above it, of one other. Source: Walker 1977; Vose 1991.
 */
export function aliasTable(weights: readonly number[]): (stream: Stream) => number {
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const chance = Float64Array.from(weights, (weight) => (weight / total) * n);
  const other = Int32Array.from(weights, (_, index) => index);
  const [small, large] = [0, 1].map((most) => [...chance.keys()].filter((index) => chance[index] >= 1 === (most === 1)));
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop()!, large.at(-1)!];
    other[less] = more;
    chance[more] -= 1 - chance[less];
    if (chance[more] < 1) small.push(large.pop()!);
  }
  // What is left over is 1 but for rounding, unless its weight is 0.
  for (const index of [...small, ...large]) if (weights[index] > 0) chance[index] = 1;
  return (stream) => {
    const column = n === 1 ? 0 : stream.integer(n);
    return stream.uniform() < chance[column] ? column : other[column];
  };
}
