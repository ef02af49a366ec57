import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { gamma } from '../../../src/random/distributions/gamma.ts';
import { geometric } from '../../../src/random/distributions/geometric.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { scaled } from '../../../src/random/distributions/scaled.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { dm1 } from '../../../src/theory/general/dm1.ts';
import { gapRoot } from '../../../src/theory/general/gap-root.ts';
import { gm1 } from '../../../src/theory/general/gm1.ts';
import { gmc } from '../../../src/theory/general/gmc.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { transformOf } from '../../../src/theory/numeric/transform.ts';
import { gamma as gammaFunction } from '../../../src/random/special.ts';
import { rootBetween } from '../../../src/theory/numeric/roots.ts';
import { expectAgreement, expectClose } from '../close.ts';

const one = (gap: Distribution, mu = 1) => gm1.create({ gap, mu, discipline: 'fcfs' });
const many = (gap: Distribution, servers: number) => gmc.create({ gap, mu: 1, servers, discipline: 'fcfs' });
/** Gaps of mean 1. */
const GAPS: readonly [string, Distribution][] = [
  ['deterministic', deterministic.create({ value: 1 })],
  ['two values', discrete.create({ values: [0.2, 2.6], probabilities: [2 / 3, 1 / 3] })],
  ['erlang', erlang.create({ k: 4, mean: 1 })],
  ['gamma', gamma.create({ shape: 0.5, mean: 1 })],
  ['uniform', uniform.create({ min: 0.5, max: 1.5 })],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 9 })],
  ['lognormal', lognormal.create({ mean: 1, scv: 3 })],
  ['pareto without variance', pareto.create({ shape: 1.5, mean: 1 })],
];

test.each([1e-3, 0.6, 0.99999])('exponential gaps: M/M/1 and M/M/c, load %f', (load) => {
  const [single, wanted] = [one(exponential.create({ mean: 1 / load })), mm1.create({ lambda: load, mu: 1, discipline: 'fcfs' })];
  expectAgreement(single.values, wanted.values, Object.keys(wanted.values), 1e-9);
  for (const servers of [1, 3, 200]) {
    const queue = many(exponential.create({ mean: 1 / load / servers }), servers);
    const erlangs = mmc.create({ lambda: load * servers, mu: 1, servers, discipline: 'fcfs' });
    expectAgreement(queue.values, erlangs.values, ['waiting', 'response', 'number', 'waiting.variance', 'response.p99'], 1e-9);
  }
});

describe.each(GAPS)('%s gaps', (_, gap) => {
  test.each([0.1, 0.9, 0.999])('σ satisfies its equation, with the transform found another way, load %f', (load) => {
    const { sigma, free } = gapRoot(gap, 1 / load);
    const transform = transformOf(gap)({ re: free / load, im: 0 }).re;
    expect(Math.abs(sigma - transform)).toBeLessThan(1e-12);
    expect(free).toBeGreaterThan(0);
    expectClose(one(gap, 1 / load).values['response'], load / free, 1e-12);
  });

  test.each([2, 5])('%i slots: Takács’s formula (1962; Gross and Harris 1998, section 5.3), in which terms cancel', (servers) => {
    for (const load of [0.3, 0.9]) {
      const stretched = scaled(gap, 1 / (load * servers));
      const { sigma, free } = gapRoot(stretched, servers);
      const transform = transformOf(stretched);
      let [sum, product, choose] = [1 / free, 1, 1];
      for (let r = 1; r <= servers; r++) {
        const value = transform({ re: r, im: 0 }).re;
        product *= value / (1 - value);
        choose *= (servers - r + 1) / r;
        sum += ((choose / (product * (1 - value))) * (servers * (1 - value) - r)) / (servers * free - r);
      }
      const wait = 1 / sum / free;
      expect(sigma).toBeLessThan(1);
      expectClose(many(stretched, servers).others!['P[wait]'], wait, 1e-8);
      expectClose(many(stretched, servers).values['waiting'], wait / (servers * free), 1e-8);
    }
  });

  test('with one slot G/M/c is G/M/1', () => {
    const [queue, single] = [many(scaled(gap, 1.25), 1), one(scaled(gap, 1.25))];
    expectAgreement(queue.values, single.values, Object.keys(single.values), 1e-10);
  });
});

test('D/M/1 is G/M/1 with deterministic gaps; half of the wait of M/M/1 remains near load 1', () => {
  for (const load of [0.01, 0.6, 0.9999]) {
    const { values } = dm1.create({ lambda: load, mu: 1, discipline: 'fcfs' });
    expectAgreement(values, one(deterministic.create({ value: 1 / load })).values, Object.keys(values), 1e-12);
  }
  expectClose(dm1.create({ lambda: 0.99999, mu: 1, discipline: 'fcfs' }).values['waiting'], 0.5 / 1e-5, 1e-4);
});

test('gaps of mean 1 in order of their spread: the more irregular, the longer the wait', () => {
  const waits = [0, 1, 2, 5, 6].map((i) => one(GAPS[i][1], 1.25).values['waiting']);
  expect(one(erlang.create({ k: 4, mean: 1 }), 1.25).values['waiting']).toBeLessThan(4 / 1.25);
  expect(waits[0]).toBeLessThan(waits[2]);
  expect(waits[2]).toBeLessThan(one(exponential.create({ mean: 1 }), 1.25).values['waiting']);
  expect(waits[3]).toBeGreaterThan(one(exponential.create({ mean: 1 }), 1.25).values['waiting']);
});

test('an order other than fcfs keeps the means; what is beyond reach is refused', () => {
  const { values } = gm1.create({ gap: GAPS[0][1], mu: 2, discipline: 'size-blind' });
  expect(Object.keys(values).filter((key) => key.includes('.'))).toEqual([]);
  expect(() => one(GAPS[0][1], 1)).toThrow(ParamError);
  expect(() => many(GAPS[0][1], 1)).toThrow(/not below 1/);
  expect(() => many(GAPS[0][1], 500)).toThrow('beyond 200');
  expect(() => many(geometric.create({ mean: 4 }), 3)).toThrow('too many to integrate over');
});

test.each([[1.1, 1.01], [1.1, 1.1], [1.2, 1.01], [1.02, 1.01], [1.5, 1.0001]])('gaps of infinite variance near load 1: Pareto, shape %f, μ %f', (shape, mu) => {
  // E[e^(−z) − 1 + z] = Γ(2−α)/(α−1) zᵅ − α Σ_{k≥2} (−z)ᵏ/(k!(k−α)) for z = s · min, the series of the incomplete gamma function.
  const least = (shape - 1) / shape;
  const lost = (z: number) => {
    let [term, sum] = [-z, 0];
    for (let k = 2; k < 30; k++) sum -= ((term *= -z / k) * shape) / (k - shape);
    return (gammaFunction(2 - shape) / (shape - 1)) * Math.exp(shape * Math.log(z)) + sum;
  };
  const slack = (1 - 1 / mu) / least;
  const z = Math.exp(rootBetween((y) => Math.log(lost(Math.exp(y)) / Math.exp(y) / slack), -400, 0));
  expectClose(one(pareto.create({ shape, mean: 1 }), mu).values['response'], least / z, 1e-8);
});

test('gaps that make jobs wait for longer than is computed are refused', () => {
  expect(() => one(pareto.create({ shape: 1.01, mean: 1 }), 1.01)).toThrow(ParamError);
});
