/** Shares above thresholds, what was never seen, and runs that end, from the file to the result. */
import { describe, expect, test } from 'vitest';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { result as contract } from '../../src/result.ts';
import { standardError } from '../../src/stats/interval.ts';
import { faultsOf, load, poisson, traced } from './scenario-text.ts';

async function run(arrivals: readonly string[], pool: string, section: string) {
  const loaded = load(arrivals, pool, section);
  const result = assemble(loaded, await experiment(loaded.scenario, loaded.plan));
  expect(contract.safeParse(result).error).toBeUndefined();
  return result;
}

describe('the share of jobs above a threshold', () => {
  test('is that of M/M/1, and theory stands beside it', async () => {
    const { overall, comparisons } = await run([poisson()], '{ nodes: 1 }', '{ jobs: 20000, thresholds: [3, 0.2, 3, 6] }');
    expect(Object.keys(overall.response).filter((statistic) => statistic.startsWith('above'))).toEqual(['above 0.2', 'above 3', 'above 6']);
    for (const time of [0.2, 3, 6]) {
      // Load 0.2: the response is exponential of rate 0.8.
      const one = overall.response[`above ${time}`];
      expect(Math.abs(one.mean - Math.exp(-0.8 * time)) / standardError(one)!).toBeLessThan(4);
      const compared = comparisons.find(({ statistic }) => statistic === `above ${time}`);
      expect(compared).toMatchObject({ formula: 'mm1', theory: expect.closeTo(Math.exp(-0.8 * time), 12), z: expect.any(Number) });
    }
  });

  test('counts exactly, where a job that takes as long as the threshold is not above it', async () => {
    // A service of 1, 3, 2 and 6 from 0, 1, 2 and 4: responses of 1, 3, 4 and 8.
    const { overall, classes } = await run([traced()], '{ nodes: 1 }', '{ jobs: 4, replications: 2, thresholds: [1, 3, 3.5, 9] }');
    expect(['above 1', 'above 3', 'above 3.5'].map((name) => overall.response[name].mean)).toEqual([0.75, 0.5, 0.5]);
    expect(overall.response['above 9']).toMatchObject({ mean: 0, halfWidth: null, unseen: { jobs: 8 } });
    expect(classes.find(({ name }) => name === 'a')!.metrics.response['above 1'].mean).toBe(2 / 3);
  });

  test('needs thresholds that are times', () => {
    expect(faultsOf([poisson()], '{ nodes: 1 }', '{ jobs: 100, thresholds: [0] }')).toHaveLength(1);
    expect(faultsOf([poisson()], '{ nodes: 1 }', '{ jobs: 100, thresholds: [] }')).toHaveLength(1);
  });
});

const deadline = (value: number) => `deadline: { deterministic: { value: ${value} } }`;

test('what was never seen has no interval of zero, but a bound; what was seen has no bound', async () => {
  const { overall, classes, nodes } = await run([poisson(deadline(500)), poisson(deadline(1), 'other')], '{ nodes: [{ count: 2, capacity: 40 }], dispatch: round-robin }', '{ jobs: 4000 }');
  const { unseen, ...rest } = overall.loss.mean;
  expect(rest).toEqual({ mean: 0, halfWidth: null, level: 0.95, samples: 10 });
  expect(unseen!.independent).toBeLessThan(unseen!.jobs);
  expect(unseen!.below).toBeCloseTo(1 - 0.05 ** (1 / unseen!.independent), 12);
  expect(classes[0].metrics.missed.mean.unseen?.jobs).toBeLessThan(unseen!.jobs);
  expect(classes[0].metrics.missed.mean.unseen!.below).toBeGreaterThan(unseen!.below);
  expect(classes[1].metrics.missed.mean.halfWidth).toBeGreaterThan(0);
  expect([overall.missed.mean.unseen, classes[1].metrics.missed.mean.unseen]).toEqual([undefined, undefined]);
  expect(nodes.map(({ metrics }) => metrics.loss.mean.halfWidth)).toEqual([null, null]);
});

const burst = (repeat: boolean) => `{ class: job, process: { schedule: { rates: [{ for: 4, rate: 5 }, { for: 2, rate: 0 }], repeat: ${repeat} } }, size: { exponential: { mean: 1 } } }`;

describe('runs that end', () => {
  test('a record is over when its last job is done', async () => {
    const { overall } = await run([traced()], '{ nodes: 1 }', '{ until: 100, replications: 3 }');
    expect(overall.drained.mean).toMatchObject({ mean: 12, halfWidth: 0, samples: 3 });
    expect((await run([traced()], '{ nodes: 1 }', '{ until: 11, replications: 3 }')).overall.drained).toBeUndefined();
    expect((await run([traced()], '{ nodes: 1 }', '{ jobs: 3, replications: 3 }')).overall.drained).toBeUndefined();
  });

  test('a burst beyond what the nodes can do is no overload, and drains by the work that it brings', async () => {
    expect(faultsOf([burst(true)], '{ nodes: 1 }', '{ until: 200 }')).toHaveLength(1);
    const { overall, growing } = await run([burst(false)], '{ nodes: 1 }', '{ until: 200, replications: 400 }');
    expect(growing).toBeUndefined();
    // 20 jobs of mean 1 and an idle start of about 1/5: the node is hardly idle again before the end.
    expect(overall.drained.mean.mean).toBeGreaterThan(20);
    expect(overall.drained.mean.mean).toBeLessThan(21);
  });

  test('is asked of all replications or of none, and only where arrivals end', async () => {
    expect((await run([burst(false)], '{ nodes: 1 }', '{ until: 20, replications: 20 }')).overall.drained).toBeUndefined();
    expect((await run([poisson()], '{ nodes: 1 }', '{ until: 20, warmup: none }')).overall.drained).toBeUndefined();
  });

  test('the number in system over time has a band that covers M/M/∞ from empty', async () => {
    const source = '{ class: job, process: poisson, rate: 20, size: { exponential: { mean: 1 } } }';
    const { series } = await run([source], '{ nodes: { slots: unlimited } }', '{ until: 4, warmup: none, replications: 200 }');
    expect(series.halfWidth).toHaveLength(512);
    // The mean number is 20 (1 − exp(−t)), averaged here over each interval; points that are apart by a mean size and more.
    for (const i of [31, 127, 255, 383, 511]) {
      const from = series.time[i - 1];
      const to = series.time[i];
      const truth = 20 * (1 - (Math.exp(-from) - Math.exp(-to)) / (to - from));
      expect(Math.abs(series.number[i] - truth) / series.halfWidth![i], `at ${to}`).toBeLessThan(1.6);
    }
    expect((await run([source], '{ nodes: { slots: unlimited } }', '{ until: 4, warmup: none, replications: 1 }')).series.halfWidth).toBeUndefined();
  });
});
