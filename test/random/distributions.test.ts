/** Where one family is another's special case, where numbers are delicate, and what is refused. */
import { describe, expect, test } from 'vitest';
import type { DistributionDefinition } from '../../src/random/distributions/define.ts';
import { distributionParam } from '../../src/random/distributions/param.ts';
import * as all from '../../src/random/distributions/index.ts';
import type { Distribution } from '../../src/model.ts';
import { ParamError } from '../../src/params.ts';
import { stream } from '../../src/random/stream.ts';

const read = (given: unknown) => distributionParam('a test').safeParse(given);

describe('one family is a special case of another', () => {
  const pairs: readonly (readonly [Distribution, Distribution])[] = [
    [all.erlang.create({ k: 1, mean: 2 }), all.exponential.create({ mean: 2 })],
    [all.gamma.create({ shape: 1, mean: 2 }), all.exponential.create({ mean: 2 })],
    [all.weibull.create({ shape: 1, mean: 2 }), all.exponential.create({ mean: 2 })],
    [all.hyperexponential.create({ mean: 2, scv: 1 }), all.exponential.create({ mean: 2 })],
    [all.coxian.create({ rates: [0.5], 'continue-probabilities': [] }), all.exponential.create({ mean: 2 })],
    [all.coxian.create({ rates: [3, 3, 3], 'continue-probabilities': [1, 1] }), all.erlang.create({ k: 3, mean: 1 })],
    [all.phaseType.create({ initial: [0.2, 0.8], generator: [[-1, 0], [0, -4]] }), all.hyperexponential.create({ probabilities: [0.2, 0.8], means: [1, 0.25] })],
    [all.boundedPareto.create({ shape: 3.5, min: 1, max: 1e15 }), all.pareto.create({ shape: 3.5, min: 1 })],
    [all.discrete.create({ values: [1, 3], probabilities: [0.25, 0.75] }), all.empirical.create({ values: [3, 3, 1, 3] })],
    [all.geometric.create({ mean: 1 }), all.deterministic.create({ value: 1 })],
    [all.zipf.create({ n: 3, exponent: 0 }), all.empirical.create({ values: [1, 2, 3] })],
    [all.zipf.create({ n: 3, exponent: 1 }), all.discrete.create({ values: [1, 2, 3], probabilities: [6 / 11, 3 / 11, 2 / 11] })],
  ];
  test.each(pairs.map(([one, other]) => [one.name, other.name, one, other] as const))('%s and %s', (_, __, one, other) => {
    for (const k of [1, 2, 3]) expect(one.moment(k) / other.moment(k)).toBeCloseTo(1, 6);
    for (const x of [0, 0.1, 1, 1.5, 3, 20]) expect(one.cdf(x)).toBeCloseTo(other.cdf(x), 12);
  });
});

describe('hyperexponential by mean and scv', () => {
  test.each([1, 1.5, 4, 1e4, 1e8])('scv %d is met, with balanced means', (scv) => {
    const it = all.hyperexponential.create({ mean: 3, scv });
    expect(it.mean).toBeCloseTo(3, 12);
    expect(it.variance / (9 * scv)).toBeCloseTo(1, 12);
  });
});

describe('bounded pareto', () => {
  test('over fifteen decades, moments near and at the order of the shape agree with the power series', () => {
    const [min, max] = [1e-5, 1e10];
    const at = all.boundedPareto.create({ shape: 1, min, max }).mean;
    // α L^α / (1 − (L/H)^α) · ln(H/L) for α = 1.
    expect(at / (min * Math.log(max / min))).toBeCloseTo(1, 12);
    for (const shift of [1e-9, -1e-9]) expect(all.boundedPareto.create({ shape: 1 + shift, min, max }).mean / at).toBeCloseTo(1, 6);
  });

  test('draws near the upper bound are not a handful of doubles', () => {
    const it = all.boundedPareto.create({ shape: 0.5, min: 1, max: 1e30 });
    const source = stream('bounded');
    const draws = Array.from({ length: 1e5 }, () => it.sample(source));
    expect(new Set(draws).size).toBe(draws.length);
  });
});

test('moments diverge where they should', () => {
  const it = all.pareto.create({ shape: 2, min: 1 });
  expect([it.mean, it.variance, it.moment(2), it.moment(3)]).toEqual([2, Infinity, Infinity, Infinity]);
  const mixed = all.mixture.create({ of: [{ weight: 1, distribution: all.pareto.create({ shape: 0.5, min: 1 }) }, { weight: 1, distribution: it }] });
  expect([mixed.mean, mixed.variance]).toEqual([Infinity, Infinity]);
});

