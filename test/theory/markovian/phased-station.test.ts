import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';
import { coxian } from '../../../src/random/distributions/coxian.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { mmck } from '../../../src/theory/markovian/mmck.ts';
import { mmppPhC } from '../../../src/theory/markovian/mmpp-ph-c.ts';
import { mmppPhCK } from '../../../src/theory/markovian/mmpp-ph-c-k.ts';
import { phPh1 } from '../../../src/theory/markovian/ph-ph-1.ts';
import { phPhC } from '../../../src/theory/markovian/ph-ph-c.ts';
import { phPhCK } from '../../../src/theory/markovian/ph-ph-c-k.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { rootBetween } from '../../../src/theory/numeric/roots.ts';
import { expectAgreement, expectClose } from '../close.ts';

const M = (mean: number) => exponential.create({ mean });
const E2 = (mean: number) => erlang.create({ k: 2, mean });
const H2 = (mean: number) => hyperexponential.create({ mean, scv: 5 });
const C2 = (mean: number) => coxian.create({ rates: [1 / (0.4 * mean), 1 / (1.2 * mean)], 'continue-probabilities': [0.5] });
const one = (gap: Distribution, size: Distribution, speed = 1) => phPh1.create({ gap, size, speed });
const several = (gap: Distribution, size: Distribution, servers: number) => phPhC.create({ gap, size, servers, speed: 1 });
const full = (gap: Distribution, size: Distribution, servers: number, capacity: number) => phPhCK.create({ gap, size, servers, capacity, speed: 1 });

/** The rate of ending from a phase. */
function exit(row: readonly number[]): number {
  return -row.reduce((sum, rate) => sum + rate, 0);
}

/** The same system with slots that have names and a phase each, 0 being idle, and room for `last` jobs. */
function bySlots(gap: Distribution, size: Distribution, servers: number, last: number) {
  const [a, s] = [gap.phases!, size.phases!];
  type State = readonly [jobs: number, arrival: number, ...slots: number[]];
  const { states, chain } = explore<State>([0, 0, ...new Array<number>(servers).fill(0)], ([jobs, arrival, ...slots]) => {
    const moves: [State, number][] = [];
    for (const [to, rate] of a.generator[arrival].entries()) if (to !== arrival) moves.push([[jobs, to, ...slots], rate]);
    const ends = exit(a.generator[arrival]);
    for (const [to, p] of a.initial.entries()) {
      const idle = slots.indexOf(0);
      if (idle < 0 || jobs === last) moves.push([[Math.min(jobs + 1, last), to, ...slots], ends * p]);
      else for (const [phase, q] of s.initial.entries()) moves.push([[jobs + 1, to, ...slots.with(idle, phase + 1)], ends * p * q]);
    }
    for (const [slot, phase] of slots.entries()) {
      if (phase === 0) continue;
      for (const [to, rate] of s.generator[phase - 1].entries()) if (to !== phase - 1) moves.push([[jobs, arrival, ...slots.with(slot, to + 1)], rate]);
      const done = exit(s.generator[phase - 1]);
      if (jobs <= servers) moves.push([[jobs - 1, arrival, ...slots.with(slot, 0)], done]);
      else for (const [next, q] of s.initial.entries()) moves.push([[jobs - 1, arrival, ...slots.with(slot, next + 1)], done * q]);
    }
    return moves.filter(([, rate]) => rate > 0);
  }, String);
  const p = stationary(chain);
  const mean = (value: (state: State) => number) => states.reduce((sum, state, i) => sum + p[i] * value(state), 0);
  const lost = mean(([jobs, arrival]) => (jobs === last ? exit(a.generator[arrival]) : 0)) * gap.mean;
  const throughput = (1 - lost) / gap.mean;
  const [number, queue] = [mean(([jobs]) => jobs), mean(([jobs]) => Math.max(0, jobs - servers))];
  return { loss: lost, throughput, number, queue, response: number / throughput, waiting: queue / throughput, utilisation: mean(([jobs]) => Math.min(jobs, servers)) / servers };
}

const MEANS = ['number', 'queue', 'response', 'waiting', 'utilisation', 'throughput'];

test.each<[string, Distribution, Distribution, number]>([
  ['E₂/H₂/1', E2(1), H2(0.6), 1],
  ['H₂/E₂/2', H2(1), E2(1.2), 2],
  ['M/E₂/2', M(1), E2(1.6), 2],
  ['M/H₂/3', M(1), H2(1.5), 3],
  ['C₂/C₂/2', C2(1), C2(1.2), 2],
])('%s: as the chain of named slots, cut off far up', (_, gap, size, servers) => {
  const { values } = servers === 1 ? one(gap, size) : several(gap, size, servers);
  expectAgreement(values, bySlots(gap, size, servers, servers === 1 ? 500 : 200), MEANS, 1e-9);
});

