import { expect, test } from 'vitest';
import { paired } from '../../src/stats/paired.ts';
import { studentQuantile } from '../../src/stats/student.ts';
import { stream } from '../../src/random/stream.ts';

test('the difference, its interval and what pairing saves, by hand', () => {
  // Differences 1, 3, 2: mean 2, deviation 1; variances 1 and 4 apart, 1 together.
  const { difference, reduction } = paired([11, 13, 12], [10, 10, 10], 0.9)!;
  expect(difference).toMatchObject({ mean: 2, level: 0.9, samples: 3 });
  expect(difference.halfWidth).toBeCloseTo(studentQuantile(0.95, 2) / Math.sqrt(3), 12);
  expect(reduction).toBeCloseTo(1, 12);
  expect(paired([1, 2, 3], [2, 3, 4], 0.95)!.reduction).toBeNull();
  expect(paired([1], [2], 0.95)!.difference).toMatchObject({ mean: -1, halfWidth: null });
  expect(paired([], [], 0.95)).toBeUndefined();
});

test('intervals of correlated pairs cover the true difference at their level', () => {
  const chance = stream('paired');
  const trials = 2000;
  let covered = 0;
  let saved = 0;
  for (let trial = 0; trial < trials; trial++) {
    const common = Array.from({ length: 10 }, () => 3 * chance.normal());
    const { difference, reduction } = paired(common.map((one) => 5 + one + chance.normal()), common.map((one) => 4 + one + chance.normal()), 0.95)!;
    if (Math.abs(difference.mean - 1) <= difference.halfWidth!) covered++;
    saved += Math.log(reduction!) / trials;
  }
  expect(Math.abs(covered - 0.95 * trials) / Math.sqrt(trials * 0.95 * 0.05)).toBeLessThan(4);
  // (9 + 1 + 9 + 1) / (1 + 1)
  expect(Math.exp(saved)).toBeGreaterThan(8);
});
