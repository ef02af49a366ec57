import { Complex } from 'complex.js';
import { describe, expect, test } from 'vitest';
import type { ComplexValue } from '../../../src/model.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { weibull } from '../../../src/random/distributions/weibull.ts';
import { densityOf, inverseOf, tailOf } from '../../../src/theory/numeric/inversion.ts';
import { transformOf } from '../../../src/theory/numeric/transform.ts';

function expectNear(actual: number, wanted: number, absolute: number, what: string): void {
  expect(Math.abs(actual - wanted), `${what}: ${actual} is not ${wanted}`).toBeLessThan(absolute);
}

test.each([
  ['exponential', exponential.create({ mean: 2 })],
  ['Erlang', erlang.create({ k: 3, mean: 1 })],
  ['narrow Erlang', erlang.create({ k: 100, mean: 1 })],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 30 })],
  ['lognormal', lognormal.create({ mean: 1, scv: 9 })],
  ['Weibull', weibull.create({ shape: 0.5, mean: 1 })],
])('%s: tail and density', (_, size) => {
  const tail = tailOf(transformOf(size));
  const density = densityOf(transformOf(size));
  for (const t of [1e-3, 0.1, 0.7, 1, 1.3, 4, 20, 300]) {
    expectNear(tail(t), 1 - size.cdf(t), 1e-10, `tail at ${t}`);
    // A density is bounded by about 1/t.
    if (t > 0.05) expectNear(density(t), size.density!(t), 1e-9, `density at ${t}`);
  }
  expect(tail(-1)).toBe(1);
  expect(tail(0)).toBe(1);
});

test('M/M/1: the wait, which is 0 with probability 1 − ρ', () => {
  const [lambda, mu] = [0.9, 1];
  const wait = (s: ComplexValue) => new Complex(s).add(mu).mul(1 - lambda / mu).div(new Complex(s).add(mu - lambda));
  const tail = tailOf(wait);
  for (const t of [0, 1e-4, 0.5, 3, 50, 400]) expectNear(tail(t), 0.9 * Math.exp(-0.1 * t), 1e-11, `at ${t}`);
});

/** P[W > t] with P[W ≤ t] = (1 − ρ) Σ_{k ≤ t} (−x)^k/k! e^x, x = ρ(t − k). Source: Crommelin 1932. */
function crommelin(rho: number, t: number): number {
  let sum = 0;
  for (let k = 0; k <= t; k++) {
    let term = Math.exp(rho * (t - k));
    for (let j = 1; j <= k; j++) term *= (-rho * (t - k)) / j;
    sum += term;
  }
  return 1 - (1 - rho) * sum;
}

describe('jumps and bends', () => {
  test('M/D/1: the wait bends at every multiple of the size', () => {
    const service = transformOf(deterministic.create({ value: 1 }));
    const wait = (s: ComplexValue) => new Complex(s).mul(0.2).div(new Complex(s).sub(new Complex(1).sub(service(s)).mul(0.8)));
    const tail = tailOf(wait);
    for (const t of [0.3, 0.8, 1.3, 2.5, 5.5, 9.5]) expectNear(tail(t), crommelin(0.8, t), 1e-9, `at ${t}`);
    for (const t of [0.99, 1, 1.01]) expectNear(tail(t), crommelin(0.8, t), 1e-4, `near the bend, ${t}`);
  });

  test('uniform and Pareto sizes, which begin suddenly', () => {
    for (const size of [uniform.create({ min: 1, max: 2 }), pareto.create({ shape: 1.5, min: 1 })]) {
      const tail = tailOf(transformOf(size));
      for (const t of [0.5, 0.8, 1.3, 1.7, 2.5, 30]) expectNear(tail(t), 1 - size.cdf(t), 1e-9, `${size.name} at ${t}`);
    }
  });

  test('a jump: well off it to all digits, on it the middle, and exact when it is given', () => {
    const transform = transformOf(deterministic.create({ value: 1 }));
    const tail = tailOf(transform);
    for (const t of [0.2, 0.85, 1.15, 3]) expectNear(tail(t), t < 1 ? 1 : 0, 1e-9, `at ${t}`);
    expectNear(tail(1), 0.5, 1e-2, 'on it');
    const given = tailOf(transform, { values: [1], probabilities: [1] });
    for (const t of [0, 0.999999, 1, 1.000001]) expect(given(t)).toBe(t < 1 ? 1 : 0);
  });
});

test('any bounded function: a sine', () => {
  const sine = inverseOf((s) => new Complex(s).mul(s).add(1).inverse());
  for (const t of [0.1, 1, 7, 20]) expectNear(sine(t), Math.sin(t), 1e-11, `at ${t}`);
});
