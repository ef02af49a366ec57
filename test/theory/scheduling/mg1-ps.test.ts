import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { ParamError } from '../../../src/params.ts';
import { mg1Ps } from '../../../src/theory/scheduling/mg1-ps.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { sizesOf } from '../../../src/theory/recognition/superposition.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { taggedResponse } from './shared-slots.ts';

/** First two moments of the response of a tagged job in M/M/1-PS, from the chain of the number of others that share with it. */
function taggedJob(lambda: number, mu: number, last = 1500): { mean: number; variance: number } {
  const solve = (right: (n: number) => number) => {
    // (λ + μ) m(n) = right(n) + λ m(n+1) + μ n/(n+1) m(n−1), cut off at `last`: a tridiagonal system, by elimination.
    const upper = new Float64Array(last + 1);
    const value = new Float64Array(last + 1);
    for (let n = 0; n <= last; n++) {
      const lower = n === 0 ? 0 : (mu * n) / (n + 1);
      const leaves = n === last ? 0 : lambda;
      const pivot = mu + leaves - (n === 0 ? 0 : lower * upper[n - 1]);
      upper[n] = leaves / pivot;
      value[n] = (right(n) + (n === 0 ? 0 : lower * value[n - 1])) / pivot;
    }
    for (let n = last - 1; n >= 0; n--) value[n] += upper[n] * value[n + 1];
    return value;
  };
  const first = solve(() => 1);
  const second = solve((n) => 2 * first[n]);
  const load = lambda / mu;
  const average = (values: Float64Array) => values.reduce((sum, v, n) => sum + (1 - load) * load ** n * v, 0);
  const mean = average(first);
  return { mean, variance: average(second) - mean ** 2 };
}

test.each([0.01, 0.3, 0.5, 0.8, 0.95])('exponential sizes, load %f: mean and variance against the chain of a tagged job', (load) => {
  for (const mu of [1, 2.5]) {
    const { values } = mg1Ps.create({ lambda: load * mu, size: exponential.create({ mean: 3 }), speed: 3 * mu });
    const chain = taggedJob(load * mu, mu);
    expectClose(values['response'], chain.mean, 1e-8);
    expectClose(values['response.variance'], chain.variance, 1e-7);
  }
});

test('the means are those of M/M/1 whatever the sizes, even of infinite variance', () => {
  const markovian = mm1.create({ lambda: 0.25, mu: 1 / 3, discipline: 'size-blind' }).values;
  const { values } = mg1Ps.create({ lambda: 0.25, size: pareto.create({ shape: 1.5, min: 1 }), speed: 1 });
  expectAgreement(values, markovian, Object.keys(markovian));
  expectClose(values['slowdown'], 4);
  expect(values['response.variance']).toBe(Infinity);
});

test.each([
  ['erlang', erlang.create({ k: 2, mean: 1 })],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 3 })],
])('variance with %s sizes: against the chain of a tagged job and the others, phase by phase', (_, size) => {
  const chain = taggedResponse(0.3, size.phases!, 19);
  const { values } = mg1Ps.create({ lambda: 0.3, size, speed: 1 });
  expectClose(values['response'], chain.mean, 1e-8);
  expectClose(values['response.variance'], chain.variance, 1e-7);
});

test('variance with equal sizes: P[W ≤ t] = (1−ρ)e^(λt) below one service time in M/D/1', () => {
  const { values } = mg1Ps.create({ lambda: 0.6, size: deterministic.create({ value: 1 }), speed: 1 });
  expectClose(values['response.variance'], (2 / 0.16) * (0.5 - (0.4 * (Math.exp(0.6) - 1.6)) / 0.36), 1e-10);
});

