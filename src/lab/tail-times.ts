import { power } from '../power.ts';
import type { Tally } from '../stats/recording.ts';
import { quantile } from '../stats/sketch.ts';
import type { TailBand } from '../stats/tail-band.ts';

const POINTS = 200;
/** Farther out there are too few jobs for the tail to be more than noise. */
const FEWEST_BEYOND = 20;
/** Of independent ones: what all samples but one or two lack is the accident of one crowded time. */
const FEWEST_INDEPENDENT = 2;

/** Times at which the share of jobs that take longer is worth telling, ascending; none of too few jobs. `band` is between samples. */
export function tailTimes(response: Tally, band?: TailBand): number[] {
  const times = timesUpTo(response);
  const end = times.findIndex((time) => band && band.independent(time) < FEWEST_INDEPENDENT);
  return end < 0 ? times : times.slice(0, end);
}

function timesUpTo({ moments: { count }, sketch }: Tally): number[] {
  const longest = count > 2 * FEWEST_BEYOND ? quantile(sketch, 1 - FEWEST_BEYOND / count) : undefined;
  if (longest === undefined || longest === 0) return [];
  const shortest = quantile(sketch, 0.001) ?? 0;
  // Heavy tails need a logarithmic axis, on which even steps would crowd at one end.
  const wide = longest > 1000 * Math.max(shortest, quantile(sketch, 0.5) ?? 0);
  const from = wide ? Math.max(shortest, longest * 1e-9) : 0;
  return Array.from({ length: POINTS + 1 }, (_, i) => (wide ? from * power(longest / from, i / POINTS) : (longest * i) / POINTS));
}
