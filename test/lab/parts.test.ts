/** The mean response of a node of which a replication has few jobs is that of its jobs, not the mean of the means of replications. */
import { expect, test } from 'vitest';
import { metricsOf } from '../../src/lab/estimates.ts';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { load } from './scenario-text.ts';

const BURST = '{ class: job, process: { schedule: { rates: [{ for: 4, rate: 12 }], repeat: false } }, size: { exponential: { mean: 1 } } }';
const farm = (replications: number) => load([BURST], '{ nodes: 8, dispatch: { power-of-d: { d: 2 } } }', `{ until: 30, warmup: none, replications: ${replications} }`);

test('nodes together have the response of all jobs: Little’s law holds between the estimates', async () => {
  const { scenario, plan, ...rest } = farm(60);
  const { nodes } = assemble({ scenario, plan, ...rest }, await experiment(scenario, plan));
  for (const { metrics } of nodes) expect(metrics.throughput.mean.mean * metrics.response.mean.mean).toBeCloseTo(metrics.number.mean.mean, 10);
});

test('which is not biased, as the mean of means is, and its interval covers', async () => {
  const { scenario, plan } = farm(800);
  const { samples } = await experiment(scenario, plan);
  const cells = scenario.pool.nodes.map((_, node) => samples.map(({ nodes }) => ({ sample: nodes[node], jobs: nodes[node].throughput.mean! * 30, response: nodes[node].response.mean })));
  const meanOf = (some: (typeof cells)[number]) => {
    const jobs = some.reduce((sum, one) => sum + one.jobs, 0);
    return some.reduce((sum, one) => sum + one.jobs * (one.response ?? 0), 0) / jobs;
  };
  // All nodes are alike.
  const truth = meanOf(cells.flat());
  const size = 80;
  const [byJobs, byMeans] = [true, false].map((part) => {
    const estimates = cells.flatMap((own) =>
      Array.from({ length: samples.length / size }, (_, i) => own.slice(i * size, (i + 1) * size)).map((some) => {
        const whole = { sample: { response: { mean: meanOf(some) } }, part, unseen: {}, few: {} };
        return metricsOf(some.map(({ sample }) => ({ response: { mean: sample.response.mean } })), 0.95, whole).response.mean;
      }),
    );
    return { covered: estimates.filter(({ mean, halfWidth }) => Math.abs(mean - truth) <= halfWidth!).length / estimates.length, mean: estimates.reduce((sum, { mean }) => sum + mean, 0) / estimates.length };
  });
  expect(byJobs.covered).toBeGreaterThan(0.88);
  expect(Math.abs(byJobs.mean / truth - 1)).toBeLessThan(0.005);
  expect(byMeans.mean / truth - 1).toBeGreaterThan(0.01);
});
