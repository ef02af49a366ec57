/** Formulas that are found by the name of the dispatcher: static splits of any shares, intervals of sizes, copies. */
import { describe, expect, test } from 'vitest';
import { replicate } from '../../../src/backends/simulated/replicate.ts';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { optimalSplit } from '../../../src/theory/staffing/optimal-split.ts';
import { joinClasses } from '../../../src/stats/recording.ts';
import { expectClose } from '../close.ts';

const EXPONENTIAL = '{ exponential: { mean: 1 } }';

function scenarioOf(load: number, pool: string, size: string, jobs = 20_000) {
  const lines = ['name: by dispatcher', 'arrivals:', `  - { class: job, process: poisson, load: ${load}, size: ${size} }`, `pool: ${pool}`, `run: { jobs: ${jobs}, warmup: ${jobs / 10} }`];
  return loadScenario('by-dispatcher', lines.join('\n')).scenario;
}

const ask = (load: number, pool: string, size = EXPONENTIAL) => oracle(scenarioOf(load, pool, size)).findings.filter(({ scope }) => scope === 'overall');
const exact = (...args: Parameters<typeof ask>) => ask(...args).find(({ formula, prediction }) => formula.kind === 'exact' && 'response' in prediction.values)!;

describe('each is found, and simulation agrees', () => {
  test.each<[load: number, pool: string, size: string, found: string]>([
    [0.7, '{ nodes: [{ speed: 4 }, { speed: 1 }], dispatch: weighted-random }', EXPONENTIAL, 'weighted-split'],
    [0.5, '{ nodes: [{ slots: 2 }, { speed: 0.5 }, { speed: 3 }], dispatch: { weighted-random: { weights: [2, 0.25, 3] } } }', EXPONENTIAL, 'weighted-split'],
    [0.5, '{ nodes: 3, dispatch: { weighted-random: { weights: [1, 2, 3] } }, discipline: srpt }', '{ uniform: { min: 0, max: 2 } }', 'weighted-split'],
    [0.6, '{ nodes: [{ speed: 4 }, { speed: 1 }, { speed: 1 }], dispatch: optimal-split }', EXPONENTIAL, 'weighted-split'],
    [0.1, '{ nodes: [{ speed: 4 }, { speed: 1 }], dispatch: optimal-split }', EXPONENTIAL, 'weighted-split'],
    [0.7, '{ nodes: 3, dispatch: sita }', '{ bounded-pareto: { shape: 1.5, min: 0.4, max: 40 } }', 'sita'],
    [0.6, '{ nodes: [{ count: 2, speed: 2 }], dispatch: { sita: { cutoffs: [1] } } }', '{ discrete: { values: [1, 3], probabilities: [0.8, 0.2] } }', 'sita'],
    [0.7, '{ nodes: 3, dispatch: { redundancy-d: { d: 2 } } }', EXPONENTIAL, 'redundancy-d'],
  ])('load %f, %s, sizes %s', (load, pool, size, found) => {
    const { formula, prediction } = exact(load, pool, size);
    expect(formula.name).toBe(found);
    const scenario = scenarioOf(load, pool, size);
    const means = Array.from({ length: 6 }, (_, index) => joinClasses(replicate(scenario, index).recording.sections.slice(1).flatMap(({ classes }) => classes)).response.moments.mean);
    const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
    const error = Math.sqrt(means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (means.length - 1) / means.length);
    expect(Math.abs(mean - prediction.values['response']) / error).toBeLessThan(4.5);
  });
});

const three = (dispatch: string) => `{ nodes: [{ speed: 4 }, { speed: 1 }, { speed: 0.1 }], dispatch: ${dispatch} }`;

test('the best split is what staffing theory says of it, and no random split by speed is as good', () => {
  const best = exact(0.6, three('optimal-split')).prediction.values;
  const expected = optimalSplit.create({ lambda: 0.6 * 5.1, mu: [4, 1, 0.1] }).values;
  for (const key of ['response', 'number', 'waiting']) expectClose(best[key], expected[key], 1e-12);
  expect(best['response']).toBeLessThan(exact(0.6, three('weighted-random')).prediction.values['response']);
});

test('utilisation is a fraction of all slots, also of nodes that get nothing', () => {
  // At load 0.1 the node of speed 4 gets all jobs, and is busy an eighth of the time.
  expectClose(exact(0.1, '{ nodes: [{ speed: 4 }, { speed: 1 }], dispatch: optimal-split }').prediction.values['utilisation'], 0.125 / 2, 1e-12);
});

test('many nodes with copies: the limit too', () => {
  const names = ask(0.7, '{ nodes: 100, dispatch: { redundancy-d: { d: 2 } } }').map(({ formula }) => formula.name);
  expect(names).toContain('redundancy-d');
  expect(names).toContain('redundancy-d-limit');
});

test.each([
  ['{ nodes: 3, dispatch: { redundancy-d: { sizes: same } } }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: { redundancy-d: { cancel: on-start } } }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: redundancy-d, discipline: ps }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: redundancy-d }', '{ erlang: { k: 2, mean: 1 } }'],
  ['{ nodes: [{ speed: 1 }, { speed: 2 }], dispatch: sita }', EXPONENTIAL],
  ['{ nodes: 2, dispatch: sita, discipline: srpt }', EXPONENTIAL],
  ['{ nodes: [{ slots: 2, count: 2 }], dispatch: sita }', EXPONENTIAL],
])('no exact mean is known for %s, sizes %s', (pool, size) => {
  expect(exact(0.3, pool, size)).toBeUndefined();
});
