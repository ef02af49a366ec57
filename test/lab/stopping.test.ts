/**
 * Samples that are added until an interval is narrow: how often does the interval at which one stops miss?
 *
 * For normal samples the answer depends on nothing but the number to begin with and how far the first interval is, on average, from
 * what is asked for. The mean is independent of all variances, so that each trial yields the chance of a miss itself.
 */
import { describe, expect, it } from 'vitest';
import { further } from '../../src/lab/stopping.ts';
import { stream } from '../../src/random/stream.ts';
import { degreesOf, estimate, type Sampling, standardError } from '../../src/stats/interval.ts';
import { studentQuantile, studentTail } from '../../src/stats/student.ts';

const TRIALS = 3000;
const quantile = (level: number, degrees: number) => studentQuantile((1 + level) / 2, degrees);

/** Of trials that begin with so many samples, whose first half-width is on average about `wide` times what is asked for. */
function missed(first: number, wide: number, level: number, sampling: Sampling): number {
  const chance = stream(`stopping ${first} ${wide}`);
  const target = quantile(level, first - 1) / Math.sqrt(first) / wide;
  let missing = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    let [count, squares, halfWidth] = [1, 0, 0];
    for (let needed = first; needed > count; needed = further(halfWidth, count, target)) {
      for (; count < needed; count++) squares += chance.normal() ** 2;
      halfWidth = quantile(level, degreesOf(count, sampling)) * Math.sqrt(squares / (count - 1) / count);
    }
    missing += 2 * studentTail(halfWidth * Math.sqrt(count), Infinity);
  }
  return missing / TRIALS;
}

const WIDE = [0.8, 1, 1.3, 1.6, 2, 3];
const worst = (first: number, level: number, sampling: Sampling) => Math.max(...WIDE.map((wide) => missed(first, wide, level, sampling)));

describe('where samples are added until the interval is narrow', () => {
  it.each([[5, 0.95], [10, 0.95], [20, 0.95], [10, 0.99]])('it misses no more often than it says: %i samples to begin with, level %d', (first, level) => {
    // A standard error of 0.1 % of trials.
    expect(worst(first, level, { stopped: true })).toBeLessThan(1 - level + 0.003);
  });

  it('it would miss more often with all degrees of freedom', () => {
    expect(worst(5, 0.95, {})).toBeGreaterThan(0.07);
    expect(worst(10, 0.95, {})).toBeGreaterThan(0.06);
  });
});

describe('the interval says on what it rests', () => {
  it('half the degrees of freedom', () => {
    const [plain, stopped] = [estimate([1, 2, 3, 4, 6], 0.95)!, estimate([1, 2, 3, 4, 6], 0.95, { stopped: true })!];
    expect(plain.degrees).toBeUndefined();
    expect(stopped.degrees).toBe(2);
    // Tables of Student's t: 4.303 of 2 degrees, 2.776 of 4.
    expect(stopped.halfWidth! / plain.halfWidth!).toBeCloseTo(4.303 / 2.776, 3);
    expect(standardError(stopped)).toBeCloseTo(standardError(plain)!, 9);
  });
});
