/** Policies that look at queues, on many nodes, against limits; never on few, where a limit is not what a pool does. */
import { describe, expect, test } from 'vitest';
import { joinIdleQueue } from '../../src/dispatchers/join-idle-queue.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { jiqMeanField } from '../../src/theory/dispatching/jiq-mean-field.ts';
import { powerOfDFiniteN } from '../../src/theory/dispatching/power-of-d-finite-n.ts';
import { powerOfDMeanField } from '../../src/theory/dispatching/power-of-d-mean-field.ts';
import { by, farm, meanResponse, run } from './runs.ts';

const equal = (nodes: number) => Array.from({ length: nodes }, () => ({}));

/** Its distance from a number in standard errors, of what is left of it beyond a fraction of that number. */
function beyond(measured: { readonly mean: number; readonly error: number }, truth: number, fraction: number): number {
  return Math.max(0, Math.abs(measured.mean - truth) - fraction * truth) / measured.error;
}

describe('power of d of 1000 nodes', () => {
  test.each([
    [0.7, 2, false],
    [0.9, 2, false],
    [0.9, 2, true],
    [0.9, 3, false],
  ])('load %f, %i choices, with replacement: %s', (load, d, replacement) => {
    const measured = meanResponse(farm({ nodes: equal(1000), dispatch: by(powerOfD, { d, replacement }), load, jobs: 150_000, warmup: 50_000 }), 4);
    const params = { lambda: 1000 * load, mu: 1, nodes: 1000, d, discipline: 'fcfs' } as const;
    const limit = powerOfDMeanField.create(params).values['response'];
    const refined = powerOfDFiniteN.create({ ...params, drawn: replacement ? 'with-replacement' : 'without-replacement' }).values['response'];
    // How far a pool of so many nodes is from the limit is what the first correction says; what is left is of the order of 1/n².
    expect(beyond(measured, limit, 1.1 * Math.abs(refined / limit - 1))).toBeLessThan(4);
    expect(beyond(measured, refined, 1e-4)).toBeLessThan(4);
    expect(Math.abs(refined / limit - 1)).toBeLessThan(0.004);
  });
});

test('join the idle queue, 1000 nodes and 100 dispatchers: an error of the order of 1/100', () => {
  const measured = meanResponse(farm({ nodes: equal(1000), dispatch: by(joinIdleQueue, { dispatchers: 100 }), load: 0.8, jobs: 100_000, warmup: 30_000 }), 4);
  const { response } = jiqMeanField.create({ lambda: 800, mu: 1, nodes: 1000, dispatchers: 100 }).values;
  expect(beyond(measured, response, 0.01)).toBeLessThan(4);
});

/** By how many standard errors the first responds faster, on the same jobs. */
function better(first: Record<string, unknown>, second: Record<string, unknown>, load: number): number {
  const differences = Array.from({ length: 8 }, (_, index) => {
    const [a, b] = [first, second].map((params) => run(farm({ nodes: equal(100), dispatch: by(powerOfD, params), load, jobs: 20_000, warmup: 6000 }), index).response);
    return b - a;
  });
  const mean = differences.reduce((sum, each) => sum + each, 0) / 8;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 7;
  return mean / Math.sqrt(variance / 8);
}

/**
 * Of one choice and one remembered: sₖ, the fraction of nodes with at least k jobs, as n → ∞. Between two arrivals nothing changes but the
 * remembered node, whose load v is then a Markov chain: a node of load u drawn besides it, the lesser gets the job, and the least after it
 * is remembered. So sₖ = ρ sₖ₋₁ P[v ≥ k−1], iterated to its fixed point.
 */
function withMemory(load: number): readonly number[] {
  const most = 40;
  let remembered = [1, ...new Array<number>(most - 1).fill(0)];
  let tails: number[] = [];
  for (let round = 0; round < 2000; round++) {
    const atLeast = remembered.map((_, k) => remembered.slice(k).reduce((a, b) => a + b, 0));
    tails = [1];
    for (let k = 1; k <= most; k++) tails.push(load * tails[k - 1] * atLeast[k - 1]);
    const after = new Array<number>(most).fill(0);
    for (const [v, chance] of remembered.entries()) {
      for (let u = 0; u < most; u++) after[Math.min(most - 1, v === u ? v : Math.min(u, v) + 1)] += chance * (tails[u] - tails[u + 1]);
    }
    remembered = after;
  }
  return tails;
}

// Student's t with 7 degrees of freedom is beyond 6 with probability 0.0005.
describe('memory (Mitzenmacher, Prabhakar and Shah 2002)', () => {
  test('the limit: tails fall by the power 1 + φ = 2.618 from length to length, where those of two choices fall by the power 2', () => {
    const tails = withMemory(0.5);
    expect(Math.log(tails[6]) / Math.log(tails[5])).toBeCloseTo(1 + (1 + Math.sqrt(5)) / 2, 2);
    // So it is better than two choices, in the length that no queue exceeds; but not at lengths that are met, nor in the mean.
    expect(tails[6]).toBeLessThan(0.5 ** 63 / 1000);
    expect(tails[3]).toBeGreaterThan(0.5 ** 7);
  });

  test.each([0.7, 0.9])('one choice and one remembered of 1000 nodes at load %f: the limit', (load) => {
    const measured = meanResponse(farm({ nodes: equal(1000), dispatch: by(powerOfD, { d: 1, memory: 1 }), load, jobs: 200_000, warmup: 60_000 }), 4);
    const [, ...tails] = withMemory(load);
    expect(beyond(measured, tails.reduce((sum, tail) => sum + tail, 0) / load, 0.004)).toBeLessThan(4);
  });

  test('with the same choices memory is better than none, and more of it better still', () => {
    expect(better({ d: 1, memory: 1 }, { d: 1 }, 0.9)).toBeGreaterThan(6);
    expect(better({ d: 2, memory: 1 }, { d: 2 }, 0.9)).toBeGreaterThan(6);
    expect(better({ d: 2, memory: 3 }, { d: 2, memory: 1 }, 0.9)).toBeGreaterThan(6);
  });
});
