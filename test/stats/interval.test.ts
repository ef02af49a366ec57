import { expect, test } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { momentsOf, variance } from '../../src/stats/moments.ts';
import { estimate, sectioned, standardError } from '../../src/stats/interval.ts';

test('an estimate is the t interval: the example of Law 2015, 4.26', () => {
  const { mean, halfWidth } = estimate([1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09], 0.9)!;
  expect(mean).toBeCloseTo(1.343, 3);
  // 1.34 ± 0.24 there.
  expect(halfWidth).toBeCloseTo(0.24, 2);
});

test('around their own mean sections give the same interval', () => {
  const values = [3, 4, 8, 5.5];
  const { mean, halfWidth } = estimate(values, 0.95)!;
  expect(sectioned(values, mean, 0.95)).toEqual({ mean, halfWidth, level: 0.95, samples: 4 });
  expect(standardError(sectioned(values, mean, 0.95)!)).toBeCloseTo(Math.sqrt(variance(momentsOf(values))! / 4), 12);
});

test('away from it the interval is about the value of all, and wider', () => {
  const one = sectioned([3, 4, 8, 5.5], 7, 0.95)!;
  expect(one.mean).toBe(7);
  expect(one.halfWidth).toBeGreaterThan(estimate([3, 4, 8, 5.5], 0.95)!.halfWidth!);
});

test('of one section there is no interval, of none no value', () => {
  expect(sectioned([3], 3, 0.95)).toEqual({ mean: 3, halfWidth: null, level: 0.95, samples: 1 });
  expect(sectioned([], 3, 0.95)).toBeUndefined();
});

const quantile = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.ceil(0.99 * values.length) - 1];

/** P99 of exponential numbers in sections of 500, so that five are beyond it as the lab asks, the true one being ln 100; the quantile of n is the value of rank ⌈0.99 n⌉. */
function trial(seed: string): { readonly sections: number[]; readonly together: number } {
  const chance = stream(seed);
  const sections = Array.from({ length: 20 }, () => Array.from({ length: 500 }, () => chance.exponential()));
  return { sections: sections.map(quantile), together: quantile(sections.flat()) };
}

test('the quantile of all sections together has a fraction of the bias of the mean of theirs', () => {
  const truth = Math.log(100);
  const trials = Array.from({ length: 1000 }, (_, i) => trial(`sectioning/${i}`));
  const bias = (of: (one: (typeof trials)[number]) => number) => Math.abs(trials.reduce((sum, one) => sum + of(one) - truth, 0) / trials.length);
  expect(bias(({ together }) => together)).toBeLessThan(0.15 * bias(({ sections }) => estimate(sections, 0.95)!.mean));
});
