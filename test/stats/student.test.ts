import { expect, test } from 'vitest';
import { studentQuantile, studentTail } from '../../src/stats/student.ts';

// By mpmath 1.3, findroot on its regularised incomplete beta and error functions, 40 digits.
test.each([
  [0.975, 1, 12.706204736175, 12],
  [0.975, 9, 2.2621571627982, 12],
  [0.99999, 9, 8.1020578793994, 12],
  [0.975, 1000, 1.9623390808264, 12],
  [0.975, 1e5, 1.9599877075346, 9],
  [0.99999, 1e5, 4.2650954031823, 9],
  [0.99999, 1e8, 4.2648909985245, 9],
  [0.975, Infinity, 1.9599639845401, 12],
  [0.99999, Infinity, 4.2648907939238, 12],
])('the %d-quantile with %d degrees of freedom is %d', (p, degrees, expected, digits) => {
  expect(studentQuantile(p, degrees) / expected - 1).toBeCloseTo(0, digits);
  expect(studentQuantile(1 - p, degrees)).toBeCloseTo(-studentQuantile(p, degrees), 9);
});

test('without a step where the normal distribution takes over', () => {
  for (const t of [0.5, 2, 4]) expect(studentTail(t, 1e6 + 1) / studentTail(t, 1e6) - 1).toBeCloseTo(0, 8);
});
