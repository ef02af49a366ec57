import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinMoments, momentsOf, NO_MOMENTS, variance } from '../../src/stats/moments.ts';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 50 });

function near(actual: number, expected: number, scale: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * (1 + scale));
}

test('joined moments are those of all the numbers, computed in two passes', () => {
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const all = [...left, ...right];
      const mean = all.length === 0 ? 0 : all.reduce((sum, x) => sum + x, 0) / all.length;
      const squares = all.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      const joined = joinMoments(momentsOf(left), momentsOf(right));
      expect(joined.count).toBe(all.length);
      near(joined.mean, mean, 1e3);
      near(joined.squares, squares, 1e6 * all.length);
    }),
  );
});

test('a large mean does not drown a small deviation', () => {
  const moments = joinMoments(momentsOf([1e9, 1e9 + 1]), momentsOf([1e9 + 2, 1e9 + 3]));
  expect(moments.mean).toBe(1e9 + 1.5);
  expect(variance(moments)).toBeCloseTo(5 / 3, 9);
});

test('of fewer than two numbers there is no variance', () => {
  expect(variance(NO_MOMENTS)).toBeUndefined();
  expect(variance(momentsOf([3]))).toBeUndefined();
});
