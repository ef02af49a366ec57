import { expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import * as distributions from '../../../src/random/distributions/index.ts';
import { scaled } from '../../../src/random/distributions/scaled.ts';
import { densityOf, measureOf } from '../../../src/theory/numeric/measure.ts';
import { expectClose } from '../close.ts';

const { deterministic, discrete, empirical, exponential, geometric, mixture, uniform } = distributions;

test.each<[string, Distribution]>([
  ['deterministic', deterministic.create({ value: 2 })],
  ['discrete, out of order, one of no probability', discrete.create({ values: [5, 0.5, 2, 9], probabilities: [0.25, 0.25, 0.5, 0] })],
  ['empirical, with repetitions', empirical.create({ values: [1.2, 0.3, 2.5, 0.3, 7] })],
  ['geometric', geometric.create({ mean: 3 })],
  ['geometric that is certain', geometric.create({ mean: 1 })],
])('%s: single values are the jumps of the distribution function', (_, distribution) => {
  for (const one of [distribution, scaled(distribution, 0.3)]) {
    const { values, probabilities, continuous } = measureOf(one);
    expect(continuous).toEqual([]);
    expectClose(probabilities.reduce((sum, p) => sum + p, 0), 1, 1e-12);
    expectClose(values.reduce((sum, value, i) => sum + value * probabilities[i], 0), one.mean, 1e-12);
    let below = 0;
    for (const [i, value] of values.entries()) {
      if (i > 0) expect(value).toBeGreaterThan(values[i - 1]);
      below += probabilities[i];
      // Scaling may round a value to just below its jump.
      expect(Math.abs(one.cdf(value * (1 + 1e-12)) - below)).toBeLessThan(1e-12);
    }
  }
});

test('a mixture of mixtures falls into densities and single values', () => {
  const inner = mixture.create({ of: [{ weight: 1, distribution: deterministic.create({ value: 2 }) }, { weight: 1, distribution: exponential.create({ mean: 1 }) }] });
  const outer = mixture.create({ of: [{ weight: 3, distribution: inner }, { weight: 1, distribution: discrete.create({ values: [2, 4], probabilities: [0.5, 0.5] }) }] });
  const measure = measureOf(scaled(outer, 10));
  expect([...measure.values]).toEqual([20, 40]);
  expectClose(measure.probabilities[0], 0.375 + 0.125);
  expectClose(measure.probabilities[1], 0.125);
  expectClose(densityOf(measure)(5), (0.375 * Math.exp(-0.5)) / 10);
});

test('what cannot be listed is refused', () => {
  expect(() => measureOf(geometric.create({ mean: 1e6 }))).toThrow('neither a density nor single values');
  const many = empirical.create({ values: Array.from({ length: 100_001 }, (_, i) => i) });
  expect(() => measureOf(many)).toThrow('more than 100000 single values');
  expect(measureOf(uniform.create({ min: 0, max: 1 })).values.length).toBe(0);
});
