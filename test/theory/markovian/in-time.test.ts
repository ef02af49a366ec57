import { Complex } from 'complex.js';
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { mixture } from '../../../src/random/distributions/mixture.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { normalBelow } from '../../../src/random/special.ts';
import { mginfTransient } from '../../../src/theory/markovian/mginf-transient.ts';
import { mm1BusyPeriod } from '../../../src/theory/markovian/mm1-busy-period.ts';
import { mm1Transient } from '../../../src/theory/markovian/mm1-transient.ts';
import { tailOf } from '../../../src/theory/numeric/inversion.ts';
import { explore, transient } from '../../../src/theory/numeric/markov-chain.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { skellam } from '../../../src/theory/numeric/skellam.ts';
import { expectClose } from '../close.ts';

function poisson(mean: number, n: number): number {
  let p = Math.exp(-mean);
  for (let k = 1; k <= n; k++) p *= mean / k;
  return p;
}

function at(lambda: number, mu: number, time: number, initial = 0) {
  return mm1Transient.create({ lambda, mu, time, initial }).others!;
}

function busy(lambda: number, mu: number, time: number) {
  return mm1BusyPeriod.create({ lambda, mu, time }).others!;
}

function share(size: Distribution, time: number): number {
  return mginfTransient.create({ lambda: 1, size, time, speed: 1 }).others!['mean number at t'];
}

test.each([[3, 3], [0.01, 4], [500, 2], [1e5, 1.1e5], [1e-9, 1e-9]])('differences of Poisson variables of means %f and %f: mean, variance, and the whole', (up, down) => {
  const { first, probabilities } = skellam(up, down);
  const moment = (value: (n: number) => number) => probabilities.reduce((sum, p, i) => sum + p * value(first + i), 0);
  expectClose(moment(() => 1), 1, 1e-14);
  expectClose(1 + moment((n) => n) / (up + down), 1 + (up - down) / (up + down), 1e-12);
  expectClose(moment((n) => (n - up + down) ** 2), up + down, 1e-10);
});

test('differences of Poisson variables against the double sum', () => {
  const { first, probabilities } = skellam(2, 0.7);
  for (const n of [-8, -1, 0, 1, 5, 20]) {
    let sum = 0;
    for (let k = Math.max(0, -n); k < 60; k++) sum += poisson(2, n + k) * poisson(0.7, k);
    expectClose(probabilities[n - first], sum, 1e-13, `${n}`);
  }
});

describe('M/M/1 in time', () => {
  test.each([
    [0.5, 1, 0.1, 0], [0.5, 1, 4, 0], [0.9, 1, 30, 0], [1, 1, 20, 0], [1.5, 1, 15, 0],
    [0.5, 1, 3, 7], [0.9, 1, 60, 20], [1, 1, 5, 2], [3, 1, 6, 4], [0.2, 2, 100, 50], [0.001, 1, 40, 30],
  ])('λ = %f, μ = %f, t = %f, from %d: as the chain with room for 300, uniformised', (lambda, mu, time, initial) => {
    const { chain } = explore(0, (n) => [[n + 1, n < 300 ? lambda : 0], [n - 1, n > 0 ? mu : 0]] as const);
    const p = transient(chain, Float64Array.from({ length: 301 }, (_, n) => (n === initial ? 1 : 0)), time);
    const { 'mean number at t': mean, 'P[empty at t]': empty } = at(lambda, mu, time, initial);
    expectClose(mean, p.reduce((sum, probability, n) => sum + n * probability, 0), 1e-10);
    expect(Math.abs(empty - p[0])).toBeLessThan(1e-12);
  });

  test('long after: the steady state, growth like √t at load 1, and at the rate λ − μ above', () => {
    expectClose(at(0.99, 1, 1e7)['mean number at t'], 99, 1e-9);
    expectClose(at(1, 1, 1e6)['mean number at t'], 2 * Math.sqrt(1e6 / Math.PI), 1e-3);
    // The limit of E[N(t)] − (λ−μ)t from 0 is that of μ ∫ P[empty], 1/(ρ−1).
    expectClose(at(2, 1, 200)['mean number at t'], 200 + 1, 1e-10);
  });

  test('its derivative is λ − μ(1 − P[empty])', () => {
    for (const [lambda, t, m] of [[0.7, 5, 0], [1.3, 2, 3]]) {
      const h = 1e-4;
      const slope = (at(lambda, 1, t + h, m)['mean number at t'] - at(lambda, 1, t - h, m)['mean number at t']) / (2 * h);
      expectClose(1 + slope, lambda + at(lambda, 1, t, m)['P[empty at t]'], 1e-7);
    }
  });

  test('from the steady state nothing changes', () => {
    const [lambda, mu] = [0.6, 1];
    const parts = Array.from({ length: 80 }, (_, m) => at(lambda, mu, 3, m)['mean number at t'] * 0.4 * 0.6 ** m);
    expectClose(parts.reduce((sum, part) => sum + part, 0), 1.5, 1e-12);
  });
});