test.each<[string, Distribution, Distribution, number, number]>([
  ['E₂/H₂/1/4', E2(1), H2(1.5), 1, 4],
  ['M/H₂/2/5', M(1), H2(2), 2, 5],
  ['H₂/E₂/3/3', H2(1), E2(2), 3, 3],
])('%s: as the chain of named slots', (_, gap, size, servers, capacity) => {
  expectAgreement(full(gap, size, servers, capacity).values, bySlots(gap, size, servers, capacity), [...MEANS.filter((key) => capacity > servers || !/queue|waiting/.test(key)), 'loss'], 1e-12);
});

test('one slot and Poisson arrivals: Pollaczek and Khinchine, with the variance of the wait', () => {
  for (const size of [E2(1), H2(1), C2(1)]) {
    for (const load of [1e-6, 0.5, 0.95]) {
      const wanted = mg1.create({ lambda: load / size.mean, size, speed: 1, discipline: 'fcfs' }).values;
      expectAgreement(one(M(size.mean / load), size).values, wanted, [...MEANS, 'waiting.variance', 'response.variance'], 1e-9);
    }
  }
});

/** GI/M/c: σ = E[e^(−cμ(1−σ) gap)]; those who wait do so for an exponential time of rate cμ(1−σ). Source: Kleinrock 1975, section 6.4. */
function whileWaiting(gap: Distribution, mu: number, servers: number): { rate: number; sigma: number } {
  const at = (sigma: number) => gap.transform!({ re: servers * mu * (1 - sigma), im: 0 }).re - sigma;
  const sigma = rootBetween(at, 0, 1 - 1e-9);
  return { sigma, rate: servers * mu * (1 - sigma) };
}

test.each([1, 2, 5])('exponential sizes and %d slots: the root of GI/M/c', (servers) => {
  for (const gap of [erlang.create({ k: 5, mean: 1 }), H2(1), C2(1)]) {
    const mu = 1 / (0.8 * servers * gap.mean);
    const { sigma, rate } = whileWaiting(gap, mu, servers);
    const { values, others } = servers === 1 ? one(gap, M(1 / mu)) : several(gap, M(1 / mu), servers);
    expectClose(values['waiting'] / others!['P[wait]'], 1 / rate, 1e-10);
    if (servers > 1) continue;
    expectClose(others!['P[wait]'], sigma, 1e-10);
    expectClose(values['waiting.variance'], (sigma * (2 - sigma)) / rate ** 2, 1e-10);
  }
});

test('all exponential: M/M/c and M/M/c/K', () => {
  expectAgreement(several(M(1), M(4), 5).values, mmc.create({ lambda: 1, mu: 0.25, servers: 5, discipline: 'fcfs' }).values, [...MEANS, 'slowdown'], 1e-12);
  const keys = [...MEANS, 'slowdown', 'loss'];
  expectAgreement(full(M(1), M(4), 3, 9).values, mmck.create({ lambda: 1, mu: 0.25, servers: 3, capacity: 9, discipline: 'fcfs' }).values, keys, 1e-12);
  const single = mmck.create({ lambda: 1, mu: 0.9, servers: 1, capacity: 7, discipline: 'fcfs' }).values;
  expectAgreement(full(M(1), M(1 / 0.9), 1, 7).values, single, [...keys, 'waiting.variance', 'response.variance'], 1e-12);
});

/** Loss of GI/M/c/c: 1/Σ_r C(c, r) Π_{j ≤ r} (1 − φ(jμ))/φ(jμ). Source: Palm 1943; Takács 1962. */
function palm(gap: Distribution, mu: number, servers: number): number {
  let [term, sum] = [1, 1];
  for (let r = 1; r <= servers; r++) {
    const phi = gap.transform!({ re: r * mu, im: 0 }).re;
    term *= (((servers - r + 1) / r) * (1 - phi)) / phi;
    sum += term;
  }
  return 1 / sum;
}

test.each([1, 3, 8])('loss of renewal arrivals at %d slots without room to wait (Palm 1943)', (servers) => {
  for (const gap of [M(1), E2(1), H2(1)]) expectClose(full(gap, M(0.7 * servers), servers, servers).values['loss'], palm(gap, 1 / (0.7 * servers), servers), 1e-12);
});

function burst(rates: number[], switching: number[][], size: Distribution, servers = 1) {
  return mmppPhC.create({ rates, switching, size, servers, speed: 1 });
}

/** Rates 0.9 and 0.3, switched at one rate. */
function numberAt(factor: number): number {
  return burst([0.9, 0.3], [[-factor, factor], [factor, -factor]], M(1)).values['number'];
}

