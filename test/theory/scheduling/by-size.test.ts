import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import * as distributions from '../../../src/random/distributions/index.ts';
import type { Formula } from '../../../src/theory/define.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { mg1Fb } from '../../../src/theory/scheduling/mg1-fb.ts';
import { mg1Psjf } from '../../../src/theory/scheduling/mg1-psjf.ts';
import { mg1Sjf } from '../../../src/theory/scheduling/mg1-sjf.ts';
import { mg1Srpt } from '../../../src/theory/scheduling/mg1-srpt.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { momentsOf, stretched, work, type Values } from './transforms.ts';

const { exponential, discrete, deterministic, empirical, gamma, geometric, mixture, pareto, boundedPareto, lognormal } = distributions;
const solve = (formula: Formula, lambda: number, size: Distribution, speed = 1) => formula.create({ lambda, size, speed });

const LAMBDA = 0.5;
const VALUES: Values = [[0.5, 0.5], [1, 0.3], [3, 0.2]];
const SIZES = discrete.create({ values: VALUES.map(([x]) => x), probabilities: VALUES.map(([, p]) => p) });

const upTo = (x: number) => VALUES.filter(([size]) => size <= x);
const below = (x: number) => VALUES.filter(([size]) => size < x);
const beyond = (x: number) => VALUES.filter(([size]) => size > x);
const cut = (values: Values, x: number): Values => values.map(([size, p]) => [Math.min(size, x), p]);

/** E[e^{−sT(x)}] under each order. */
const TRANSFORMS: readonly (readonly [Formula, (x: number) => (s: number) => number])[] = [
  [mg1Psjf, (x) => (s) => work(LAMBDA, upTo(x), [])(stretched(LAMBDA, below(x))(s)) * Math.exp(-x * stretched(LAMBDA, below(x))(s))],
  [mg1Sjf, (x) => (s) => work(LAMBDA, upTo(x), beyond(x))(stretched(LAMBDA, below(x))(s)) * Math.exp(-x * s)],
  [mg1Fb, (x) => (s) => work(LAMBDA, cut(VALUES, x), [])(stretched(LAMBDA, cut(VALUES, x))(s)) * Math.exp(-x * stretched(LAMBDA, cut(VALUES, x))(s))],
  [
    mg1Srpt,
    (x) => (s) => {
      const wait = work(LAMBDA, upTo(x), cut(beyond(x), x))(stretched(LAMBDA, below(x))(s));
      // While t is left, jobs below t interrupt.
      const knots = [0, ...below(x).map(([size]) => size), x];
      const served = knots.slice(1).reduce((sum, knot, i) => sum + (knot - knots[i]) * stretched(LAMBDA, upTo(knots[i]))(s), 0);
      return wait * Math.exp(-served);
    },
  ],
];

test.each(TRANSFORMS)('$name: mean and variance for single sizes, against Laplace transforms', (formula, transform) => {
  const { values, responseOfSize } = solve(formula, LAMBDA, SIZES);
  const each = VALUES.map(([x, p]) => ({ x, p, ...momentsOf(transform(x), 0.002) }));
  for (const { x, mean } of each) expectClose(responseOfSize!(x), mean, 1e-8);
  const mean = each.reduce((sum, one) => sum + one.p * one.mean, 0);
  expectClose(values['response'], mean, 1e-8);
  expectClose(values['response.variance'], each.reduce((sum, one) => sum + one.p * (one.variance + (one.mean - mean) ** 2), 0), 1e-6);
  const waiting = mean - SIZES.mean;
  expectClose(values['waiting.variance'], each.reduce((sum, one) => sum + one.p * (one.variance + (one.mean - one.x - waiting) ** 2), 0), 1e-6);
  expectClose(values['slowdown'], each.reduce((sum, one) => sum + (one.p * one.mean) / one.x, 0), 1e-8);
});

/** ρ(x)/λ for exponential sizes of mean 1, and E[S²; S ≤ x]. */
const first = (x: number) => 1 - (1 + x) * Math.exp(-x);
const second = (x: number) => 2 - (2 + 2 * x + x * x) * Math.exp(-x);

const average = (f: (x: number) => number) => integrate((x) => Math.exp(-x) * f(x), 0, 60, { width: 1 });

