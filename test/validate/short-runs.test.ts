/**
 * Runs that are too short for their load say so: where intervals hold less often than they say, they are marked.
 *
 * Measured of M/M/1, ten replications, 200 seeds and more each: at which lengths and loads 95 % intervals of the mean, of
 * percentiles and of P[response > t] cover how often, and how often they are marked (`?` in tables, `few` in JSON). Proven:
 * where fewer than half are marked, they cover as often as they say, to three standard errors; and where they cover in less
 * than 88 %, at least four of five are marked. Written to results/validation/short-runs.md.
 */
import { expect, it } from 'vitest';
import { coverage, type Coverage, type Key } from '../agreement/coverage.ts';
import { publish, table } from './write.ts';

const SHOWN: readonly Key[] = ['response', 'response.p50', 'response.p90', 'response.p95', 'response.p99', 'response.above'];
const LENGTHS = [{ jobs: 2000, seeds: 500 }, { jobs: 20_000, seeds: 400 }, { jobs: 200_000, seeds: 200 }];
const measured: (Coverage & { readonly load: number; readonly jobs: number })[] = [];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function report(): string {
  const rows = measured.map(({ load, jobs, seeds, covered, marked }) => [load, jobs, seeds, ...SHOWN.map((key) => percent(covered[key]) + (marked[key] > 0 ? ` (? ${Math.round(100 * marked[key])})` : ''))]);
  return [
    '# Short runs',
    '',
    'Coverage of 95 % intervals of M/M/1, ten replications of so many jobs. In brackets: of the runs, in what per cent the interval is marked (`?` in tables, `few` in JSON) as resting on too few independent jobs. `response.above` is P[response > t] where that is 0.1.',
    '',
    table(['load', 'jobs', 'seeds', ...SHOWN], rows),
    '',
  ].join('\n');
}

it.each([0.5, 0.8, 0.95].flatMap((load) => LENGTHS.map((length) => ({ load, ...length }))))('load $load, $jobs jobs', async ({ load, jobs, seeds }) => {
  const one = await coverage({ name: `short/${load}`, load, jobs, seeds, plan: {}, seedOf: (number) => `p99/${load}/${jobs}/${1000 + number}` });
  measured.push({ ...one, load, jobs });
  publish('short-runs.md', report());
  const three = 3 * Math.sqrt((0.95 * 0.05) / seeds);
  for (const key of SHOWN) {
    if (one.marked[key] < 0.5) expect(one.covered[key], key).toBeGreaterThan(0.95 - three);
    if (one.covered[key] < 0.88) expect(one.marked[key], key).toBeGreaterThan(0.8);
  }
});
