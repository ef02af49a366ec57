/** The z that is printed beside theory is a standard normal score, however few the replications: 2 means 4.6 %, 3 means 0.27 %. */
import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../src/lab/estimates.ts';
import { experiment } from '../../src/lab/experiment.ts';
import { normalQuantile, normalScore } from '../../src/lab/normal-score.ts';
import { compare } from '../../src/lab/report.ts';
import { stream } from '../../src/random/stream.ts';
import { estimate } from '../../src/stats/interval.ts';
import { oracle } from '../../src/theory/oracle.ts';
import { load, poisson } from './scenario-text.ts';

/** P[|Z| > 2] and P[|Z| > 3]: Abramowitz and Stegun 1964, table 26.1. */
const BEYOND = { 2: 0.0455003, 3: 0.0026998 } as const;

describe('the normal score of a Student t', () => {
  it('has its tail probability, by the tables of both', () => {
    // P[T > t] = 0.025, 0.01 and 0.0005: t of 9, 4 and 3 degrees (Abramowitz and Stegun 1964, table 26.10), and z.
    expect(normalScore(2.262157, 9)).toBeCloseTo(1.959964, 5);
    expect(normalScore(-3.746947, 4)).toBeCloseTo(-2.326348, 5);
    expect(normalScore(12.924, 3)).toBeCloseTo(3.290527, 4);
    expect(normalQuantile(0.00134990)).toBeCloseTo(3, 5);
    expect(normalScore(1.5, Infinity)).toBeCloseTo(1.5, 5);
    expect(normalScore(0, 9)).toBeCloseTo(0, 12);
  });
});

const { scenario, plan } = load([poisson()], '{ nodes: 1 }', '{ jobs: 300, replications: 5, warmup: 50 }');
const known = oracle(scenario);
const truth = known.findings[0].prediction.values['response'];

/** Of a mean response from these samples. */
function zBeside(samples: readonly number[]): number {
  return compare(new Map([['overall', { response: { mean: estimate(samples, 0.95)! } }]]), known)[0].z!;
}

describe('beside theory that is right', () => {
  it.each([2, 3, 5, 10])('z of %i samples is beyond 2 and beyond 3 as often as a normal variate', (samples) => {
    const chance = stream(`z ${samples}`);
    const normal = (length: number) => Array.from({ length }, () => truth + chance.normal());
    const trials = 20_000;
    const scores = Array.from({ length: trials }, () => zBeside(normal(samples)));
    for (const bound of [2, 3] as const) {
      const share = scores.filter((z) => Math.abs(z) > bound).length / trials;
      expect(Math.abs(share - BEYOND[bound]) / Math.sqrt((BEYOND[bound] * (1 - BEYOND[bound])) / trials), `beyond ${bound}: ${share}`).toBeLessThan(3.5);
    }
  });

  it('and so it is of whole experiments of 5 replications, over hundreds of seeds', async () => {
    const seeds = 300;
    let beyond = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const { samples } = await experiment({ ...scenario, seed: `z ${seed}` }, plan);
      const overall = metricsOf(samples.map((sample) => sample.overall), 0.95);
      const { z } = compare(new Map([['overall', overall]]), known).find(({ metric, statistic }) => metric === 'utilisation' && statistic === 'mean')!;
      if (Math.abs(z!) > 2) beyond++;
    }
    // A t of 4 degrees is beyond 2 in 11.6 % of cases: six standard errors away.
    expect(Math.abs(beyond / seeds - BEYOND[2]) / Math.sqrt((BEYOND[2] * (1 - BEYOND[2])) / seeds), `${beyond} of ${seeds}`).toBeLessThan(3);
  });

  it('what does not vary has to be met to rounding', () => {
    expect(Math.abs(zBeside([truth + 1e-12, truth + 1e-12]))).toBeLessThan(1);
    expect(zBeside([truth + 1e-6, truth + 1e-6])).toBeGreaterThan(100);
  });
});
