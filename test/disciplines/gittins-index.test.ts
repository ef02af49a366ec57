import { describe, expect, test } from 'vitest';
import { gittinsIndex, hazardFalls } from '../../src/disciplines/gittins-index.ts';
import { lifeTable } from '../../src/disciplines/life-table.ts';
import { residualLife } from '../../src/disciplines/residual-life.ts';
import type { Distribution } from '../../src/model.ts';
import * as distributions from '../../src/random/distributions/index.ts';

const { boundedPareto, deterministic, discrete, empirical, erlang, exponential, gamma, hyperexponential, lognormal, mixture, pareto, phaseType, uniform, weibull } = distributions;

const RESOLUTION = 100;
const indexOf = (size: Distribution) => gittinsIndex(lifeTable(size, RESOLUTION), RESOLUTION);
const residualOf = (size: Distribution) => residualLife(lifeTable(size, RESOLUTION), RESOLUTION);

/** Relative difference of two indices. */
const off = (rank: number, index: number) => Math.abs(1 / rank / index - 1);

describe('index in closed form', () => {
  test('exponential: the rate, at every age; no turn ends', () => {
    const { rank, turn } = indexOf(exponential.create({ mean: 0.5 }));
    for (const age of [0, 0.01, 0.3, 1, 4, 8, 20]) {
      expect(off(rank(age), 2)).toBeLessThan(1e-6);
      expect(rank(age)).toBe(rank(0));
      expect(turn(age)).toBe(Infinity);
    }
  });

  test('hyperexponential: the hazard rate, which falls', () => {
    const size = hyperexponential.create({ probabilities: [0.9, 0.1], means: [1, 20] });
    const { rank, turn } = indexOf(size);
    for (const age of [0, 0.1, 1, 3, 5, 10, 50, 100]) {
      expect(off(rank(age), size.density!(age) / (1 - size.cdf(age)))).toBeLessThan(0.01);
      if (age < 20) expect(turn(age)).toBeLessThan(0.2);
    }
  });

  test('deterministic: 1/(d − a)', () => {
    const { rank, turn } = indexOf(deterministic.create({ value: 3 }));
    for (const age of [0, 0.5, 1, 2.9]) expect(off(rank(age), 1 / (3 - age))).toBeLessThan(1e-12);
    expect(turn(0)).toBe(3);
  });

  test('two points: to the first or to the second', () => {
    // From age a < 1: 0.3/(1 − a) to the first, 1/(7.3 − a) to the second; at 0 the first is better.
    const often = indexOf(discrete.create({ values: [1, 10], probabilities: [0.3, 0.7] }));
    for (const age of [0, 0.25, 0.999]) expect(off(often.rank(age), 0.3 / (1 - age))).toBeLessThan(1e-12);
    for (const age of [1, 1.5, 9.9]) expect(off(often.rank(age), 1 / (10 - age))).toBeLessThan(1e-12);
    expect([often.turn(0), often.turn(0.25), often.turn(1)]).toEqual([1, 0.75, 9]);
    // 0.1/1 < 1/1.9: the second is better until 0.1/(1 − a) = 1/(1.9 − a).
    const seldom = indexOf(discrete.create({ values: [1, 2], probabilities: [0.1, 0.9] }));
    expect(off(seldom.rank(0.8), 1 / 1.1)).toBeLessThan(1e-12);
    expect(off(seldom.rank(0.95), 0.1 / 0.05)).toBeLessThan(1e-12);
  });

  test('uniform on [0, m]: 2/(m − a)', () => {
    const { rank, turn } = indexOf(uniform.create({ min: 0, max: 4 }));
    for (const age of [0, 1, 2.5, 3.9]) expect(off(rank(age), 2 / (4 - age))).toBeLessThan(1e-4);
    expect(turn(1)).toBe(Infinity);
  });

  test('Pareto: α/a from the least size on', () => {
    const { rank } = indexOf(pareto.create({ shape: 1.5, min: 2 }));
    for (const age of [2.5, 5, 100, 1e4]) expect(off(rank(age), 1.5 / age)).toBeLessThan(0.01);
    // From age 0 the ratio up to x is (1 − (2/x)^1.5)/(6 − 4 √(2/x)).
    let best = 0;
    for (let x = 2; x < 60; x += 1e-3) best = Math.max(best, (1 - Math.sqrt(2 / x) * (2 / x)) / (6 - 4 * Math.sqrt(2 / x)));
    expect(off(rank(0), best)).toBeLessThan(1e-3);
  });
});

/** The greatest ratio over ends on a grid of its own, with survival functions alone. */
function byTrial(size: Distribution, ages: readonly number[]): readonly number[] {
  const step = 1e-3 * size.mean;
  const alive = Array.from({ length: 20_000 }, (_, k) => 1 - size.cdf(k * step));
  return ages.map((age) => {
    const first = Math.round(age / step);
    let [service, best] = [0, 0];
    for (let k = first + 1; k < alive.length; k++) {
      service += (step * (alive[k - 1] + alive[k])) / 2;
      best = Math.max(best, (alive[first] - alive[k]) / service);
    }
    return best;
  });
}

