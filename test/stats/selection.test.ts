import { describe, expect, test } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { lineConstant, Selection, type SelectionGoal } from '../../src/stats/selection.ts';

const GOAL = { indifference: { absolute: 0.5 }, confidence: 0.9 };
const FIRST = 10;

/** Selects among normal systems of these means with a common part of each index; returns the system and the samples of each. */
function select(seed: string, means: readonly number[], common: number, goal: SelectionGoal = GOAL): { readonly selected: number; readonly samples: number } {
  const chance = stream(seed);
  const draw = () => {
    const shared = common * chance.normal();
    return means.map((mean) => mean + shared + chance.normal());
  };
  const selection = new Selection(Array.from({ length: FIRST }, draw), goal);
  let samples = FIRST;
  for (; selection.selected === undefined; samples++) selection.add(draw());
  return { selected: selection.selected, samples };
}

function frequency(means: readonly number[], common: number, good: (system: number) => boolean, goal?: SelectionGoal): number {
  const runs = 1000;
  return Array.from({ length: runs }, (_, i) => select(`kn/${means.join()}/${common}/${i}`, means, common, goal)).filter(({ selected }) => good(selected)).length / runs;
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

  test('a chain of systems, each a little worse than the one before, does not lead away from the best', () => {
    expect(frequency([1, 1.3, 1.6, 1.9, 2.2, 2.5], 0, (system) => system <= 1)).toBeGreaterThan(0.9 - 0.028);
  });

  test('of a difference that is a fraction of the best', () => {
    const goal = { indifference: { relative: 0.05 }, confidence: 0.9 };
    expect(frequency([10, 10.5, 10.5], 0, (system) => system === 0, goal)).toBeGreaterThan(0.9 - 0.028);
    expect(frequency([10, 10.5, 10.5], 3, (system) => system === 0, goal)).toBeGreaterThan(0.9 - 0.028);
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
    const selection = new Selection(Array.from({ length: FIRST }, draw), { ...GOAL, indifference: { absolute: 0.1 } });
    samples += FIRST;
    for (; selection.selected === undefined; samples++) selection.add(draw());
  }
  return samples;
}

test('common random numbers save samples', () => {
  // The same variance of each system, 1; of the difference 0.4 against 2.
  expect(total(Math.sqrt(0.8), Math.sqrt(0.2))).toBeLessThan(0.5 * total(0, 1));
});

test('a sample that is not a number is refused', () => {
  expect(() => new Selection([[1, 2], [1, NaN]], GOAL)).toThrow(new RangeError('a sample of system 1 is not a number'));
  const selection = new Selection([[1, 2], [3, 0], [0, 5]], { indifference: { absolute: 0.01 }, confidence: 0.95 });
  expect(() => selection.add([NaN, 1])).toThrow(new RangeError('a sample of system 0 is not a number'));
  expect(() => new Selection([[1, 2]], GOAL)).toThrow('at least 2 samples of each system, not 1');
});

test('systems that are the same to the bit end in the first of them', () => {
  const samples = Array.from({ length: 12 }, (_, i) => [i, i, i]);
  expect(new Selection(samples, GOAL).selected).toBe(0);
});

test('what is far apart is told apart at once, however much it varies', () => {
  // The lines alone would take about 9 · 50² / 200 = 112.
  const samples = Array.from({ length: 100 }, (_, i) => select(`far ${i}`, [0, 100], 0, { indifference: { absolute: 0.02 }, confidence: 0.95 }).samples);
  expect(samples.every((count) => count === FIRST)).toBe(true);
});

test('without a difference that matters nothing is selected by chance', () => {
  const rows = Array.from({ length: 20 }, () => [0, 0]);
  const { selected, remaining } = new Selection(rows, { indifference: { relative: 0.02 }, confidence: 0.95 });
  expect({ selected, remaining }).toEqual({ selected: undefined, remaining: Infinity });
});

test('the constant: h² of 10 samples at an error of 5 % is 9 (20^(2/9) − 1) = 8.51; of very many 2 ln 20 = 5.99', () => {
  expect(lineConstant(10, 0.05)).toBeCloseTo(8.513, 3);
  expect(lineConstant(1e7, 0.05)).toBeCloseTo(2 * Math.log(20), 5);
});

test('how many more samples it takes is foretold', () => {
  const chance = stream('remaining');
  const draw = () => [chance.normal(), 0.02 + chance.normal()];
  const selection = new Selection(Array.from({ length: 50 }, draw), { indifference: { absolute: 0.2 }, confidence: 0.95 });
  const foretold = selection.remaining;
  let more = 0;
  for (; selection.selected === undefined; more++) selection.add(draw());
  expect(foretold).toBeGreaterThan(more / 3);
  expect(foretold).toBeLessThan(more * 3 + 10);
  expect(selection.remaining).toBe(0);
});
