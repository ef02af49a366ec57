/** Faults in numbers: against theory over seeds, and that they leave everything else as it was. */
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { observe } from '../../src/backends/simulated/observe.ts';
import { sampleOf } from '../../src/lab/observe.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import type { Recorder } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';
import { joinSections } from '../../src/stats/recording.ts';
import { momentsOf, variance } from '../../src/stats/moments.ts';
import { oracle } from '../../src/theory/oracle.ts';

const load = (pool: string, arrivals = 'rate: 0.5, size: { exponential: { mean: 1 } }') =>
  loadScenario('f', `name: test\narrivals: [{ class: a, process: poisson, ${arrivals} }]\npool: { ${pool} }\nrun: { jobs: 22000, warmup: 2000 }\n`).scenario;

const SEEDS = 12;

/** The score of each value that theory predicts, over so many seeds. */
function scores(scenario: Scenario): Readonly<Record<string, number>> {
  const [{ prediction }] = oracle(scenario).findings;
  const samples = Array.from({ length: SEEDS }, (_, seed) => sampleOf(joinSections(replicate(scenario, seed).recording.sections.slice(1)), scenario).overall);
  const means = Object.entries(prediction.values).filter(([key, value]) => !key.includes('.') && value < Infinity);
  return Object.fromEntries(
    means.map(([key, value]) => {
      const moments = momentsOf(samples.map((sample) => sample[key].mean!));
      return [key, (moments.mean - value) / Math.sqrt(variance(moments)! / SEEDS)];
    }),
  );
}

describe('the engine against theory', () => {
  // With 11 degrees of freedom |t| is above 4.4 once in a thousand times.
  test.each<[string, readonly string[]]>([
    ['nodes: 1, faults: { failure: 0.3 }, recovery: { retry: { limit: 2 }, sizes: drawn }', ['response', 'waiting', 'number', 'utilisation', 'throughput', 'dead', 'tries', 'waste']],
    ['nodes: 1, discipline: ps, faults: { failure: { probability: 0.3, at: anywhere } }, recovery: { retry: { limit: 2 } }', ['response', 'slowdown', 'number', 'dead', 'tries', 'waste']],
    ['nodes: 1, faults: { crashes: { up: { exponential: { mean: 10 } }, repair: { exponential: { mean: 2 } } } }, recovery: { sizes: drawn }', ['response', 'waiting', 'number', 'utilisation', 'availability']],
    ['nodes: 1, faults: { straggler: { probability: 0.1, factor: 4 } }', ['response', 'waiting', 'number', 'utilisation']],
  ])('%s', (pool, expected) => {
    const found = scores(load(pool));
    expect(Object.keys(found)).toEqual(expect.arrayContaining([...expected]));
    for (const [key, z] of Object.entries(found)) expect(Math.abs(z), key).toBeLessThan(4.4);
  });

  test('nodes are up for the fraction of time that their up times and repairs say, however they are distributed', () => {
    const scenario = load('nodes: 3, dispatch: random, faults: { crashes: { up: { uniform: { min: 0, max: 18 } }, repair: { erlang: { k: 2, mean: 1 } } } }');
    const found = Array.from({ length: SEEDS }, (_, seed) => sampleOf(joinSections(replicate(scenario, seed).recording.sections), scenario).overall.availability.mean!);
    const moments = momentsOf(found);
    expect(Math.abs(moments.mean - 0.9) / Math.sqrt(variance(moments)! / SEEDS)).toBeLessThan(4.4);
  });
});

const ignore = () => undefined;

/** When jobs come, whatever becomes of them. */
function comings(scenario: Scenario): readonly number[] {
  const times: number[] = [];
  const recorder: Recorder = { entered: (now) => void times.push(now), lost: (now) => void times.push(now), busy: ignore, copies: ignore, completed: ignore };
  observe(scenario, 0, recorder);
  return times.slice(0, 20_000);
}

/** What goes down, and when. */
function crashes(scenario: Scenario): readonly string[] {
  const times: string[] = [];
  const recorder: Recorder = { entered: ignore, lost: ignore, busy: ignore, copies: ignore, completed: ignore, down: (now, node, change) => void times.push(`${now} ${node} ${change}`) };
  observe(scenario, 0, recorder);
  return times.slice(0, 1000);
}

describe('common random numbers', () => {
  const CRASHES = 'crashes: { up: { exponential: { mean: 30 } }, repair: { exponential: { mean: 2 } } }';

  test('jobs come as they would without faults', () => {
    expect(comings(load(`nodes: 3, dispatch: jsq, faults: { ${CRASHES}, failure: 0.2 }, recovery: { retry: { limit: 2 } }`))).toEqual(comings(load('nodes: 3, dispatch: jsq')));
  });

  test('nodes crash at the same times whatever the policies and the other faults are', () => {
    const expected = crashes(load(`nodes: 3, dispatch: random, faults: { ${CRASHES} }`));
    expect(expected.length).toBe(1000);
    expect(crashes(load(`nodes: 3, dispatch: jsq, discipline: srpt, faults: { ${CRASHES}, failure: 0.2, straggler: { probability: 0.1, factor: 2 } }, recovery: { retry: { limit: 1 } }`))).toEqual(expected);
  });

  test('the first tries of jobs meet the same fate: under another policy as many fail', () => {
    const [one, other] = ['nodes: 1', 'nodes: 3, dispatch: round-robin, discipline: ps'].map((pool) => replicate(load(`${pool}, faults: { failure: 0.2 }`), 0).account);
    // Of the same jobs but for those that are on their way at the end.
    expect(Math.abs(one.dead - other.dead)).toBeLessThan(20);
  });
});
