import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { weibull } from '../../../src/random/distributions/weibull.ts';
import { mg1Srpt } from '../../../src/theory/scheduling/mg1-srpt.ts';
import { sizesOf } from '../../../src/theory/recognition/superposition.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { expectAgreement, expectClose } from '../close.ts';

const srpt = (lambda: number, size: Distribution, speed = 1) => mg1Srpt.create({ lambda, size, speed }).values;

/** Composite Simpson on an even grid. */
function simpson(f: (x: number) => number, from: number, to: number, steps: number): number {
  const h = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * f(from + i * h);
  return (sum * h) / 3;
}

/** ρ(x)/λ for exponential sizes of mean 1, and ∫₀ˣ t P[S > t] dt, which is the same. */
function work(x: number): number {
  return 1 - (1 + x) * Math.exp(-x);
}

/** M/M/1-SRPT written out. */
function exponentialByHand(lambda: number, steps = 20000, to = 50) {
  const free = (x: number) => 1 - lambda * work(x);
  const response = simpson((x) => Math.exp(-x) * ((lambda * work(x)) / free(x) ** 2 + 1 / free(x)), 0, to, steps);
  return { response };
}

test.each([0.01, 0.3, 0.5, 0.8, 0.9, 0.95])('exponential sizes, load %f: against Simpson’s rule on the closed integrand', (lambda) => {
  // The second term uses ∫ f(x) ∫₀ˣ dt/(1−ρ(t)) dx = ∫ P[S > t]/(1−ρ(t)) dt.
  expectClose(srpt(lambda, exponential.create({ mean: 1 }))['response'], exponentialByHand(lambda).response, 1e-10);
});

test('uniform sizes on 0 … 2: against Simpson’s rule, slowdown too', () => {
  const lambda = 0.7;
  const free = (x: number) => 1 - (lambda * x ** 2) / 4;
  const wait = (x: number) => (lambda * (x ** 2 / 2 - x ** 3 / 6)) / free(x) ** 2;
  // ∫₀ˣ dt/(1 − a²t²) = artanh(ax)/a.
  const a = Math.sqrt(lambda / 4);
  const response = (x: number) => wait(x) + Math.atanh(a * x) / a;
  const values = srpt(lambda, uniform.create({ min: 0, max: 2 }));
  expectClose(values['response'], simpson((x) => response(x) / 2, 0, 2, 2000), 1e-10);
  expectClose(values['slowdown'], simpson((x) => (x === 0 ? 0.5 : response(x) / x / 2), 0, 2, 2000), 1e-10);
});

test('bounded Pareto over ten decades: against closed truncated moments and Simpson’s rule in log x', () => {
  const [shape, top] = [1.1, 1e10];
  const size = boundedPareto.create({ shape, min: 1, max: top });
  const lambda = 0.8 / size.mean;
  const norm = 1 - top ** -shape;
  const part = (k: number, x: number) => (shape / norm) * ((x ** (k - shape) - 1) / (k - shape));
  const tail = (x: number) => (x ** -shape - top ** -shape) / norm;
  const free = (x: number) => 1 - lambda * part(1, x);
  const wait = simpson((u) => {
    const x = Math.exp(u);
    return ((shape / norm) * x ** -shape * lambda * (part(2, x) + x ** 2 * tail(x))) / (2 * free(x) ** 2);
  }, 0, Math.log(top), 40000);
  // Below 1 nothing has come yet: ρ(t) = 0.
  const residence = 1 + simpson((u) => (Math.exp(u) * tail(Math.exp(u))) / free(Math.exp(u)), 0, Math.log(top), 40000);
  expectClose(srpt(lambda, size)['response'], wait + residence, 1e-9);
});

test('Pareto sizes that hardly have a mean: what lies beyond every double is not forgotten', () => {
  const shape = 1.02;
  const size = pareto.create({ shape, min: 1 });
  const lambda = 0.8 / size.mean;
  // ρ(x) = 0.8 (1 − x^(1−shape)); ∫₀ˣ t P[S > t] dt = 1/2 + (x^(2−shape) − 1)/(2−shape).
  const free = (x: number) => 0.2 + 0.8 * x ** (1 - shape);
  const delaying = (x: number) => 0.5 + (x ** (2 - shape) - 1) / (2 - shape);
  const wait = simpson((u) => (shape * Math.exp(-shape * u) * lambda * delaying(Math.exp(u))) / free(Math.exp(u)) ** 2, 0, 600, 60000);
  // With v = x^(1−shape) the second integral is 1 + ∫₀¹ dv / (0.2 + 0.8 v) / (shape − 1).
  const residence = 1 + Math.log(5) / 0.8 / (shape - 1);
  // A thousandth of the load lies beyond the largest double whose density is not 0; its share is an estimate.
  expectClose(srpt(lambda, size)['response'], wait + residence, 1e-5);
});

