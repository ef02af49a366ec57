import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { result as resultSchema } from '../../src/result.ts';

const text = (discipline: string, { speed = 1, jobs = 30_000, bySize = true, load = 0.7 } = {}) => `
name: sizes
seed: by size
arrivals: [{ class: job, process: poisson, load: ${load}, size: { bounded-pareto: { shape: 1.5, min: 1, max: 1000 } } }]
pool: { nodes: { speed: ${speed} }, discipline: ${discipline} }
run: { jobs: ${jobs}, replications: 8, by-size: ${bySize} }
`;

async function play(words: string) {
  const loaded = loadScenario('sizes.yaml', words);
  const result = assemble(loaded, await experiment(loaded.scenario, loaded.plan));
  return { result, bySize: resultSchema.parse(JSON.parse(JSON.stringify(result))).bySize };
}

describe.each(['fcfs', 'ps', 'srpt', 'las', 'lcfs', 'sjf'])('%s', (discipline) => {
  test('the response of each size is that of its formula', async () => {
    const { bySize } = await play(text(discipline));
    const { bins, theory } = bySize!;
    expect(bins.length).toBeGreaterThan(15);
    expect(bins[0].from).toBe(1);
    // Bins are not independent, and there are two dozen: four standard errors, of eight replications, and what is curved in a bin.
    for (const { size, response } of bins) {
      const next = theory!.size.findIndex((x) => x >= size * (1 - 1e-9));
      const [a, b] = [Math.max(0, next - 1), next];
      const share = a === b ? 0 : (size - theory!.size[a]) / (theory!.size[b] - theory!.size[a]);
      const expected = theory!.response[a] + share * (theory!.response[b] - theory!.response[a]);
      expect(Math.abs(response.mean - expected), `size ${size}`).toBeLessThan((5.4 / 2.365) * response.halfWidth! + 0.03 * expected);
    }
  });
});

test('on a faster node slowdown is response over the time that the size takes there', async () => {
  const { bySize } = await play(text('ps', { speed: 4 }));
  for (const { size, response, slowdown } of bySize!.bins.slice(0, 10)) {
    expect(slowdown.mean).toBeCloseTo((4 * response.mean) / size, 1);
  }
  for (const value of bySize!.theory!.slowdown) expect(value).toBeCloseTo(1 / 0.3, 9);
});

const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);

test('the bins hold every job, and their sums are those of all jobs together', () => {
  const { scenario } = loadScenario('sizes.yaml', text('srpt', { jobs: 5000 }));
  const { recording } = replicate(scenario, 0);
  for (const { sizes, classes: [{ completed, response, slowdown }] } of recording.sections) {
    expect(sum(sizes!.jobs)).toBe(completed);
    expect(sum(sizes!.response)).toBeCloseTo(response.moments.mean * completed, 6);
    expect(sum(sizes!.slowdown)).toBeCloseTo(slowdown.moments.mean * completed, 6);
  }
});

test('nothing is measured by size unless it is asked for, and nothing else changes where it is', async () => {
  const [off, on] = await Promise.all([false, true].map((bySize) => play(text('srpt', { jobs: 3000, bySize }))));
  expect(off.bySize).toBeUndefined();
  expect('sizes' in replicate(loadScenario('sizes.yaml', text('srpt', { jobs: 3000, bySize: false })).scenario, 0).recording.sections[0]).toBe(false);
  expect(on.result.overall).toEqual(off.result.overall);
});

test('one long run is judged by its batches', async () => {
  const { bySize } = await play(text('ps', { jobs: 60_000 }).replace('replications: 8', 'replications: 1'));
  expect(bySize!.bins[0].response.samples).toBeGreaterThan(10);
});