describe('zipf', () => {
  test('harmonic numbers: mean n / H(n), second moment n (n + 1) / 2 H(n)', () => {
    const harmonic = 7381 / 2520;
    const it = all.zipf.create({ n: 10, exponent: 1 });
    expect(it.mean).toBeCloseTo(10 / harmonic, 13);
    expect(it.moment(2)).toBeCloseTo(55 / harmonic, 12);
    expect(it.cdf(2.9)).toBeCloseTo(1.5 / harmonic, 14);
  });

  test('a million keys, the most popular of which has 1 / (π² / 6) of all', () => {
    const it = all.zipf.create({ n: 1e6, exponent: 2 });
    // The tail of the sum beyond n is 1 / n, to within 1 / 2n².
    expect(it.cdf(1)).toBeCloseTo(1 / (Math.PI ** 2 / 6 - 1e-6), 11);
    const source = stream('keys');
    const first = Array.from({ length: 1e4 }, () => it.sample(source)).filter((key) => key === 1).length / 1e4;
    expect(Math.abs(first - it.cdf(1))).toBeLessThan(4 * Math.sqrt((it.cdf(1) * (1 - it.cdf(1))) / 1e4));
  });
});

test('an outcome of probability 0 never comes, even last', () => {
  const it = all.discrete.create({ values: [9, 1, 2, 8], probabilities: [0, 0.1, 0.9, 0] });
  const source = stream('never');
  expect(it.support).toEqual([1, 2]);
  expect(new Set(Array.from({ length: 1000 }, () => it.sample(source)))).toEqual(new Set([1, 2]));
});

describe('parameters that do not go together', () => {
  const refused: readonly (readonly [DistributionDefinition, unknown, string, readonly (string | number)[]])[] = [
    [all.uniform, { min: 2, max: 2 }, 'min must be below max', ['min']],
    [all.boundedPareto, { shape: 1, min: 3, max: 2 }, 'min must be below max', ['min']],
    [all.pareto, { shape: 1, mean: 2 }, 'mean is infinite', ['mean']],
    [all.pareto, { shape: 3 }, 'either min or mean', []],
    [all.pareto, { shape: 3, min: 1, mean: 2 }, 'either min or mean', []],
    [all.hyperexponential, { mean: 1 }, 'either probabilities and means, or mean and scv', []],
    [all.hyperexponential, { probabilities: [1], means: [1], mean: 1 }, 'either', []],
    [all.hyperexponential, { probabilities: [0.5, 0.5], means: [1] }, 'one mean for each', ['means']],
    [all.discrete, { values: [1, 2], probabilities: [1] }, 'one probability for each', ['probabilities']],
    [all.coxian, { rates: [1, 2], 'continue-probabilities': [] }, 'one probability for each', ['continue-probabilities']],
    [all.phaseType, { initial: [1], generator: [[-1, 0], [0, -1]] }, 'one row for each', ['generator']],
    [all.phaseType, { initial: [1], generator: [[-1, 0]] }, 'one rate for each', ['generator', 0]],
    [all.phaseType, { initial: [1], generator: [[1]] }, 'must be negative', ['generator', 0, 0]],
    [all.phaseType, { initial: [1, 0], generator: [[-1, -1], [0, -1]] }, '0 or more', ['generator', 0, 1]],
    [all.phaseType, { initial: [1, 0], generator: [[-1, 2], [0, -1]] }, 'sum to 0 or less', ['generator', 0]],
    [all.phaseType, { initial: [1, 0], generator: [[-1, 1], [1, -1]] }, 'never leads to absorption', ['generator', 0]],
  ];
  test.each(refused.map(([definition, params, message, path]) => [definition.name, params, definition, message, path] as const))(
    '%s %j',
    (_, params, definition, message, path) => {
      expect(definition.params.safeParse(params).success).toBe(true);
      let thrown: unknown;
      try {
        definition.create(params);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(ParamError);
      expect((thrown as ParamError).message).toContain(message);
      expect((thrown as ParamError).path).toEqual(path);
    },
  );
});

describe('read from a scenario', () => {
  test('mixtures nest', () => {
    const given = { mixture: { of: [{ weight: 1, distribution: { exponential: { mean: 1 } } }, { weight: 1, distribution: { mixture: { of: [{ weight: 2, distribution: { deterministic: { value: 3 } } }] } } }] } };
    expect(read(given).data?.mean).toBe(2);
  });

  test('a fault deep inside keeps its path', () => {
    const given = { mixture: { of: [{ weight: 1, distribution: { uniform: { min: 2, max: 1 } } }] } };
    expect(read(given).error?.issues[0]).toMatchObject({ path: ['mixture', 'of', 0, 'distribution', 'uniform', 'min'] });
  });

  test('a slip in a key is a fault', () => {
    expect(read({ exponential: { mena: 1 } }).success).toBe(false);
    expect(read({ lognormal: { mean: 1, scv: 0 } }).success).toBe(false);
  });
});