const hilly = mixture.create({
  of: [
    { weight: 1, distribution: erlang.create({ k: 10, mean: 1 }) },
    { weight: 1, distribution: hyperexponential.create({ mean: 1, scv: 10 }) },
  ],
});

test.each<[string, Distribution, readonly number[]]>([
  ['erlang and hyperexponential', hilly, [0, 0.31, 0.7, 1.6, 3]],
  ['lognormal', lognormal.create({ mean: 1, scv: 2 }), [0, 0.1, 0.5, 1, 2]],
  ['phase-type', phaseType.create({ initial: [0.6, 0.4], generator: [[-3, 1], [0.5, -1]] }), [0, 1, 2]],
  ['a value within a density', mixture.create({ of: [{ weight: 1, distribution: deterministic.create({ value: 1 }) }, { weight: 2, distribution: weibull.create({ shape: 0.7, mean: 1 }) }] }), [0.1, 0.4, 0.8, 1, 2]],
])('%s: the best of all ends that are tried', (_, size, ages) => {
  const { rank } = indexOf(size);
  // Within a step of the table the hazard rate is taken as constant.
  for (const [i, best] of byTrial(size, ages).entries()) expect(off(rank(ages[i]), best), `age ${ages[i]}`).toBeLessThan(2 / RESOLUTION);
});

test('within a turn the index never falls, and at its end it does', () => {
  for (const size of [hilly, discrete.create({ values: [1, 2, 5, 11], probabilities: [0.4, 0.1, 0.3, 0.2] }), lognormal.create({ mean: 1, scv: 1 })]) {
    const { rank, turn } = indexOf(size);
    let turns = 0;
    for (let age = 0; age < 4 && turns < 500; turns++) {
      const end = age + turn(age);
      expect(end).toBeGreaterThan(age);
      if (end === Infinity) break;
      let last = rank(age);
      for (let k = 1; k < 20; k++) {
        const here = rank(age + ((end - age) * k) / 20);
        expect(here).toBeLessThanOrEqual(last * (1 + 1e-9));
        last = here;
      }
      expect(rank(end)).toBeGreaterThan(rank(end - 1e-9 * (end - age)));
      age = end;
    }
    expect(turns).toBeGreaterThan(0);
  }
});

const falls = (size: Distribution) => hazardFalls(lifeTable(size, RESOLUTION), RESOLUTION);

test('whose hazard rate falls', () => {
  const falling = [exponential.create({ mean: 3 }), hyperexponential.create({ mean: 1, scv: 20 }), weibull.create({ shape: 0.5, mean: 1 }), gamma.create({ shape: 0.5, mean: 1 })];
  expect(falling.map(falls)).toEqual([true, true, true, true]);
  const others = [weibull.create({ shape: 1.01, mean: 1 }), erlang.create({ k: 2, mean: 1 }), boundedPareto.create({ shape: 1.5, min: 0.4, max: 1e3 }), pareto.create({ shape: 1.5, min: 1 }), deterministic.create({ value: 1 }), hilly];
  expect(others.map(falls)).toEqual([false, false, false, false, false, false]);
});

describe('mean residual life', () => {
  test('three values, by hand', () => {
    const { rank, turn } = residualOf(empirical.create({ values: [1, 6, 14] }));
    expect([0, 0.5, 1, 3, 6, 10].map(rank).map((rest) => +rest.toFixed(9))).toEqual([7, 6.5, 9, 7, 8, 4]);
    expect([0, 1, 3].map(turn)).toEqual([1, 5, 3]);
  });

  test('in closed form', () => {
    const constant = residualOf(exponential.create({ mean: 3 }));
    expect([0, 1, 20].map((age) => Math.abs(constant.rank(age) - 3) < 1e-6)).toEqual([true, true, true]);
    expect(constant.turn(1)).toBe(Infinity);
    const even = residualOf(uniform.create({ min: 1, max: 3 }));
    for (const age of [0, 0.5, 0.9]) expect(Math.abs(even.rank(age) - (2 - age))).toBeLessThan(1e-4);
    for (const age of [1.5, 2.5]) expect(Math.abs(even.rank(age) - (3 - age) / 2)).toBeLessThan(1e-4);
    const heavy = residualOf(pareto.create({ shape: 1.5, min: 2 }));
    for (const age of [3, 10, 1000]) expect(Math.abs(heavy.rank(age) / (2 * age) - 1)).toBeLessThan(0.003);
    const two = hyperexponential.create({ probabilities: [0.9, 0.1], means: [1, 20] });
    const grows = residualOf(two);
    for (const age of [0, 2, 10]) {
      const [a, b] = [0.9 * Math.exp(-age), 0.1 * Math.exp(-age / 20)];
      expect(Math.abs(grows.rank(age) / ((a + 20 * b) / (a + b)) - 1)).toBeLessThan(1e-4);
    }
  });

  test('sizes without a mean are all alike', () => {
    const { rank, turn } = residualOf(pareto.create({ shape: 0.8, min: 1 }));
    expect([rank(0), rank(5), turn(0), turn(5)]).toEqual([Infinity, Infinity, Infinity, Infinity]);
  });
});
