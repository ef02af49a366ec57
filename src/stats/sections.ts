import type { Horizon } from '../scenario.ts';

/** How finely a horizon is cut: warm-up is removed to 1/64 of it, the picture over time has 512 points. */
const SECTIONS = 64;
const INTERVALS = 8;

/**
 * The ends of the intervals of each section, in the horizon's unit: 64 equal sections of 8 equal intervals each, behind
 * one section, in about as long intervals, for a warm-up whose length is given. Of a horizon of few jobs, fewer.
 */
export function sectionEdges({ unit, length, warmup }: Horizon): number[][] {
  const edges: number[][] = [];
  let previous = 0;
  const section = (from: number, to: number, intervals: number) => {
    const ends: number[] = [];
    for (let i = 1; i <= intervals; i++) {
      const exact = i === intervals ? to : from + ((to - from) * i) / intervals;
      const end = unit === 'jobs' ? Math.round(exact) : exact;
      if (end > previous) ends.push((previous = end));
    }
    if (ends.length > 0) edges.push(ends);
  };
  const interval = (length - warmup) / (SECTIONS * INTERVALS);
  if (warmup > 0) section(0, warmup, Math.min(SECTIONS * INTERVALS, Math.ceil(warmup / interval)));
  const end = (i: number) => (i === SECTIONS ? length : warmup + ((length - warmup) * i) / SECTIONS);
  for (let i = 0; i < SECTIONS; i++) section(end(i), end(i + 1), INTERVALS);
  return edges;
}