describe('Markov-modulated input', () => {
  test('on and off is a renewal process (Kuczura 1973)', () => {
    // Gaps of a source with rate λ while on, off at rate b, on at rate a: density Σ p r e^(−rt) with r the roots of r² − (λ + a + b) r + λa.
    const [lambda, a, b] = [3, 0.4, 0.7];
    const [half, product] = [(lambda + a + b) / 2, lambda * a];
    const fast = half + Math.sqrt(half ** 2 - product);
    const slow = product / fast;
    const p = (lambda - slow) / (fast - slow);
    const gap = hyperexponential.create({ probabilities: [p, 1 - p], means: [1 / fast, 1 / slow] });
    for (const servers of [1, 3]) {
      const size = E2(0.8 * servers * gap.mean);
      const modulated = burst([lambda, 0], [[-b, b], [a, -a]], size, servers);
      const wanted = servers === 1 ? one(gap, size) : several(gap, size, servers);
      expectAgreement(modulated.values, wanted.values, MEANS, 1e-10);
      expectClose(modulated.others!['P[wait]'], wanted.others!['P[wait]'], 1e-10);
    }
  });

  test('two busy phases: as the chain cut off far up', () => {
    const [rates, switching] = [[1.6, 0.3], [[-0.1, 0.1], [0.05, -0.05]]];
    const { states, chain } = explore<readonly [number, number]>([0, 0], ([n, i]) => [[[n, 1 - i], switching[i][1 - i]], [[Math.min(n + 1, 1500), i], rates[i]], [[n - 1, i], n > 0 ? 1 : 0]] as const, String);
    const p = stationary(chain);
    const number = states.reduce((sum, [n], at) => sum + n * p[at], 0);
    const { values, others } = burst(rates, switching, M(1));
    expectClose(values['number'], number, 1e-10);
    expectClose(values['utilisation'], 2.2 / 3, 1e-12);
    expect(others!['P[wait]']).toBeGreaterThan(2.2 / 3);
  });

  test('fast switching is Poisson, slow switching a mixture of two queues', () => {
    expectClose(numberAt(1e6), 0.6 / 0.4, 1e-5);
    expectClose(numberAt(1e-6), (9 + 0.3 / 0.7) / 2, 1e-3);
  });

  test('with room for K: as the chain written out, and as the unlimited queue where K is large', () => {
    const [rates, switching] = [[1.6, 0.3], [[-0.1, 0.1], [0.05, -0.05]]];
    const finite = (capacity: number) => mmppPhCK.create({ rates, switching, size: M(1), servers: 1, capacity, speed: 1 }).values;
    const { states, chain } = explore<readonly [number, number]>([0, 0], ([n, i]) => [[[n, 1 - i], switching[i][1 - i]], [[n + 1, i], n < 7 ? rates[i] : 0], [[n - 1, i], n > 0 ? 1 : 0]] as const, String);
    const p = stationary(chain);
    const mean = (value: (n: number, i: number) => number) => states.reduce((sum, [n, i], at) => sum + p[at] * value(n, i), 0);
    const served = mean((n, i) => (n < 7 ? rates[i] : 0));
    expectClose(finite(7)['loss'], mean((n, i) => (n === 7 ? rates[i] : 0)) / mean((_, i) => rates[i]), 1e-12);
    expectClose(finite(7)['waiting'], mean((n) => Math.max(0, n - 1)) / served, 1e-12);
    expectAgreement(finite(2000), burst(rates, switching, M(1)).values, [...MEANS, 'waiting.variance'], 1e-9);
  });

  test('what is no generator of one chain is refused', () => {
    expect(() => burst([1, 2], [[-1, 1]], M(0.1))).toThrow('needs one row and one column for each of the 2 rates');
    expect(() => burst([1, 2], [[0, 0], [1, -1]], M(0.1))).toThrow('every phase must lead to every other');
    expect(() => burst([0, 0], [[-1, 1], [1, -1]], M(0.1))).toThrow('one of them at least must be above 0');
    expect(() => burst([1, 2], [[-1, 1], [1, -1]], M(1))).toThrow('load λE[S]/c = 1.5');
  });
});

test('speed scales time', () => {
  expectClose(one(E2(1), H2(3), 5).values['waiting'], one(E2(5), H2(3)).values['waiting'] / 5, 1e-12);
});

test('light traffic and heavy traffic (Kingman 1962)', () => {
  expect(several(M(1e6), E2(1), 2).values['waiting']).toBeLessThan(1e-6);
  // (1 − ρ) E[W] → (C²_gap/E[gap] + …)/2 of one slot that does all the work.
  const [gap, size, rest] = [E2(1), H2(2 * (1 - 1e-7)), 1e-7];
  expectClose(several(gap, size, 2).values['waiting'] * rest, (0.5 + 5) / 2, 1e-5);
});

test('what is outside the domain is refused', () => {
  expect(() => one(deterministic.create({ value: 1 }), M(0.5))).toThrow('deterministic is not of phase type');
  expect(() => one(M(1), M(1))).toThrow(ParamError);
  expect(() => several(M(1), erlang.create({ k: 5, mean: 19 }), 20)).toThrow('phases of arrivals and busy slots are beyond');
  expect(() => several(M(1), erlang.create({ k: 90, mean: 100_000 }), 1e6)).toThrow('phases');
  expect(() => full(M(1), M(1), 3, 2)).toThrow('capacity 2 is less than the 3 slots');
  expect(() => full(H2(1), H2(1), 8, 1e6)).toThrow('too large');
  expect(() => full(M(1), M(1), 1, 1e6)).toThrow('too large');
  expect(() => several(M(1), M(1), 1e6)).toThrow('servers of 1000000 is beyond 10000');
});

test('thousands of slots, most of them idle', () => {
  expectClose(several(M(1), M(1000), 3000).values['number'], 1000, 1e-10);
});
