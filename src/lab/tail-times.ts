import { power } from '../power.ts';
import type { Tally } from '../stats/recording.ts';
import { quantile } from '../stats/sketch.ts';

const POINTS = 200;
/** Farther out there are too few jobs for the tail to be more than noise. */
const FEWEST_BEYOND = 20;

/** Times at which the share of jobs that take longer is worth telling, ascending; none of too few jobs. */
export function tailTimes({ moments: { count }, sketch }: Tally): number[] {
  const longest = count > 2 * FEWEST_BEYOND ? quantile(sketch, 1 - FEWEST_BEYOND / count) : undefined;
  if (longest === undefined || longest === 0) return [];
  const shortest = quantile(sketch, 0.001) ?? 0;
  // Heavy tails need a logarithmic axis, on which even steps would crowd at one end.
  const wide = longest > 1000 * Math.max(shortest, quantile(sketch, 0.5) ?? 0);
  const from = wide ? Math.max(shortest, longest * 1e-9) : 0;
  return Array.from({ length: POINTS + 1 }, (_, i) => (wide ? from * power(longest / from, i / POINTS) : (longest * i) / POINTS));
}
