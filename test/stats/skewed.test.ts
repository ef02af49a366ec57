import { expect, test } from 'vitest';
import { skewedEstimate } from '../../src/stats/skewed.ts';
import { studentQuantile } from '../../src/stats/student.ts';

const SKEW = [1, 1.2, 0.9, 1.1, 1, 0.8, 1.3, 9];

const student = (samples: readonly number[]) => {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1);
  return studentQuantile(0.975, samples.length - 1) * Math.sqrt(variance / samples.length);
};

test('never narrower than the interval of Student, and wider for skew samples', () => {
  expect(skewedEstimate(SKEW, 0.95)!.halfWidth!).toBeGreaterThan(1.2 * student(SKEW));
  expect(skewedEstimate([1, 2, 3, 4, 5, 6], 0.95)!.halfWidth!).toBeGreaterThanOrEqual(student([1, 2, 3, 4, 5, 6]));
});

test.each([1e200, 1e-200, 1e80])('in units of %d it is the same interval', (unit) => {
  const one = skewedEstimate(SKEW, 0.95)!;
  const other = skewedEstimate(SKEW.map((value) => value * unit), 0.95)!;
  expect(other.mean / unit).toBeCloseTo(one.mean, 10);
  expect(other.halfWidth! / unit).toBeCloseTo(one.halfWidth!, 10);
});

test('without an interval: of two samples, and of infinite ones', () => {
  expect(skewedEstimate([1, 2], 0.95)).toEqual({ mean: 1.5, halfWidth: null, level: 0.95, samples: 2 });
  expect(skewedEstimate([1, 2, Infinity], 0.95)).toEqual({ mean: Infinity, halfWidth: null, level: 0.95, samples: 3 });
  expect(skewedEstimate([], 0.95)).toBeUndefined();
  expect(skewedEstimate([2, 2, 2], 0.95)!.halfWidth).toBe(0);
});
