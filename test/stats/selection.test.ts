import { describe, expect, test } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { Selection } from '../../src/stats/selection.ts';

const GOAL = { indifference: 0.5, confidence: 0.9 };
const FIRST = 10;

/** Selects among normal systems of these means with a common part of each index; returns the system and the samples of each. */
function select(seed: string, means: readonly number[], common: number): { readonly selected: number; readonly samples: number } {
  const chance = stream(seed);
  const draw = () => {
    const shared = common * chance.normal();
    return means.map((mean) => mean + shared + chance.normal());
  };
  const selection = new Selection(Array.from({ length: FIRST }, draw), GOAL);
  let samples = FIRST;
  for (; selection.selected === undefined; samples++) selection.add(draw());
  return { selected: selection.selected, samples };
}

function frequency(means: readonly number[], common: number, good: (system: number) => boolean): number {
  const runs = 1000;
  return Array.from({ length: runs }, (_, i) => select(`kn/${means.join()}/${common}/${i}`, means, common)).filter(({ selected }) => good(selected)).length / runs;
}

describe('the promised chance of selecting the best is kept', () => {
  // The least favourable case: all others worse by just the difference that matters. Three standard errors of 1000 runs are 0.028.
  test.each([[2], [5], [10]])('of %i systems in the slippage configuration', (systems) => {
    const means = Array.from({ length: systems }, (_, i) => (i === 0 ? 1 : 1.5));
    expect(frequency(means, 0, (system) => system === 0)).toBeGreaterThan(0.9 - 0.028);
  });

  test('with common random numbers', () => {
    expect(frequency([1, 1.5, 1.5], 3, (system) => system === 0)).toBeGreaterThan(0.9 - 0.028);
  });

  test('and where two are nearly best, one of them is selected', () => {
    expect(frequency([1, 1.1, 2, 2], 0, (system) => system <= 1)).toBeGreaterThan(0.9 - 0.028);
  });
});

/** Samples that a hundred selections take. */
function total(common: number, independent: number): number {
  const chance = stream(`kn/${common}`);
  let samples = 0;
  for (let run = 0; run < 100; run++) {
    const draw = () => {
      const shared = common * chance.normal();
      return [1, 1.5].map((mean) => mean + shared + independent * chance.normal());
    };
    const selection = new Selection(Array.from({ length: FIRST }, draw), { ...GOAL, indifference: 0.1 });
    samples += FIRST;
    for (; selection.selected === undefined; samples++) selection.add(draw());
  }
  return samples;
}

test('common random numbers save samples', () => {
  // The same variance of each system, 1; of the difference 0.4 against 2.
  expect(total(Math.sqrt(0.8), Math.sqrt(0.2))).toBeLessThan(0.5 * total(0, 1));
});

test('systems that are the same to the bit end in the first of them', () => {
  const samples = Array.from({ length: 12 }, (_, i) => [i, i, i]);
  expect(new Selection(samples, GOAL).selected).toBe(0);
});

test('constants of the paper: k = 2, n = 10, α = 0.05 make η = 0.334 and h² = 6.01', () => {
  const chance = stream('constants');
  const first = Array.from({ length: 10 }, () => [chance.normal(), 1e-3 + chance.normal()]);
  const { remaining } = new Selection(first, { indifference: 0.01, confidence: 0.95 });
  const differences = first.map(([a, b]) => a - b);
  const mean = differences.reduce((sum, value) => sum + value, 0) / 10;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9;
  const eta = (0.1 ** (-2 / 9) - 1) / 2;
  expect(Math.abs(remaining - ((18 * eta * variance) / 1e-4 - 10))).toBeLessThanOrEqual(2);
});
