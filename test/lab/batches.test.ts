import { expect, test } from 'vitest';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { joinTallies } from '../../src/stats/recording.ts';

/** A thousand jobs of 10 in the first tenth of the time, then a hundred of 1: unlimited slots, so that nobody waits. */
const uneven = `time,size\n${Array.from({ length: 1000 }, (_, i) => `${i},10`).join('\n')}\n${Array.from({ length: 100 }, (_, i) => `${1050 + 90 * i},1`).join('\n')}\n`;

const run = async (horizon: string) => {
  const text = `
name: uneven
arrivals: [{ class: job, process: { trace: { file: jobs.csv } } }]
pool: { nodes: { slots: unlimited } }
run: { ${horizon}, warmup: none, replications: 1 }
`;
  const loaded = loadScenario('test.yaml', text, { read: () => uneven });
  const measured = await experiment(loaded.scenario, loaded.plan);
  return { measured, result: assemble(loaded, measured) };
};

test.each(['until: 10200', 'jobs: 1100'])('of one long run (%s) means are those of all its jobs and of all its time, however its batches differ', async (horizon) => {
  const { measured: { all, samples }, result: { overall, run: { intervals } } } = await run(horizon);
  expect(intervals).toBe('batch means');
  expect(samples.length).toBeGreaterThan(10);
  expect(overall.response.mean.mean).toBeCloseTo(10_100 / 1100, 12);
  expect(overall.response.variance.mean).toBeCloseTo((1000 * (10 - 10_100 / 1100) ** 2 + 100 * (1 - 10_100 / 1100) ** 2) / 1099, 9);
  expect(overall.throughput.mean.mean).toBeCloseTo(1100 / all.time, 12);
  expect(overall.number.mean.mean).toBeCloseTo(10_100 / all.time, 9);
  // The interval says how much the batches differ: their own mean lies far off.
  const { mean, halfWidth } = overall.response.mean;
  const own = samples.map((sample) => sample.overall.response.mean).filter((one) => one !== undefined);
  if (horizon.startsWith('until')) expect(own.reduce((sum, one) => sum + one, 0) / own.length).toBeLessThan(mean - halfWidth!);
  expect(joinTallies(all.classes.map(({ response }) => response)).moments.mean).toBe(mean);
});
