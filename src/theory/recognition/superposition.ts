import type { Distribution } from '../../model.ts';
import { mixture } from '../../random/distributions/mixture.ts';

export interface Sizes {
  readonly rate: number;
  readonly size: Distribution;
}

/** The size of an arbitrary job of several Poisson sources together: a mixture in proportion to their rates. */
export function sizesOf(parts: readonly Sizes[]): Distribution {
  const [{ size: first }, ...rest] = parts;
  if (rest.every(({ size }) => isSame(size, first))) return first;
  return mixture.create({ of: parts.map(({ rate, size }) => ({ weight: rate, distribution: size })) });
}

/** Families that the mean alone tells apart. */
const BY_MEAN = new Set(['exponential', 'deterministic']);

/** Equal for certain: the same object, or of one such family and one mean. */
export function isSame(a: Distribution, b: Distribution): boolean {
  return a === b || (a.name === b.name && BY_MEAN.has(a.name) && Math.abs(a.mean - b.mean) <= 1e-12 * a.mean);
}