test('variance of classes: about the whole they spread as the whole does', () => {
  const parts = [{ rate: 0.2, size: exponential.create({ mean: 0.5 }) }, { rate: 0.1, size: discrete.create({ values: [1, 4], probabilities: [0.75, 0.25] }) }];
  const params = { lambda: 0.3, size: sizesOf(parts), speed: 1 };
  const all = mg1Ps.create(params);
  const each = parts.map(({ rate, size }) => mg1Ps.ofClass!(params, { name: '', priority: 0, rate, service: size }, all).values);
  const whole = parts.reduce((sum, { rate }, i) => sum + (rate / 0.3) * (each[i]['response.variance'] + (each[i]['response'] - all.values['response']) ** 2), 0);
  expectClose(whole, all.values['response.variance'], 1e-9);
});

const tailAt = (load: number) => mg1Ps.create({ lambda: load, size: exponential.create({ mean: 1 }), speed: 1 }).responseTail!;

describe('the distribution with exponential sizes', () => {
  test.each([0.2, 0.5, 0.8])('load %f: its transform is that of Coffman, Muntz and Trotter 1970', (load) => {
    for (const s of [0.1, 1]) {
      // r is the smaller root of λr² − (λ+μ+s) r + μ, with μ = 1.
      const b = load + 1 + s;
      const r = (b - Math.sqrt(b * b - 4 * load)) / (2 * load);
      const given = (x: number) => ((1 - load) * (1 - load * r * r) * Math.exp(-load * (1 - r) * x - s * x)) / ((1 - load * r) ** 2 - load * (1 - r) ** 2 * Math.exp((-x * (1 - load * r * r)) / r));
      const wanted = integrate((x) => Math.exp(-x) * given(x), 0, 40, { width: 1 });
      const tail = tailAt(load);
      expectClose(1 - s * integrate((t) => Math.exp(-s * t) * tail(t), 0, 30 / s, { width: 1 / s }), wanted, 1e-9);
    }
  });

  test('its mean and variance are the closed ones', () => {
    const { values, responseTail } = mg1Ps.create({ lambda: 1.2, size: exponential.create({ mean: 1 }), speed: 2 });
    const mean = integrate(responseTail!, 0, 300, { width: 3 });
    expectClose(mean, values['response'], 1e-10);
    expectClose(integrate((t) => 2 * t * responseTail!(t), 0, 300, { width: 3 }) - mean ** 2, values['response.variance'], 1e-9);
    expectClose(responseTail!(values['response.p99']), 0.01, 1e-10);
  });

  test('at no load it is exponential; at the highest loads it is left out', () => {
    expectClose(tailAt(1e-9)(3), Math.exp(-3), 1e-8);
    expect(tailAt(0.99)).toBeUndefined();
  });
});

test('a part of the jobs has the same slowdown', () => {
  const params = { lambda: 0.5, size: exponential.create({ mean: 1 }), speed: 1 };
  const { values } = mg1Ps.ofClass!(params, { name: 'part', priority: 0, rate: 0.1, service: exponential.create({ mean: 0.2 }) }, mg1Ps.create(params));
  expectClose(values['response'], 0.4);
  expectClose(values['number'], 0.04);
  expectClose(values['slowdown'], 2);
});

test('an overload is refused', () => {
  expect(() => mg1Ps.create({ lambda: 2, size: exponential.create({ mean: 1 }), speed: 2 })).toThrow(ParamError);
});

const varianceOf = (size: Distribution) => mg1Ps.create({ lambda: 0.5, size, speed: 1 }).values['response.variance'];

test.each([200, 5000])('nearly equal sizes, %i stages: near the variance of equal ones, and an answer at all', (k) => {
  const equal = varianceOf(deterministic.create({ value: 1 }));
  const excess = (stages: number) => varianceOf(erlang.create({ k: stages, mean: 1 })) - equal;
  // It falls about like 1/k, as Var S does, and a little faster.
  expect(excess(k) * k).toBeLessThan(excess(100) * 100);
  expect(excess(k) * k).toBeGreaterThan(0.98 * excess(100) * 100);
});
