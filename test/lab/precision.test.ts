/** A precision can only be asked for of what is measured; it is kept for every statistic. */
import { expect, test } from 'vitest';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { faultsOf, load, poisson } from './scenario-text.ts';

const run = (metric: string) => `{ jobs: 1000, precision: { metric: ${metric}, relative: 0.1 } }`;
const D = 'deadline: { deterministic: { value: 9 } }';

test.each<[string, string, string, string[]]>([
  ['missed', poisson(), '{ nodes: 1 }', ['run.precision.metric: missed is not measured here: no jobs have a deadline']],
  ['missed', poisson(D), '{ nodes: 1 }', []],
  ['loss', poisson(), '{ nodes: 1 }', ['run.precision.metric: loss is not measured here: nothing can be lost where no capacity is given']],
  ['loss', poisson(), '{ nodes: 1, capacity: 3 }', []],
  ['loss', poisson(), '{ nodes: { capacity: 3 } }', []],
  ['utilisation', poisson(), '{ nodes: { slots: unlimited } }', ['run.precision.metric: utilisation is not measured here: of unlimited slots no fraction is busy']],
  ['utilisation', poisson(), '{ nodes: 1 }', []],
])('%s of %s on %s', (metric, arrivals, pool, faults) => {
  expect(faultsOf([arrivals], pool, run(metric))).toEqual(faults);
});

test.each<[string, string[]]>([
  ['statistic: p99, relative: 0.1', []],
  ['statistic: above 0.5, absolute: 0.1', []],
  ['relative: 0.1, absolute: 0.1', ['run.precision: has both relative and absolute; one of them says when to stop']],
  ['statistic: p99', ['run.precision: needs relative or absolute: how narrow the interval is to be']],
  ['statistic: above 1, relative: 0.1', ['run.precision.statistic: unknown statistic "above 1" of response']],
  ['metric: number, statistic: p99, relative: 0.1', ['run.precision.statistic: unknown statistic "p99" of number']],
  ['statistic: p99.9, relative: 0.1', ['run.precision.statistic: p99.9 cannot be told from so few jobs in a replication: it takes 5000 or more']],
  ['metric: drained, relative: 0.1', ['run.precision.metric: drained is not measured here: the arrivals do not end']],
])('of { %s }', (precision, faults) => {
  expect(faultsOf([poisson()], '{ nodes: 1 }', `{ jobs: 1000, thresholds: [0.5], precision: { ${precision} } }`)).toEqual(faults);
});

const reached = async (pool: string, precision: string, jobs = 2000) => {
  const loaded = load([poisson()], pool, `{ jobs: ${jobs}, thresholds: [8, 1e6], precision: { ${precision} } }`);
  return assemble(loaded, await experiment(loaded.scenario, loaded.plan));
};

test('replications are added until the interval of the statistic is as narrow as was asked', async () => {
  const p99 = await reached('{ nodes: 1 }', 'statistic: p99, relative: 0.03');
  expect(p99.run).toMatchObject({ precision: { metric: 'response', statistic: 'p99', relative: 0.03, reached: true } });
  expect(p99.run.replications).toBeGreaterThan(10);
  expect(p99.overall.response.p99.halfWidth! / p99.overall.response.p99.mean).toBeLessThanOrEqual(0.03);
  const above = await reached('{ nodes: 1 }', 'statistic: above 8, absolute: 5e-4');
  expect(above.run.precision).toEqual({ metric: 'response', statistic: 'above 8', absolute: 5e-4, reached: true });
  expect(above.overall.response['above 8'].halfWidth).toBeLessThanOrEqual(5e-4);
});

test('of what was never seen the bound is as low as was asked; to no precision relative to it', async () => {
  const absolute = await reached('{ nodes: 1, capacity: 50 }', 'metric: loss, absolute: 5e-4');
  expect(absolute.run.precision?.reached).toBe(true);
  expect(absolute.overall.loss.mean).toMatchObject({ mean: 0, halfWidth: null, unseen: { below: expect.any(Number) } });
  expect(absolute.overall.loss.mean.unseen!.below).toBeLessThanOrEqual(5e-4);
  const relative = await reached('{ nodes: 1 }', 'statistic: above 1000000, relative: 0.5, at-most: 30', 200);
  expect(relative.run).toMatchObject({ replications: 30, precision: { reached: false } });
});
