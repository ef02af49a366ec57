import type { Distribution, Source } from '../../model.ts';
import { isSame, sizesOf } from './superposition.ts';

export interface ClosedInput {
  /** Customers of all sources together. */
  readonly population: number;
  /** Mean think time of every customer. */
  readonly think: number;
  readonly size: Distribution;
  /** Whether all think times have one distribution, and not only one mean. */
  readonly alike: boolean;
}

/**
 * Closed sources with equal mean think times and equal sizes, together; undefined otherwise. How think times are distributed does
 * not matter where no customer is told from another; where some go first, they must be `alike` too.
 */
export function closedInput(sources: readonly Source[]): ClosedInput | undefined {
  const parts: { population: number; think: number; size: Distribution }[] = [];
  for (const { process, size } of sources) {
    if (process.mechanism !== 'closed' || !size) return undefined;
    parts.push({ population: process.population, think: process.think.mean, size });
  }
  if (parts.length === 0) return undefined;
  const [{ think }] = parts;
  const size = sizesOf(parts.map((part) => ({ rate: part.population, size: part.size })));
  if (!(think > 0 && think < Infinity) || parts.some((part) => Math.abs(part.think - think) > 1e-12 * think) || (parts.length > 1 && size.name === 'mixture')) return undefined;
  const [first, ...others] = sources.map(({ process }) => (process.mechanism === 'closed' ? process.think : undefined));
  const alike = others.every((other) => isSame(first!, other!));
  return { population: parts.reduce((sum, { population }) => sum + population, 0), think, size, alike };
}