describe('busy period of M/M/1', () => {
  test.each([[0.5, 1], [0.95, 1], [1, 1], [2, 1]])('λ = %f, μ = %f: the tail is the integral of the density, and the inverse of the transform', (lambda, mu) => {
    // g(s) = (λ + μ + s − √((λ + μ + s)² − 4λμ)) / 2λ, in the form that does not cancel. Source: Kleinrock 1975, section 5.8.
    const tail = tailOf((s) => {
      const b = new Complex(s).add(lambda + mu);
      return b.add(b.mul(b).sub(4 * lambda * mu).sqrt()).inverse().mul(2 * mu);
    });
    for (const t of [0.01, 0.5, 2, 20]) {
      const { 'P[longer than t]': longer } = busy(lambda, mu, t);
      expectClose(1 - longer, integrate((u) => busy(lambda, mu, u)['density at t'], 0, t), 1e-10);
      expect(Math.abs(longer - tail(t))).toBeLessThan(1e-10);
    }
  });

  test('moments by integration of the tail', () => {
    const { 'mean busy period': mean, 'variance of the busy period': variance } = busy(0.5, 1, 0);
    const longer = (t: number) => busy(0.5, 1, t)['P[longer than t]'];
    expectClose(integrate(longer, 0, 300, { width: 20 }), mean, 1e-9);
    expectClose(integrate((t) => 2 * t * longer(t), 0, 300, { width: 20 }) - mean ** 2, variance, 1e-8);
  });

  test('jobs served: the mean and the variance of the probabilities on the page', () => {
    const load = 0.4;
    let [p, mean, square] = [1 / (1 + load), 0, 0];
    // The ratio of successive terms of C(2n−2, n−1)/n · ρ^(n−1)/(1+ρ)^(2n−1).
    for (let n = 1; n < 2000; n++, p *= ((4 * n - 6) / n) * (load / (1 + load) ** 2)) [mean, square] = [mean + n * p, square + n * n * p];
    const others = busy(load, 1, 0);
    expectClose(mean, others['mean jobs served'], 1e-12);
    expectClose(square - mean ** 2, others['variance of the jobs served'], 1e-11);
  });

  test('above load 1 what never ends remains', () => {
    expectClose(busy(3, 1, 1000)['P[longer than t]'], 2 / 3, 1e-12);
  });
});

describe('M/G/∞ in time', () => {
  test('closed forms of E[min(S, t)]', () => {
    const heavy = pareto.create({ shape: 1.5, min: 1 });
    // Beyond the least size, 1 + 2(1 − t^(−1/2)).
    for (const t of [0.5, 1, 2, 2.9, 3.1, 100, 1e6, 1e12]) expectClose(share(heavy, t), t <= 1 ? t : 3 - 2 / Math.sqrt(t), 1e-10, `${t}`);
    for (const t of [0.1, 0.7, 1.9, 5]) expectClose(share(uniform.create({ min: 0, max: 2 }), t), t >= 2 ? 1 : t - t ** 2 / 4, 1e-12);
    const s2 = Math.log1p(4);
    const s = Math.sqrt(s2);
    for (const t of [0.01, 1, 30, 1e4]) {
      const z = (Math.log(t) + s2 / 2) / s;
      expectClose(share(lognormal.create({ mean: 1, scv: 4 }), t), normalBelow(z - s) + t * normalBelow(-z), 1e-10, `lognormal ${t}`);
    }
    const p = hyperexponential.create({ probabilities: [0.3, 0.7], means: [5, 0.1] });
    expectClose(share(p, 2), 0.3 * 5 * -Math.expm1(-0.4) + 0.07 * -Math.expm1(-20), 1e-12);
  });

  test('mixtures with single values', () => {
    const size = mixture.create({ of: [{ weight: 1, distribution: deterministic.create({ value: 4 }) }, { weight: 3, distribution: uniform.create({ min: 0, max: 2 }) }] });
    expectClose(share(size, 3), 0.25 * 3 + 0.75 * 1, 1e-12);
  });
});