test('speed scales time', () => {
  const slow = srpt(0.4, lognormal.create({ mean: 2, scv: 5 }));
  const fast = srpt(4, lognormal.create({ mean: 2, scv: 5 }), 10);
  expectClose(fast['response'], slow['response'] / 10, 1e-9);
  expectClose(fast['slowdown'], slow['slowdown'], 1e-9);
  expectClose(fast['number'], slow['number'], 1e-9);
});

describe.each<[string, Distribution]>([
  ['exponential', exponential.create({ mean: 1 })],
  ['uniform', uniform.create({ min: 0.2, max: 1.8 })],
  ['erlang', erlang.create({ k: 400, mean: 1 })],
  ['lognormal', lognormal.create({ mean: 1, scv: 50 })],
  ['weibull', weibull.create({ shape: 0.3, mean: 1 })],
  ['pareto without variance', pareto.create({ shape: 1.5, min: 1 / 3 })],
  ['pareto that hardly has a mean', pareto.create({ shape: 1.05, min: 1 / 21 })],
])('%s sizes', (_, size) => {
  test('all can win at load 1/2: no worse than processor sharing (Bansal and Harchol-Balter 2001)', () => {
    const values = srpt(0.5 / size.mean, size);
    expect(values['slowdown']).toBeLessThan(2);
    expect(values['response']).toBeLessThan(2 * size.mean);
  });

  test('at load 0.9: between no wait and the size-blind', () => {
    const values = srpt(0.9 / size.mean, size);
    expect(values['response']).toBeGreaterThan(size.mean);
    expect(values['slowdown']).toBeGreaterThan(1);
    expect(values['waiting']).toBeLessThan((0.9 / size.mean) * size.moment(2) / 0.2);
  });

  test('at load 0 there is no wait', () => {
    expect(srpt(1e-9 / size.mean, size)['response']).toBeCloseTo(size.mean, 6);
    expect(srpt(1e-9 / size.mean, size)['slowdown']).toBeCloseTo(1, 6);
  });
});

test('parts add up to the whole', () => {
  const parts = [
    { rate: 0.3, size: exponential.create({ mean: 0.5 }) },
    { rate: 0.05, size: uniform.create({ min: 2, max: 8 }) },
  ];
  const params = { lambda: 0.35, size: sizesOf(parts), speed: 1 };
  const whole = mg1Srpt.create(params);
  const each = parts.map(({ rate, size }) => mg1Srpt.ofClass!(params, { name: '', priority: 0, rate, service: size }, whole).values);
  expectClose(each[0]['number'] + each[1]['number'], whole.values['number'], 1e-11);
  expect(each[0]['slowdown']).toBeLessThan(each[1]['slowdown']);
});

test('in heavy traffic it gains a factor that grows like log(1/(1−ρ)) on M/M/1 (Bansal 2005)', () => {
  const ratio = [1e-3, 1e-4, 1e-5, 1e-6].map((rest) => 1 / rest / srpt(1 - rest, exponential.create({ mean: 1 }))['response'] / Math.log(Math.E / rest));
  for (const r of ratio) {
    expect(r).toBeGreaterThan(0.8);
    expect(r).toBeLessThan(1.4);
  }
});

test('deterministic sizes are served in the order of their coming', () => {
  const values = srpt(0.4, deterministic.create({ value: 1.5 }), 1.2);
  const fcfs = mg1.create({ lambda: 0.4, size: deterministic.create({ value: 1.5 }), speed: 1.2, discipline: 'fcfs' }).values;
  expectAgreement(values, fcfs, ['response', 'waiting', 'slowdown', 'number', 'response.variance', 'waiting.variance'], 1e-12);
});

test('overload is refused', () => {
  expect(() => srpt(1, exponential.create({ mean: 1 }))).toThrow(ParamError);
});
