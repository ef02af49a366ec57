import { describe, expect, test } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { unseen, worthOf } from '../../src/stats/unseen.ts';

test('of independent jobs it is the rule of three', () => {
  const { below } = unseen(1000, 1, 0.95);
  expect(below).toBeCloseTo(1 - 0.05 ** (1 / 1000), 12);
  expect(below * 1000).toBeCloseTo(3, 1);
  expect(unseen(1e12, 1, 0.95).below * 1e12).toBeCloseTo(-Math.log(0.05), 6);
});

describe('what a job is worth', () => {
  const chance = stream('worth');
  /** Means of samples of jobs of variance 1 that come in runs of equal ones. */
  const means = (samples: number, jobs: number, run: number) => Array.from({ length: samples }, () => Array.from({ length: jobs / run }, () => chance.normal()).reduce((sum, one) => sum + one, 0) / (jobs / run));

  test.each([1, 10, 50])('of jobs in runs of %i it is about one in so many', (run) => {
    const worth = worthOf({ means: means(400, 1000, run), variance: 1, jobs: 400_000 });
    // The variance of 400 means is known to √(2/400) = 7 %.
    expect(worth * run).toBeGreaterThan(0.8);
    expect(worth * run).toBeLessThan(1.2);
  });

  test('is at most 1, and makes of a sample one job at least', () => {
    expect(worthOf({ means: [1, 1 + 1e-9, 1 - 1e-9], variance: 1, jobs: 300 })).toBe(1);
    expect(worthOf({ means: [1, 100, 1000], variance: 1, jobs: 300 })).toBe(3 / 300);
  });

  test('is 1 where no job is in the way of another', () => {
    expect(worthOf({ means: [0, 0, 0], variance: 0, jobs: 590_622 })).toBe(1);
  });

  test('that cannot be told is the least', () => {
    for (const one of [{ means: [5], variance: 1 }, { means: [5, 5], variance: 1 }, { means: [5, 6], variance: undefined }]) {
      expect(worthOf({ ...one, jobs: 1000 })).toBe(one.means.length / 1000);
    }
  });
});
