/**
 * What schedlab prints with 95 % confidence is true as often as it says: M/M/1 at load 0.8, where the truth is known.
 *
 * Proven: over hundreds of independent seeds, 95 % intervals cover in 92 to 98 % of them, with the warm-up found and cut
 * by the program: by replications, by batch means of one long run, where a precision of a mean or of P99 decides when to
 * stop; and what was never seen is below its bound. Comparisons are in verdicts.test.ts, runs too short in short-runs.test.ts.
 * All of it is written to results/validation/coverage.md. How: with n seeds a coverage has a standard error of
 * √(0.95 · 0.05 / n), 1.3 % for 300; seeds are fixed.
 */
import { describe, expect, it } from 'vitest';
import { publish, table } from './write.ts';
import { coverage, type Coverage, dishonest, type Key, KEYS, overconfident, type Run } from '../agreement/coverage.ts';

const LOAD = 0.8;
const measured: Coverage[] = [];

async function published(run: Omit<Run, 'load'>): Promise<Coverage> {
  const one = await coverage({ ...run, load: LOAD });
  measured.push(one);
  publish('coverage.md', report());
  return one;
}

function report(): string {
  const rows = measured.flatMap(({ name, seeds, replications, covered, below, halfWidth }) =>
    KEYS.map((key) => [name, seeds, replications.toFixed(1), key, percent(covered[key]), below[key], Math.round((1 - covered[key]) * seeds) - below[key], `${(100 * halfWidth[key]).toFixed(2)} %`]),
  );
  const unseen = measured.flatMap(({ name, rare }) => rare.filter((one) => one.unseen > 0).map((one) => [name, one.share, percent(one.unseen), percent(one.wrong)]));
  return [
    '# Coverage of 95 % intervals',
    '',
    'M/M/1 at load 0.8. Quantiles by sectioning: the quantile of all replications together, its interval from how far those of the single replications lie from it. `response.above` is P[response > t] where that is 0.1.',
    '',
    table(['run', 'seeds', 'replications', 'value', 'covered', 'too low', 'too high', 'half-width'], rows),
    '',
    '## Bounds on what was never seen',
    '',
    'The share of jobs whose response is above a threshold; where a run saw none, it says below what the share is at 95 %. Wrong are runs that saw none and say too little: at most 5 %.',
    '',
    table(['run', 'true share', 'runs that saw none', 'wrong'], unseen),
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

const precision = (relative: number, statistic = 'mean') => ({ replications: 10, precision: { metric: 'response', statistic, relative, atMost: 1000 } });

describe('95 % intervals cover in 92 to 98 % of the runs', () => {
  const all: readonly Key[] = ['response', 'response.p95', 'response.p99', 'response.above', 'number', 'utilisation'];

  it.each<[string, Omit<Run, 'load'>, readonly Key[]]>([
    ['by ten short replications', { name: 'ten replications', jobs: 2e4, seeds: 600, plan: {} }, all],
    ['by ten replications of the default length', { name: 'ten replications', jobs: 1e5, seeds: 300, plan: {} }, all],
    ['by batch means of one long run', { name: 'batch means', jobs: 1e6, seeds: 300, plan: { replications: 1 } }, all],
    ['where a precision of 5 % decides when to stop', { name: 'precision 5 %', jobs: 2e4, seeds: 400, plan: precision(0.05) }, ['response', 'number']],
    ['where a precision of 2 % decides when to stop', { name: 'precision 2 %', jobs: 2e4, seeds: 300, plan: precision(0.02) }, ['response', 'number']],
    ['where a precision of 5 % of P99 decides when to stop', { name: 'precision 5 % of P99', jobs: 2e4, seeds: 300, plan: precision(0.05, 'p99') }, ['response', 'response.p99']],
  ])('%s', async (_, run, keys) => {
    const one = await published(run);
    expect(dishonest(one, keys)).toEqual([]);
    expect(overconfident(one)).toEqual([]);
  });
});
