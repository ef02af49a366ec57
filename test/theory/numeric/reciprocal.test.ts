import { expect, test } from 'vitest';
import * as distributions from '../../../src/random/distributions/index.ts';
import { meanReciprocal } from '../../../src/theory/numeric/reciprocal.ts';
import { expectClose } from '../close.ts';

const { deterministic, discrete, erlang, exponential, gamma, hyperexponential, lognormal, mixture, pareto, phaseType, uniform, weibull } = distributions;

test.each([
  ['deterministic', deterministic.create({ value: 4 }), 0.25],
  ['discrete', discrete.create({ values: [1, 2], probabilities: [0.5, 0.5] }), 0.75],
  ['erlang', erlang.create({ k: 3, mean: 1 }), 1.5],
  // E[1/X] = 1/((shape − 1) scale).
  ['gamma', gamma.create({ shape: 1.05, mean: 1 }), 1.05 / 0.05],
  ['lognormal', lognormal.create({ mean: 1, scv: 10 }), 11],
  ['pareto', pareto.create({ shape: 1.5, min: 1 }), 1.5 / 2.5],
  ['uniform', uniform.create({ min: 1, max: 3 }), Math.log(3) / 2],
  ['mixture', mixture.create({ of: [{ weight: 1, distribution: deterministic.create({ value: 2 }) }, { weight: 3, distribution: erlang.create({ k: 2, mean: 1 }) }] }), 0.125 + 1.5],
  ['phase type', phaseType.create({ initial: [1, 0], generator: [[-2, 2], [0, -2]] }), 2],
  ['exponential', exponential.create({ mean: 1 }), Infinity],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 3 }), Infinity],
  ['gamma of small shape', gamma.create({ shape: 0.5, mean: 1 }), Infinity],
  ['weibull of small shape', weibull.create({ shape: 0.4, mean: 1 }), Infinity],
  ['uniform from 0', uniform.create({ min: 0, max: 1 }), Infinity],
])('%s', (_, distribution, value) => {
  if (value === Infinity) expect(meanReciprocal(distribution)).toBe(Infinity);
  else expectClose(meanReciprocal(distribution), value, 1e-9);
});
