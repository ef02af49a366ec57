import { expect, test } from 'vitest';
import { shareInterval } from '../../src/stats/share.ts';

/** Of independent jobs, many samples of them. */
const binomial = (seen: number, jobs: number) => shareInterval(seen / jobs, Math.sqrt(((seen / jobs) * (1 - seen / jobs)) / jobs), 1e7, 0.95);

// Newcombe 1998, Statistics in Medicine 17, table I, method 3.
test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [1, 29, 0.0061, 0.1718]])('of %i of %i independent jobs it is the interval of Wilson', (seen, jobs, lower, upper) => {
  const interval = binomial(seen, jobs);
  expect(interval.lower).toBeCloseTo(lower, 4);
  expect(interval.upper).toBeCloseTo(upper, 4);
});

test('in the middle it is near that of Student, near the ends it leans away from them', () => {
  const middle = shareInterval(0.5, 0.01, 10, 0.95);
  expect(middle.upper - 0.5).toBeCloseTo(2.262 * 0.01, 4);
  const rare = shareInterval(1e-4, 6e-5, 10, 0.95);
  expect(rare.lower).toBeGreaterThan(0);
  expect(rare.upper - 1e-4).toBeGreaterThan(1e-4 - rare.lower);
  const mirrored = shareInterval(1 - 1e-4, 6e-5, 10, 0.95);
  expect(mirrored.upper).toBeCloseTo(1 - rare.lower, 12);
  expect(mirrored.lower).toBeCloseTo(1 - rare.upper, 12);
});

test('what does not vary has no width', () => {
  expect(shareInterval(1, 0, 10, 0.95)).toEqual({ lower: 1, upper: 1 });
  for (const share of [0, 1]) expect(shareInterval(share, 1e-12, 10, 0.95)).toEqual({ lower: share, upper: share });
  expect(shareInterval(0.25, 0, 10, 0.95)).toEqual({ lower: 0.25, upper: 0.25 });
});
