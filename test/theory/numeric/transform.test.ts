import { Complex } from 'complex.js';
import { expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { gamma } from '../../../src/random/distributions/gamma.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { mixture } from '../../../src/random/distributions/mixture.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { scaled } from '../../../src/random/distributions/scaled.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { weibull } from '../../../src/random/distributions/weibull.ts';
import { erfc, gamma as gammaFunction } from '../../../src/random/special.ts';
import { transformOf } from '../../../src/theory/numeric/transform.ts';

const POINTS = [[0, 0], [1e-9, 0], [1, 0], [30, 0], [0, 1], [0, 17.3], [2, 100], [0, 1e4], [5, 1e6], [1e5, 3], [0, 1e12]].map(([re, im]) => ({ re, im }));

function expectNear(actual: Complex, wanted: Complex, absolute: number): void {
  expect(actual.sub(wanted).abs(), `${actual} is not ${wanted}`).toBeLessThan(absolute);
}

test.each<[string, Distribution, number]>([
  ['uniform', uniform.create({ min: 0.2, max: 1.8 }), 1e-15],
  ['gamma', gamma.create({ shape: 2.5, mean: 1 }), 1e-14],
  ['gamma, singular at 0', gamma.create({ shape: 0.3, mean: 1 }), 1e-14],
  ['Erlang, narrow', erlang.create({ k: 400, mean: 1 }), 1e-12],
])('%s sizes by their density alone: the closed transform, however fast it oscillates', (_, size, absolute) => {
  const { transform: _closed, ...dense } = size;
  const numerical = transformOf(dense);
  for (const s of POINTS) expectNear(numerical(s), transformOf(size)(s), absolute);
});

/** α z^α Γ(−α, z) by its power series, for a shape that is no integer. */
function paretoSeries(shape: number, z: Complex): Complex {
  let sum = z.pow(shape).mul(-gammaFunction(1 - shape));
  let term = new Complex(1);
  for (let k = 0; k < 60; k++, term = term.mul(z.neg()).div(k)) sum = sum.sub(term.mul(shape / (k - shape)));
  return sum;
}

test.each([0.2, 0.5, 0.9])('Pareto sizes of shape %f: the incomplete gamma function', (shape) => {
  const numerical = transformOf(pareto.create({ shape, min: 2 }));
  for (const s of [[1e-3, 0], [0, 1e-6], [0.1, 0.7], [0, 1], [1, -1]].map(([re, im]) => new Complex(re, im))) {
    expectNear(numerical(s), paretoSeries(shape, s.mul(2)), 1e-13);
  }
});

test('Weibull sizes of shape 1/2 are squares of exponential ones', () => {
  const numerical = transformOf(weibull.create({ shape: 0.5, mean: 2 }));
  for (const s of [0.01, 0.3, 1, 20]) {
    const wanted = (Math.sqrt(Math.PI / s) / 2) * Math.exp(1 / (4 * s)) * erfc(1 / (2 * Math.sqrt(s)));
    expectNear(numerical({ re: s, im: 0 }), new Complex(wanted), 1e-12);
  }
});

test.each<[string, Distribution]>([
  ['lognormal', lognormal.create({ mean: 1, scv: 4 })],
  ['narrow lognormal', lognormal.create({ mean: 1, scv: 1e-4 })],
  ['bounded Pareto', boundedPareto.create({ shape: 1.5, min: 0.2, max: 50 })],
  ['regular Weibull', weibull.create({ shape: 3, mean: 1 })],
])('%s sizes: against Simpson’s rule in log x', (_, size) => {
  const numerical = transformOf(size);
  const [from, to] = [Math.log(Math.max(size.support[0], 1e-6)), Math.log(Math.min(size.support[1], 1e8))];
  const steps = 100_000;
  for (const s of [{ re: 0.5, im: 0 }, { re: 0.1, im: 3 }, { re: 2, im: -40 }]) {
    let [re, im] = [0, 0];
    for (let i = 0; i <= steps; i++) {
      const x = Math.exp(from + ((to - from) * i) / steps);
      const weight = ((i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * (to - from)) / steps / 3;
      const height = weight * x * size.density!(x) * Math.exp(-s.re * x);
      re += height * Math.cos(s.im * x);
      im -= height * Math.sin(s.im * x);
    }
    expectNear(numerical(s), new Complex(re, im), 1e-11);
  }
});

test('parts of a mixture each keep their own way', () => {
  const size = mixture.create({ of: [{ weight: 3, distribution: lognormal.create({ mean: 1, scv: 2 }) }, { weight: 1, distribution: deterministic.create({ value: 5 }) }] });
  const s = { re: 0.2, im: 1 };
  const wanted = transformOf(lognormal.create({ mean: 1, scv: 2 }))(s).mul(0.75).add(new Complex(s).mul(-5).exp().mul(0.25));
  expectNear(transformOf(size)(s), wanted, 1e-14);
  expectNear(transformOf(scaled(size, 0.5))({ re: 0.4, im: 2 }), wanted, 1e-13);
});

test('sizes spread over every double: what no double reaches is at infinity', () => {
  const numerical = transformOf(pareto.create({ shape: 0.05, min: 1 }));
  for (const s of POINTS) expect(numerical(s).abs()).toBeLessThanOrEqual(1 + 1e-13);
  expectNear(numerical({ re: 0, im: 0 }), new Complex(1), 1e-13);
});

test('sizes with neither transform nor density are refused', () => {
  const { transform: _, ...bare } = deterministic.create({ value: 1 });
  expect(() => transformOf(bare)).toThrow('the transform of deterministic sizes is not known');
});
