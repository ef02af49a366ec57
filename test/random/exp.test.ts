import { expect, test } from 'vitest';
import { exp } from '../../src/random/exp.ts';
import { stream } from '../../src/random/stream.ts';

test('is within two units in the last place of the engine’s', () => {
  const chance = stream('exp');
  let worst = 0;
  for (const range of [1e-9, 0.01, 1, 30, 708]) {
    for (let i = 0; i < 20_000; i++) {
      const x = range * (2 * chance.uniform() - 1);
      worst = Math.max(worst, Math.abs(exp(x) / Math.exp(x) - 1));
    }
  }
  expect(worst).toBeLessThan(2 * Number.EPSILON);
});

test('is exact where it can be, and defined everywhere', () => {
  expect(exp(0)).toBe(1);
  expect([-Infinity, -1000, 1000, Infinity, NaN].map(exp)).toEqual([0, 0, Infinity, Infinity, NaN]);
});
