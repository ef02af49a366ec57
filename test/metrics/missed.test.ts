/** The fraction of jobs that were done after their deadline, against theory; and where it is not measured at all. */
import { describe, expect, test } from 'vitest';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { sampleOf } from '../../src/lab/observe.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { resultTable } from '../../src/reports/table.ts';
import { standardError } from '../../src/stats/interval.ts';
import { joinSections } from '../../src/stats/recording.ts';
import { load } from '../lab/scenario-text.ts';

const job = (name: string, rate: number, deadline: string, size = '{ exponential: { mean: 1 } }') =>
  `{ class: ${name}, process: poisson, rate: ${rate}, size: ${size}${deadline && `, deadline: ${deadline}`} }`;
const RUN = '{ jobs: 16000, replications: 12 }';

async function measured(arrivals: readonly string[], pool: string, run = RUN) {
  const loaded = load(arrivals, pool, run);
  return assemble(loaded, await experiment(loaded.scenario, loaded.plan));
}

const z = (estimate: { mean: number; halfWidth: number | null; level: number; samples: number }, truth: number) => (estimate.mean - truth) / standardError(estimate)!;

describe('M/M/1, first come first served: response is exponential with rate μ − λ (Harchol-Balter 2013, section 13.1)', () => {
  // P[T > D] = ∫ exp(−(μ − λ) t) d exp(−d t) dt = d / (μ − λ + d) for an exponential deadline of rate d.
  test.each([[0.5, 2], [0.8, 10], [0.8, 1]])('load %d, exponential deadlines of mean %d', async (load_, mean) => {
    const { overall } = await measured([job('a', load_, `{ exponential: { mean: ${mean} } }`)], '{ nodes: 1 }');
    expect(Math.abs(z(overall['missed']['mean'], 1 / mean / (1 - load_ + 1 / mean)))).toBeLessThan(4);
  });

  test('two classes of other deadlines: each its own, and together in proportion', async () => {
    const result = await measured([job('a', 0.4, '{ deterministic: { value: 3 } }'), job('b', 0.2, '{ exponential: { mean: 5 } }')], '{ nodes: 1 }');
    const truth = [Math.exp(-0.4 * 3), 0.2 / 0.6];
    for (const [i, { metrics }] of result.classes.entries()) expect(Math.abs(z(metrics['missed']['mean'], truth[i]))).toBeLessThan(4);
    expect(Math.abs(z(result.overall['missed']['mean'], (2 * truth[0] + truth[1]) / 3))).toBeLessThan(4);
    const table = resultTable(result);
    expect(table).toMatch(/^missed +0\.3\d+ ± /m);
    expect(table).toMatch(/^class +response .* missed /m);
  });
});

test('M/M/∞: nobody waits, and a job is late where its size is above its deadline', async () => {
  const { overall } = await measured([job('a', 5, '{ deterministic: { value: 2 } }')], '{ nodes: { slots: unlimited } }');
  expect(Math.abs(z(overall['missed']['mean'], Math.exp(-2)))).toBeLessThan(4);
});

test('jobs without a deadline do not count, and where none has one nothing is said', async () => {
  const mixed = await measured([job('a', 0.3, '{ deterministic: { value: 1e9 } }'), job('b', 0.3, '')], '{ nodes: 1 }', '{ jobs: 2000, replications: 3 }');
  expect(mixed.overall['missed']['mean'].mean).toBe(0);
  expect(mixed.classes.map(({ metrics }) => 'missed' in metrics)).toEqual([true, false]);
  const none = await measured([job('a', 0.3, ''), job('b', 0.3, '')], '{ nodes: 2, dispatch: jsq }', '{ jobs: 2000, replications: 3 }');
  expect([none.overall, ...none.classes.map(({ metrics }) => metrics), ...none.nodes.map(({ metrics }) => metrics)].some((metrics) => 'missed' in metrics)).toBe(false);
  expect(resultTable(none)).not.toContain('missed');
});

test('a job that is done at its deadline is in time', () => {
  const { scenario } = load(['{ class: a, process: { trace: { file: trace.csv } }, deadline: { deterministic: { value: 4 } } }'], '{ nodes: 1 }', '{}');
  // Sizes 1, 3, 2, 6 come at 0, 1, 2, 4 and are done after 1, 3, 4 and 8.
  expect(joinSections(replicate(scenario, 0).recording.sections).classes.map(({ deadlines }) => deadlines)).toEqual([{ due: 3, missed: 1 }, { due: 1, missed: 0 }]);
});

test('batches of one long run have it too', () => {
  const { scenario } = load([job('a', 0.5, '{ exponential: { mean: 2 } }')], '{ nodes: 1 }', '{ jobs: 6400, replications: 1 }');
  const samples = replicate(scenario, 0).recording.sections.map((section) => sampleOf(section, scenario).overall['missed']['mean']!);
  expect(samples).toHaveLength(64);
  expect(samples.reduce((sum, sample) => sum + sample, 0) / 64).toBeCloseTo(sampleOf(joinSections(replicate(scenario, 0).recording.sections), scenario).overall['missed']['mean']!, 12);
});
