import type { Distribution, Source } from '../../model.ts';
import { sizesOf } from './superposition.ts';

export interface ClosedInput {
  /** Customers of all sources together. */
  readonly population: number;
  /** Mean think time of every customer. */
  readonly think: number;
  readonly size: Distribution;
}

/** Closed sources whose customers are alike, together: equal mean think times and equal sizes; undefined otherwise. */
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
  return { population: parts.reduce((sum, { population }) => sum + population, 0), think, size };
}
