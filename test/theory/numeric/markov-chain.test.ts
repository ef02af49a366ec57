import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eliminated } from '../../../src/theory/numeric/elimination.ts';
import { explore, stationary, transient, type Chain } from '../../../src/theory/numeric/markov-chain.ts';
import { relaxed } from '../../../src/theory/numeric/relaxation.ts';
import { squared } from '../../../src/theory/numeric/squaring.ts';
import { expectClose } from '../close.ts';
import { birthDeath } from '../markovian/birth-death.ts';

/** Room for `last` jobs. */
function queue(last: number, lambda: number, mu: number) {
  return explore(0, (n) => [[n + 1, n < last ? lambda : 0], [n - 1, n > 0 ? mu : 0]] as const);
}

/** Stations of exponential servers in a ring, `jobs` jobs: product form. */
function ring(stations: readonly number[], jobs: number) {
  const start = stations.map((_, i) => (i === 0 ? jobs : 0));
  return explore(start, (state) =>
    state.flatMap((n, i) => {
      if (n === 0) return [];
      const next = [...state];
      next[i]--;
      next[(i + 1) % state.length]++;
      return [[next, stations[i]] as const];
    }),
  );
}

function productForm(stations: readonly number[], states: readonly (readonly number[])[]): number[] {
  const weights = states.map((state) => state.reduce((product, n, i) => product * stations[i] ** -n, 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function random(seed: readonly number[], size: number): Chain {
  // Every state leads to the next, so that all lead to all.
  return explore<number>(0, (i) => Array.from({ length: size }, (_, j) => [j, j === (i + 1) % size ? 1 : seed[(7 * i + 13 * j) % seed.length]] as const)).chain;
}

function from(size: number, state = 0): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => (i === state ? 1 : 0));
}

describe('explore', () => {
  test('finds the states that can be reached, nearest first', () => {
    const { states, chain } = explore(4, (n) => (n > 0 ? [[n - 2, 3], [n, 1], [n + 1, 0]] as const : []));
    expect(states).toEqual([4, 2, 0]);
    expect(chain).toEqual({ size: 3, first: Int32Array.of(0, 1, 2, 2), to: Int32Array.of(1, 2), rate: Float64Array.of(3, 3) });
  });

  test('refuses what is no rate, and chains without end', () => {
    expect(() => explore(0, (n) => [[n + 1, -1]])).toThrow('a rate must be 0 or more');
    expect(() => explore<number>(0, (n) => [[n + 1, 1]], String)).toThrow('more than 1000000 states');
  });
});

describe('stationary', () => {
  test('birth and death: every probability keeps its digits, down to 1e-300', () => {
    const { chain } = queue(600, 0.1, 0.3);
    const p = stationary(chain);
    for (const [n, wanted] of birthDeath(600, () => 0.1, () => 0.3).entries()) if (n < 590) expectClose(p[n], wanted, 1e-11, `${n}`);
    expect(p[500]).toBeLessThan(1e-230);
  });

  test.each([0.5, 2])('1e5 states in a row, load %f', (load) => {
    const p = stationary(queue(1e5, load, 1).chain);
    expectClose(load < 1 ? p[3] : p[1e5 - 3], 0.5 * 0.5 ** 3, 1e-13);
  });

  test('a ring of three stations: product form (Gordon and Newell 1967)', () => {
    const rates = [1, 0.8, 1.3];
    const { states, chain } = ring(rates, 12);
    const wanted = productForm(rates, states);
    for (const [i, p] of stationary(chain).entries()) expectClose(p, wanted[i], 1e-13);
  });

  test('a larger ring, by relaxation', () => {
    const rates = [1, 0.9, 1.1, 1];
    const { states, chain } = ring(rates, 24);
    expect(states.length).toBe(2925);
    const wanted = productForm(rates, states);
    for (const [i, p] of relaxed(chain).entries()) expectClose(p, wanted[i], 1e-9);
  });

  test('does not depend on the order of elimination, and balances every state', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 5, maxLength: 40 }), fc.integer({ min: 2, max: 12 }), (seed, size) => {
        const chain = random(seed, size);
        const p = stationary(chain);
        const q = eliminated(chain, Int32Array.from({ length: size }, (_, i) => size - 1 - i));
        const net = new Float64Array(size);
        for (let i = 0; i < size; i++) {
          expectClose(p[i], q[i], 1e-12);
          for (let t = chain.first[i]; t < chain.first[i + 1]; t++) {
            net[i] -= p[i] * chain.rate[t];
            net[chain.to[t]] += p[i] * chain.rate[t];
          }
        }
        for (const flow of net) expect(Math.abs(flow)).toBeLessThan(1e-13 * size);
      }),
    );
  });

  test('states that are left for good have probability 0', () => {
    const { states, chain } = explore(5, (n) => (n > 1 ? [[n - 1, 1]] : [[1 - n, n + 1]] as const));
    const p = stationary(chain);
    expect(states).toEqual([5, 4, 3, 2, 1, 0]);
    expectClose(p[5], 2 / 3);
    expect(p.slice(0, 4)).toEqual(new Float64Array(4));
  });

  test('refuses a chain that may end in several places', () => {
    const { chain } = explore(0, (n) => (n === 0 ? [[1, 1], [2, 1]] : []));
    expect(() => stationary(chain)).toThrow('more than one closed class');
  });
});

describe('transient', () => {
  test.each([0, 1e-9, 0.3, 5, 200, 1e7])('two states after %f: the exponential', (time) => {
    const { chain } = explore(0, (n) => [[1 - n, n === 0 ? 2 : 0.5]]);
    expectClose(1 + transient(chain, from(2), time)[1], 1 + 0.8 * -Math.expm1(-2.5 * time), 1e-13);
  });

  test('pure births: the Poisson distribution', () => {
    const { chain } = explore(0, (n) => (n < 60 ? [[n + 1, 2]] : []));
    const p = transient(chain, from(61), 5);
    let wanted = Math.exp(-10);
    for (let n = 0; n < 60; n++, wanted *= 10 / n) expect(Math.abs(p[n] - wanted)).toBeLessThan(1e-14);
  });

  test('a rare failure over 1e9 ticks of the fastest clock keeps its digits', () => {
    // 0 and 1 alternate fast; 1 fails to 2 at rate 1e-9: the failure rate is q = 0.5e-9, less what is exact to second order.
    const { chain } = explore(0, (n) => (n === 2 ? [] : n === 1 ? [[0, 1], [2, 1e-9]] as const : [[1, 1]] as const));
    const half = (2 + 1e-9) / 2;
    const slow = 1e-9 / (half + Math.sqrt(half ** 2 - 1e-9));
    const fast = 2 * half - slow;
    expectClose(1 - transient(chain, from(3), 1e9)[2], (fast * Math.exp(-slow * 1e9)) / (fast - slow), 1e-11);
  });

  test('steps and squares agree; a long time comes to rest', () => {
    const { chain } = queue(80, 0.9, 1);
    const start = from(81, 40);
    const [stepped, square] = [transient(chain, start, 30), squared(chain, start, 30)];
    for (let n = 0; n <= 80; n++) expect(Math.abs(stepped[n] - square[n])).toBeLessThan(1e-13);
    const rest = stationary(chain);
    for (const [n, p] of transient(chain, start, 1e6).entries()) expect(Math.abs(p - rest[n])).toBeLessThan(1e-12);
    const large = queue(2000, 0.5, 1);
    const after = transient(large.chain, from(2001), 1e9);
    for (const [n, p] of stationary(large.chain).entries()) expect(Math.abs(p - after[n])).toBeLessThan(1e-12);
  });
});
