import { expect, test } from 'vitest';
import { power } from '../../src/power.ts';

test.each([
  [2, 10, 1024], [3, 0, 1], [0, 0, 1], [0, 3, 0], [0, 0.5, 0], [0, -1, Infinity], [0, -0.5, Infinity], [4, 0.5, 2], [10, -2, 0.01], [1.5, 3, 3.375], [7, 1, 7],
])('%d to the %d is %d', (base, exponent, expected) => {
  expect(power(base, exponent)).toBeCloseTo(expected, 14);
});

test('is near the engine’s own power, by the error that it states', () => {
  for (const base of [1e-6, 0.3, 0.999, 1.0001, 2.5, 1234.5]) {
    for (const exponent of [-7, -1.5, -0.3, 0.2, 0.5, 1.7, 5, 12, 33.3, 400, 2000]) {
      const expected = Math.pow(base, exponent);
      if (expected === 0 || expected === Infinity) continue;
      const units = 4 + Math.abs(exponent) + Math.abs(Math.log(expected));
      expect(Math.abs(power(base, exponent) / expected - 1), `${base}^${exponent}`).toBeLessThan(units * Number.EPSILON);
    }
  }
});
