import { expect, test } from 'vitest';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { gamma } from '../../../src/random/distributions/gamma.ts';
import { mixture } from '../../../src/random/distributions/mixture.ts';
import { slowSeries } from '../../../src/theory/numeric/slow-series.ts';
import { expectation, pointsOf } from '../../../src/theory/numeric/expectation.ts';
import { piecewise, valueAt } from '../../../src/theory/numeric/piecewise.ts';
import { poissonMass } from '../../../src/theory/numeric/poisson-mass.ts';
import { solveRenewal } from '../../../src/theory/numeric/renewal-equation.ts';
import { expectClose } from '../close.ts';

test('a function as polynomials: smooth, bent and jumping', () => {
  const smooth = piecewise(Math.sin, [0, 10], 1e-16);
  for (const x of [0, 0.1, 3, 9.99]) expect(Math.abs(valueAt(smooth, x) - Math.sin(x))).toBeLessThan(1e-12);
  const jump = piecewise((x) => (x < 1 ? x : 5 - x), [0, 1, 4], 1e-16);
  expect(jump.pieces.length).toBe(2);
  for (const [x, y] of [[0.999, 0.999], [1, 4], [3.5, 1.5]]) expectClose(valueAt(jump, x), y, 1e-12);
  // A root at 0 is resolved as far as its integral asks.
  const root = piecewise(Math.sqrt, [0, 1], 1e-12);
  for (const x of [1e-4, 0.3, 0.9]) expectClose(valueAt(root, x), Math.sqrt(x), 1e-9);
});

test('a renewal equation with the answer known: k(u) = 2 e^(−3u), g = 1', () => {
  // x(t) = 1 + 2 ∫ e^(−3u) x(t−u) du has the solution 3 − 2 e^(−t).
  const kernel = piecewise((u) => 2 * Math.exp(-3 * u), [0, 1, 2, 4, 8, 16], 1e-16);
  const [x] = solveRenewal({ kernel, known: [() => 1], breaks: [], negligible: 1e-14 });
  for (const t of [0, 0.01, 0.7, 3, 12]) expectClose(x(t), 3 - 2 * Math.exp(-t), 1e-10);
});

test('a renewal equation with a jump: replacement at age 1, x(t) = g(t) + ½ ∫₀¹ x(t−u) du', () => {
  const kernel = piecewise(() => 0.5, [0, 1], 1e-16);
  const [x] = solveRenewal({ kernel, known: [(t) => (t < 1 ? 1 : 0)], breaks: [1, 2, 3, 4, 5], negligible: 1e-14 });
  // On [0, 1) x = e^(t/2); on [1, 2) x′ = (x(t) − x(t−1))/2 with x(1) = e^(1/2) − 1.
  for (const t of [0, 0.5, 0.99]) expectClose(x(t), Math.exp(t / 2), 1e-11);
  for (const t of [1, 1.5, 1.99]) expectClose(x(t), Math.exp(t / 2) - Math.exp((t - 1) / 2) * (1 + (t - 1) / 2), 1e-11);
});

test.each([3, 0.2, 1e-3, 1e-7])('a slow series: Σ e^(−dn)/n = −ln(1−e^(−d)), d = %f', (decay) => {
  expectClose(slowSeries((n) => Math.exp(-decay * n) / n, decay), -Math.log(-Math.expm1(-decay)), 1e-11);
});

test('Poisson masses, small and large', () => {
  expectClose(poissonMass(3, 2), (8 / 6) * Math.exp(-2), 1e-13);
  // P[N = m] for mean m is about 1/√(2πm) (1 − 1/(12m)).
  expectClose(poissonMass(1e8, 1e8), (1 - 1 / 12e8) / Math.sqrt(2 * Math.PI * 1e8), 1e-13);
  let [mass, sum] = [Math.exp(-30), 0];
  for (let n = 0; n < 120; n++) {
    sum += poissonMass(n, 30);
    if (n > 0) mass *= 30 / n;
    expectClose(poissonMass(n, 30), mass, 1e-12);
  }
  expectClose(sum, 1, 1e-12);
});

test('expectations: densities, single values and mixtures of them', () => {
  const parts = [gamma.create({ shape: 0.3, mean: 2 }), deterministic.create({ value: 3 }), boundedPareto.create({ shape: 1.1, min: 1, max: 1e6 })];
  const whole = mixture.create({ of: parts.map((distribution) => ({ weight: 1, distribution })) });
  for (const distribution of [...parts, whole]) {
    const points = pointsOf(distribution);
    expectClose(expectation(points, () => 1), 1, 1e-10);
    for (const k of [1, 2, 3]) expectClose(expectation(points, (x) => x ** k), distribution.moment(k), 1e-10);
  }
});
