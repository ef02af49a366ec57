import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { geometric } from '../../../src/random/distributions/geometric.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { mixture } from '../../../src/random/distributions/mixture.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { weibull } from '../../../src/random/distributions/weibull.ts';
import { fcfsTails } from '../../../src/theory/general/fcfs-tails.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { expectClose } from '../close.ts';

const tailsAt = (load: number, size: Distribution) => fcfsTails(load / size.mean, size)!;

test.each([0.01, 0.5, 0.99])('exponential sizes: e^(−(μ−λ)t), load %f', (load) => {
  const tails = tailsAt(load, exponential.create({ mean: 2 }));
  for (const t of [1e-6, 0.1, 2, 17, 40]) {
    expect(Math.abs(tails.waiting(t) - load * Math.exp((-(1 - load) * t) / 2))).toBeLessThan(1e-12 * load);
    expect(Math.abs(tails.response(t) - Math.exp((-(1 - load) * t) / 2))).toBeLessThan(1e-12);
  }
});

test('hyperexponential sizes: the two exponentials of the Pollaczek–Khinchine transform', () => {
  // Rates m1, m2 with probabilities p, q: poles of (1−ρ)s/(s−λ+λS(s)) are the roots of s² + (m1+m2−λ)s + m1 m2(1−ρ).
  const [p, m1, m2, lambda] = [0.8, 2, 1 / 3, 0.6];
  const size = mixture.create({ of: [{ weight: p, distribution: exponential.create({ mean: 1 / m1 }) }, { weight: 1 - p, distribution: exponential.create({ mean: 1 / m2 }) }] });
  const load = lambda * size.mean;
  const [sum, product] = [m1 + m2 - lambda, m1 * m2 * (1 - load)];
  const root = Math.sqrt(sum ** 2 / 4 - product);
  const [a, b] = [sum / 2 - root, sum / 2 + root];
  // W(s) = (1−ρ)(s+m1)(s+m2)/((s+a)(s+b)); the weight of e^(−at) is −residue/a.
  const weight = (x: number, y: number) => (-(1 - load) * (m1 - x) * (m2 - x)) / (y - x) / -x;
  const tails = fcfsTails(lambda, size)!;
  for (const t of [0.01, 1, 10, 60]) expectClose(tails.waiting(t), weight(a, b) * Math.exp(-a * t) + weight(b, a) * Math.exp(-b * t), 1e-10);
});

test('deterministic sizes: Erlang’s alternating sum (1909), where it does not cancel yet', () => {
  const load = 0.7;
  const tails = tailsAt(load, deterministic.create({ value: 1 }));
  for (const t of [0.3, 1, 1.5, 2.25, 4.5]) {
    let [sum, factorial] = [0, 1];
    for (let k = 0; k <= t; k++) {
      if (k > 0) factorial *= k;
      sum += ((-load * (t - k)) ** k / factorial) * Math.exp(load * (t - k));
    }
    expectClose(tails.waiting(t), 1 - (1 - load) * sum, 1e-10);
  }
  expectClose(tails.response(1.5), tails.waiting(0.5), 1e-10);
  expect(tails.response(0.999)).toBeCloseTo(1, 12);
});

const MIXED = mixture.create({
  of: [
    { weight: 2, distribution: exponential.create({ mean: 1 }) },
    { weight: 1, distribution: deterministic.create({ value: 3 }) },
    { weight: 1, distribution: uniform.create({ min: 0.2, max: 0.6 }) },
  ],
});

describe.each<[string, Distribution, number]>([
  ['erlang', erlang.create({ k: 3, mean: 1 }), 150],
  ['erlang of 400 stages', erlang.create({ k: 400, mean: 1 }), 60],
  ['uniform', uniform.create({ min: 0.5, max: 1.5 }), 60],
  ['two values', discrete.create({ values: [1, 10], probabilities: [0.9, 0.1] }), 700],
  ['a mixture with a jump', MIXED, 150],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 9 }), 1500],
  ['bounded Pareto over four decades', boundedPareto.create({ shape: 1.5, min: 1, max: 1e4 }), 1e5],
])('%s sizes', (_, size, enough) => {
  test.each([0.3, 0.8])('integrals of the tails are the moments of Pollaczek and Khinchine, load %f', (load) => {
    const lambda = load / size.mean;
    const tails = fcfsTails(lambda, size)!;
    const mean = (lambda * size.moment(2)) / 2 / (1 - load);
    const second = 2 * mean ** 2 + (lambda * size.moment(3)) / 3 / (1 - load);
    const breaks = Array.from({ length: 12 }, (__, k) => k).flatMap((k) => [k, k * size.support[0], k + 3 * k]);
    const options = { breaks: breaks.filter((x) => x > 0), width: enough / 30 };
    expectClose(integrate(tails.waiting, 0, enough, options), mean, 1e-8);
    expectClose(integrate((t) => 2 * t * tails.waiting(t), 0, enough, options), second, 1e-8);
    expectClose(integrate(tails.response, 0, enough, options), mean + size.mean, 1e-8);
  });

  test('response is waiting and service, convolved', () => {
    const tails = tailsAt(0.7, size);
    const t = 2.7 * size.mean;
    if (size.atoms || !size.density) return;
    const [from, to] = [size.support[0], Math.min(t, size.support[1])];
    const sum = integrate((u) => size.density!(u) * tails.waiting(t - u), from, to, { breaks: [t - 1, t - 0.5, t - 1.5] });
    expectClose(tails.response(t), 1 - size.cdf(t) + sum, 1e-9);
  });
});

describe('heavy tails', () => {
  test('of Pareto: W̄(t) ~ ρ/(1−ρ) P[Sₑ > t] (Veraverbeke 1977; Embrechts and Veraverbeke 1982), though the mean is infinite', () => {
    const [shape, load] = [1.5, 0.5];
    const tails = tailsAt(load, pareto.create({ shape, min: 1 }));
    // P[Sₑ > t] = t^(1−shape)/shape.
    for (const t of [1e10, 1e14]) expectClose(tails.waiting(t), (load / (1 - load)) * (t ** (1 - shape) / shape), 2e-4);
  });

  test('lognormal and Weibull: the mean comes out of the tail', () => {
    for (const size of [lognormal.create({ mean: 1, scv: 4 }), weibull.create({ shape: 0.4, mean: 1 })]) {
      const tails = tailsAt(0.5, size);
      expectClose(integrate(tails.waiting, 1e-12, 1e6, { logarithmic: true, width: 1 }), size.moment(2) / 2, 1e-8);
    }
  });
});

test('values that are too many for percentiles to be cheap', () => {
  expect(fcfsTails(0.1, geometric.create({ mean: 3 }))).toBeUndefined();
});
