/** How often a verdict is wrong, just beside the boundary, where it is hardest: no more often than promised, over many seeds. */
import { describe, expect, it } from 'vitest';
import { judge, replicationsAt, spending } from '../../../src/lab/optimise/looks.ts';
import { estimate } from '../../../src/stats/interval.ts';
import { skewedEstimate } from '../../../src/stats/skewed.ts';
import { stream } from '../../../src/random/stream.ts';

/** Wrong verdicts of both kinds among so many seeds, six looks each; samples have mean 0. */
function wrong(name: string, seeds: number, error: number, sample: (chance: ReturnType<typeof stream>) => number): { holds: number; fails: number } {
  const counts = { holds: 0, fails: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const chance = stream(`${name} ${seed}`);
    const samples: number[] = [];
    for (let look = 1; look <= 6; look++) {
      while (samples.length < replicationsAt(look, 10)) samples.push(sample(chance));
      const { verdict } = judge(samples, look, error);
      if (!verdict) continue;
      counts[verdict]++;
      break;
    }
  }
  return counts;
}

/** A gamma variate of skewness 2/√k, less its mean. */
const gamma = (k: number) => (chance: ReturnType<typeof stream>) => Array.from({ length: k }, () => chance.exponential() - 1).reduce((sum, value) => sum + value, 0);

/** Mean response of jobs 31 … 300 of M/M/1 at load 0.3 (Lindley's recursion), less the true 1/0.7. */
function shortRun(chance: ReturnType<typeof stream>): number {
  let [wait, sum] = [0, 0];
  for (let job = 0; job < 300; job++) {
    const size = chance.exponential();
    if (job >= 30) sum += wait + size;
    wait = Math.max(0, wait + size - chance.exponential() / 0.3);
  }
  return sum / 270 - 1 / 0.7;
}

function ratio(samples: readonly number[]): number {
  return skewedEstimate(samples, 0.99)!.halfWidth! / estimate(samples, 0.99)!.halfWidth!;
}

describe('the interval for skew samples', () => {
  it('is never narrower than that of Student, wider the skewer they are, and near it where they are many', () => {
    const chance = stream('widths');
    for (let trial = 0; trial < 50; trial++) expect(ratio(Array.from({ length: 10 }, () => chance.normal()))).toBeGreaterThanOrEqual(1);
    expect(ratio([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])).toBeGreaterThan(ratio([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]));
    expect(ratio(Array.from({ length: 5000 }, () => chance.normal()))).toBeLessThan(1.02);
    expect(skewedEstimate([1, 2, 6], 0.9)!.mean).toBe(3);
    expect(skewedEstimate([1, 2], 0.9)!.halfWidth).toBeNull();
    expect(skewedEstimate([], 0.9)).toBeUndefined();
  });
});

describe('looks', () => {
  it('spend no more than is allowed', () => {
    expect(Array.from({ length: 10_000 }, (_, i) => spending(i + 1)).reduce((sum, share) => sum + share, 0)).toBeLessThan(1);
    expect([1, 2, 3, 4].map((look) => replicationsAt(look, 10))).toEqual([10, 15, 23, 34]);
  });

  it.each([
    ['normal samples', (chance: ReturnType<typeof stream>) => chance.normal()],
    ['samples of skewness 0.7', gamma(8)],
    ['samples of skewness 1.15', gamma(3)],
    ['short runs of M/M/1', shortRun],
  ])('are wrong no more often than promised: %s', (name, sample) => {
    const { holds, fails } = wrong(name, 400, 0.05, sample);
    // On either side 5 % are allowed: 20 of 400; that there are more than that of fewer is seldom.
    expect(holds).toBeLessThanOrEqual(20);
    expect(fails).toBeLessThanOrEqual(20);
  });

  it('find out, where the boundary is a standard deviation away', () => {
    const { holds, fails } = wrong('off', 200, 0.001, (chance) => chance.normal() - 1);
    expect(fails).toBe(0);
    expect(holds).toBe(200);
  });

  it('do not take a few equal replications for proof', () => {
    expect(judge(new Array<number>(10).fill(-1), 1, 0.05).verdict).toBeUndefined();
    expect(judge(new Array<number>(34).fill(-1), 4, 0.05).verdict).toBe('holds');
  });
});
