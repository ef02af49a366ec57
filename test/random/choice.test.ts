import { expect, test } from 'vitest';
import type { Stream } from '../../src/model.ts';
import { choice } from '../../src/random/choice.ts';
import { countUpTo } from '../../src/random/search.ts';

const always = (u: number): Stream => ({ uniform: () => u, exponential: () => 0, exponentials: (values) => values.fill(0), normal: () => 0, integer: () => 0 });

test.each([[Array<number>(10).fill(0.1)], [[0.1, 0.2, 0.7, 0]], [[1, 1, 1]], [[0, 3]]])('the ends of the unit interval choose weights above 0: %j', (weights) => {
  for (const u of [0, 1 - 2 ** -53]) expect(weights[choice(weights)(always(u))]).toBeGreaterThan(0);
});

test('shares are in proportion, in order', () => {
  const pick = choice([1, 0, 2, 1]);
  expect([0, 0.24, 0.26, 0.74, 0.76].map((u) => pick(always(u)))).toEqual([0, 0, 2, 2, 3]);
});

test.each([0, 1, 3, 8, 9, 40])('counting among %d entries, by either way, agrees with looking at all', (n) => {
  const sorted = Array.from({ length: n }, (_, i) => Math.floor(i / 2));
  for (let x = -0.5; x < n; x += 0.5) expect(countUpTo(sorted, x)).toBe(sorted.filter((entry) => entry <= x).length);
});
