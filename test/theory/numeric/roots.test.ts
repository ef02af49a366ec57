import { expect, test } from 'vitest';
import { rootBetween } from '../../../src/theory/numeric/roots.ts';
import { expectClose } from '../close.ts';

test.each([
  ['x³ − 2', (x: number) => x ** 3 - 2, 0, 5, Math.cbrt(2)],
  ['cos x − x', (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
  ['a flat root', (x: number) => (x - 1) ** 9, -3, 4, 1],
  ['a step', (x: number) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
  ['a root at the end', (x: number) => x, 0, 1, 0],
] as const)('%s', (_, f, from, to, root) => {
  expectClose(1 + rootBetween(f, from, to), 1 + root, 1e-9);
});

test('takes few evaluations where the function is smooth', () => {
  let calls = 0;
  rootBetween((x) => (calls++, Math.exp(x) - 7), 0, 100);
  expect(calls).toBeLessThan(30);
});

test('refuses an interval without a change of sign', () => {
  expect(() => rootBetween((x) => x * x + 1, -1, 1)).toThrow('no change of sign');
});
