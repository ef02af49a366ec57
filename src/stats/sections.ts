import type { Horizon } from '../model.ts';

/** How finely a horizon is cut: the warm-up is found to 1/512 of it and removed to 1/64. */
const SECTIONS = 64;
const INTERVALS = 8;

/**
 * The ends of the intervals of each section, in the horizon's unit: 64 equal sections of 8 equal intervals each, behind
 * one section for a warm-up whose length is given. Of a horizon of few jobs, fewer.
 */
export function sectionEdges({ unit, length, warmup }: Horizon): number[][] {
  const edges: number[][] = [];
  let previous = 0;
  const section = (from: number, to: number) => {
    const ends: number[] = [];
    for (let i = 1; i <= INTERVALS; i++) {
      const exact = from + ((to - from) * i) / INTERVALS;
      const end = unit === 'jobs' ? Math.round(exact) : exact;
      if (end > previous) ends.push((previous = end));
    }
    if (ends.length > 0) edges.push(ends);
  };
  if (warmup > 0) section(0, warmup);
  for (let i = 0; i < SECTIONS; i++) {
    section(warmup + ((length - warmup) * i) / SECTIONS, warmup + ((length - warmup) * (i + 1)) / SECTIONS);
  }
  return edges;
}