test.each([0.01, 0.5, 0.8, 0.95])('exponential sizes, load %f: closed truncated moments', (lambda) => {
  const size = exponential.create({ mean: 1 });
  const free = (x: number) => 1 - lambda * first(x);
  expectClose(solve(mg1Sjf, lambda, size).values['waiting'], average((x) => lambda / free(x) ** 2), 1e-11);
  expectClose(solve(mg1Psjf, lambda, size).values['response'], average((x) => (lambda * second(x)) / 2 / free(x) ** 2 + x / free(x)), 1e-11);
  // Under FB the mean is that of M/M/1.
  expectClose(solve(mg1Fb, lambda, size).values['response'], 1 / (1 - lambda), 1e-11);
  const sjf = solve(mg1Sjf, lambda, size);
  expectClose(sjf.responseOfSize!(2), 2 + lambda / free(2) ** 2, 1e-12);
  const fb = solve(mg1Fb, lambda, size);
  const left = 1 - lambda * (1 - Math.exp(-2));
  expectClose(fb.responseOfSize!(2), (lambda * (1 - 3 * Math.exp(-2))) / left ** 2 + 2 / left, 1e-12);
});

/** Of sizes half exponential and half just 1.5, where the latter count or do not. */
const moment = (k: 1 | 2, x: number, atom: boolean) => ((k === 1 ? first : second)(x) + (atom ? (k === 1 ? 1.5 : 2.25) : 0)) / 2;
const longer = (x: number, atom: boolean) => (Math.exp(-x) + (atom ? 0 : 1)) / 2;
const capped = (k: 1 | 2, x: number, atom: boolean) => moment(k, x, atom) + longer(x, atom) * (k === 1 ? x : x * x);

describe('half exponential sizes and half just 1.5, by closed truncated moments', () => {
  const lambda = 0.6;
  const size = mixture.create({ of: [{ weight: 1, distribution: exponential.create({ mean: 1 }) }, { weight: 1, distribution: deterministic.create({ value: 1.5 }) }] });
  const free = (x: number, atom: boolean) => 1 - lambda * moment(1, x, atom);
  const served = (x: number) => integrate((t) => 1 / free(t, t >= 1.5), 0, x, { breaks: [1.5] });

  /** E[T(x)] where jobs of size x, and those of smaller size, do or do not count the atom. */
  const times: readonly (readonly [Formula, (x: number, same: boolean, less: boolean) => number])[] = [
    [mg1Sjf, (x, same, less) => x + (lambda * (2 + 2.25)) / 4 / free(x, same) / free(x, less)],
    [mg1Psjf, (x, same, less) => (x + (lambda * moment(2, x, same)) / 2 / free(x, same)) / free(x, less)],
    [mg1Srpt, (x, same, less) => (lambda * capped(2, x, same)) / 2 / free(x, same) / free(x, less) + served(x)],
    [mg1Fb, (x, same) => (x + (lambda * capped(2, x, same)) / 2 / (1 - lambda * capped(1, x, same))) / (1 - lambda * capped(1, x, same))],
  ];
  test.each(times)('$name', (formula, time) => {
    const smooth = integrate((x) => Math.exp(-x) * time(x, x >= 1.5, x >= 1.5), 0, 50, { breaks: [1.5], width: 0.5 });
    const { values, responseOfSize } = solve(formula, lambda, size);
    expectClose(values['response'], (smooth + time(1.5, true, false)) / 2, 1e-10);
    expectClose(responseOfSize!(1.5), time(1.5, true, false), 1e-11);
    expectClose(responseOfSize!(1.4), time(1.4, false, false), 1e-11);
    expectClose(responseOfSize!(1.6), time(1.6, true, true), 1e-11);
  });
});

test('equal sizes: SJF, PSJF and SRPT are fcfs, FB ends with the busy period', () => {
  const size = deterministic.create({ value: 2 });
  const fcfs = mg1.create({ lambda: 0.8, size, speed: 2, discipline: 'fcfs' }).values;
  for (const formula of [mg1Sjf, mg1Psjf, mg1Srpt]) {
    expectAgreement(solve(formula, 0.8, size, 2).values, fcfs, ['response', 'waiting', 'slowdown', 'response.variance', 'waiting.variance'], 1e-12);
  }
  expectClose(solve(mg1Fb, 0.8, size, 2).values['response'], (0.8 / 2 / 0.2 + 1) / 0.2, 1e-12);
});

