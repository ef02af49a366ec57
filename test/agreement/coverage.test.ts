/**
 * The intervals that schedlab prints hold the truth as often as they say: the quick version.
 *
 * Proven: over 300 independent seeds of M/M/1, 95 % intervals by ten replications, warm-up found and cut by the program,
 * cover the truth in 92 to 98 % of the runs. At load 0.5, where a run of 2000 jobs rests on as many independent stretches
 * as one of 12,500 at load 0.8, which the long version in test/validate measures, with batch means and precision.
 */
import { expect, it } from 'vitest';
import { coverage, dishonest, overconfident } from './coverage.ts';

it('95 % intervals cover in 92 to 98 % of the runs', async () => {
  const measured = await coverage({ name: 'quick', load: 0.5, jobs: 2000, seeds: 300, plan: {} });
  expect(dishonest(measured, ['response', 'response.p95', 'response.p99', 'response.above', 'number', 'utilisation'])).toEqual([]);
  expect(overconfident(measured)).toEqual([]);
});
