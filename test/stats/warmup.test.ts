import { expect, test } from 'vitest';
import { averageSeries, crossing } from '../../src/stats/warmup.ts';

test('what lies before the first value at the steady level is left out, and that value with it', () => {
  // The last three quarters of these have mean 4.
  expect(crossing([0, 1, 5, 4, 4, 4, 3, 4])).toBe(3);
  expect(crossing([4, 4, 4, 4])).toBe(1);
  expect(crossing([0, 3.9, 3.9, 4.1, 4, 4, 4, 4.1])).toBe(4);
});

test('at most half is left out, and of one value or none nothing', () => {
  expect(crossing([1, 2, 3, 4, 5, 6, 7, 80])).toBe(4);
  expect(crossing([1])).toBe(0);
  expect(crossing([])).toBe(0);
});

test('an exponential approach to a level is cut where noise first crosses it, not before it is near', () => {
  const noise = [0.3, -0.2, 0.1, -0.4, 0.2, -0.1, 0.4, -0.3];
  const values = Array.from({ length: 64 }, (_, i) => 10 * (1 - Math.exp(-i / 5)) + noise[i % noise.length]);
  const cut = crossing(values);
  expect(values[cut - 1]).toBeGreaterThan(9.5);
  expect(Math.max(...values.slice(0, cut - 1))).toBeLessThan(10);
});

test('series are averaged over what they have in common', () => {
  expect([...averageSeries([[1, 2, 3], [3, 4]])]).toEqual([2, 3]);
  expect([...averageSeries([])]).toEqual([]);
});