describe.each([mg1Sjf, mg1Psjf, mg1Fb, mg1Srpt] as readonly Formula[])('$name', (formula) => {
  test('whole numbers, listed in three ways', () => {
    const size = geometric.create({ mean: 3 });
    const { values: list, probabilities } = size.masses!();
    const same = discrete.create({ values: Array.from(list).toReversed(), probabilities: Array.from(probabilities).toReversed() });
    expectAgreement(solve(formula, 0.2, same).values, solve(formula, 0.2, size).values, ['response', 'response.variance', 'slowdown'], 1e-10);
    const measured = [1, 2, 2, 5, 5, 5, 9, 10];
    const counted = discrete.create({ values: [1, 2, 5, 9, 10], probabilities: [0.125, 0.25, 0.375, 0.125, 0.125] });
    expectAgreement(solve(formula, 0.1, empirical.create({ values: measured })).values, solve(formula, 0.1, counted).values, ['response', 'response.variance', 'slowdown'], 1e-12);
  });

  test('bounded Pareto over ten decades against Pareto itself; short jobs do not notice the long', () => {
    const size = boundedPareto.create({ shape: 1.5, min: 1, max: 1e10 });
    const { values } = solve(formula, 0.7 / size.mean, size);
    const endless = solve(formula, 0.7 / 3, pareto.create({ shape: 1.5, min: 1 })).values;
    if (formula === mg1Sjf) {
      expect(endless['waiting']).toBe(Infinity);
      expect(values['waiting']).toBeGreaterThan(1e4);
    } else {
      expectClose(values['response'], endless['response'], 1e-3);
      expect(endless['response.variance']).toBe(Infinity);
      expect(values['response']).toBeLessThan(3 / 0.3);
    }
  });

  test('at no load there is no wait; speed scales time', () => {
    const size = lognormal.create({ mean: 2, scv: 3 });
    const light = solve(formula, 1e-9, size).values;
    expectClose(light['response'], 2, 1e-7);
    expectClose(light['response.variance'], 12, 1e-6);
    // The first delay is that of two who meet: relative precision holds even where it is a billionth.
    expectClose(light['waiting'] / solve(formula, 1e-7, size).values['waiting'], 0.01, 1e-5);
    const [slow, fast] = [solve(formula, 0.4, size), solve(formula, 4, size, 10)];
    expectClose(fast.values['response'], slow.values['response'] / 10);
    expectClose(fast.values['response.variance'], slow.values['response.variance'] / 100);
    expectClose(fast.responseOfSize!(3), slow.responseOfSize!(3) / 10);
  });

  test('classes add up to the whole', () => {
    const parts = [{ rate: 0.2, service: exponential.create({ mean: 0.5 }) }, { rate: 0.1, service: discrete.create({ values: [1, 4], probabilities: [0.75, 0.25] }) }];
    const size = mixture.create({ of: parts.map(({ rate, service }) => ({ weight: rate, distribution: service })) });
    const all = formula.create({ lambda: 0.3, size, speed: 1 });
    const each = parts.map((part) => formula.ofClass!({ lambda: 0.3, size, speed: 1 }, { name: '', priority: 0, ...part }, all).values);
    for (const key of ['number', 'queue', 'throughput']) expectClose(each[0][key] + each[1][key], all.values[key], 1e-11, key);
    const within = parts.reduce((sum, { rate }, i) => sum + (rate / 0.3) * (each[i]['response.variance'] + (each[i]['response'] - all.values['response']) ** 2), 0);
    expectClose(within, all.values['response.variance'], 1e-10);
  });
});

test('the order of merit on one slot, for sizes more variable than exponential', () => {
  const size = lognormal.create({ mean: 1, scv: 8 });
  const [srpt, psjf, fb, sjf] = [mg1Srpt, mg1Psjf, mg1Fb, mg1Sjf].map((formula) => solve(formula, 0.8, size).values['response']);
  expect(srpt).toBeLessThan(psjf);
  expect(psjf).toBeLessThan(fb);
  expect(fb).toBeLessThan(5);
  expect(sjf).toBeGreaterThan(psjf);
});

test('slowdown under SJF: infinite where small jobs are many, finite where their density falls off', () => {
  expect(solve(mg1Sjf, 0.5, exponential.create({ mean: 1 })).values['slowdown']).toBe(Infinity);
  const values = solve(mg1Sjf, 0.5, gamma.create({ shape: 2, mean: 1 })).values;
  // f(x) = 4x e^{−2x}: E[S; S ≤ x] = 1 − (1 + 2x + 2x²) e^{−2x}, E[S²] = 1.5.
  expectClose(values['slowdown'], 1 + integrate((x) => (4 * Math.exp(-2 * x) * 0.375) / (0.5 + (0.5 + x + x * x) * Math.exp(-2 * x)) ** 2, 0, 40, { width: 1 }), 1e-10);
});

test('sizes that cannot be listed are refused', () => {
  expect(() => solve(mg1Fb, 1e-5, geometric.create({ mean: 1e4 }))).toThrow('neither a density nor single values');
});

test('SJF: where E[S²] is infinite the slowdown is too, as every job waits for ever on average', () => {
  const size = distributions.pareto.create({ shape: 1.5, min: 0.3 });
  expect(mg1Sjf.create({ lambda: 0.4, size, speed: 1 }).values).toMatchObject({ waiting: Infinity, slowdown: Infinity });
});
