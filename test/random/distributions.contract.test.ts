/** What every distribution promises: that its draws and all of its exact properties belong to one another. */
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../src/model.ts';
import type { DistributionDefinition } from '../../src/random/distributions/define.ts';
import * as all from '../../src/random/distributions/index.ts';
import { scaled } from '../../src/random/distributions/scaled.ts';
import { stream } from '../../src/random/stream.ts';
import { kolmogorov, kolmogorovBound, normalBound, zOfMean } from './goodness.ts';
import { measure, rule } from './quadrature.ts';

const definitions: readonly DistributionDefinition[] = Object.values(all);
const made: readonly (readonly [string, Distribution])[] = definitions.flatMap((definition) =>
  definition.examples.flatMap((params, i): [string, Distribution][] => {
    const one = definition.create(params);
    const label = `${definition.name} ${JSON.stringify(params)}`.slice(0, 90);
    return i === 0 ? [[label, one], [`2.5 × ${label}`, scaled(one, 2.5)]] : [[label, one]];
  }),
);

// Four statistical tests on each; all together, with other seeds, they would fail once in a thousand times.
const P = 1e-3 / (4 * made.length);
const DRAWS = 40_000;

test('names are the definitions’ own', () => {
  for (const definition of definitions) {
    expect(definition.examples.length).toBeGreaterThan(0);
    for (const params of definition.examples) expect(definition.create(params).name).toBe(definition.name);
  }
});

test('examples are valid parameters', () => {
  // A mixture's parts are read from names and arrive made.
  for (const { params, examples, name } of definitions.filter((definition) => definition.name !== 'mixture')) {
    for (const example of examples) expect(params.safeParse(example), name).toMatchObject({ success: true });
  }
});

/** The transform at a real point. */
function real(it: Distribution, s: number): number {
  const { re, im } = it.transform!({ re: s, im: 0 });
  expect(Math.abs(im)).toBeLessThanOrEqual(1e-15);
  return re;
}

function relative(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

describe.each(made)('%s', (label, it) => {
  const source = stream(`contract/${label}`);
  const sample = Float64Array.from({ length: DRAWS }, () => it.sample(source));

  test('draws lie in the support and follow the cdf', () => {
    expect(sample.every((x) => x >= it.support[0] && x <= it.support[1])).toBe(true);
    expect(kolmogorov(sample.subarray(0, 10_000), it.cdf)).toBeLessThan(kolmogorovBound(P));
  });

  test.each([1, 2, 3])('draws have moment %d', (k) => {
    const [moment, square, cube] = [it.moment(k), it.moment(2 * k), it.moment(3 * k)];
    if (square === Infinity) return;
    const variance = square - moment ** 2;
    if (variance <= 1e-12 * square) return void relative(sample[0] ** k, moment, 1e-9);
    const skewness = (cube - 3 * moment * square + 2 * moment ** 3) / variance ** 1.5;
    // A skewed mean is far from normal: there the cdf alone is tested.
    if (!(skewness / Math.sqrt(DRAWS) < 0.05)) return;
    expect(Math.abs(zOfMean(sample.map((x) => x ** k), moment, variance))).toBeLessThan(normalBound(P));
  });

  test('mean and variance are the moments’', () => {
    expect(it.moment(1) === it.mean || Math.abs(it.moment(1) / it.mean - 1) < 1e-12).toBe(true);
    if (it.moment(2) === Infinity) expect(it.variance).toBe(Infinity);
    else expect(Math.abs(it.variance - (it.moment(2) - it.mean ** 2))).toBeLessThan(1e-9 * it.moment(2));
  });

  test('cdf rises from 0 to 1 over the support', () => {
    const [low, high] = it.support;
    expect([it.cdf(-1), it.cdf(low - 1e-9 * (low || 1)), it.cdf(Infinity)]).toEqual([0, 0, 1]);
    relative(it.cdf(high), 1, 1e-12);
    const heights = sample.subarray(0, 1000).toSorted().map(it.cdf);
    expect(heights.every((height, i) => i === 0 || height >= heights[i - 1] - 1e-14)).toBe(true);
  });

  test('density is the slope of the cdf, and its integrals are the moments and the transform', () => {
    if (it.atoms) return void expect(it.density).toBeUndefined();
    const density = it.density!;
    const [low, high] = it.support;
    const quantiles = Array.from(sample.toSorted()).filter((_, i) => i % (DRAWS / 20) === DRAWS / 40);
    for (const [i, to] of quantiles.entries()) {
      if (i === 0) continue;
      const from = quantiles[i - 1];
      const mass = rule(from, to, 40).reduce((sum, { at, weight }) => sum + weight * density(at), 0);
      relative(it.cdf(to) - it.cdf(from), mass, 1e-9);
    }
    if (low > 0) expect(density(low * (1 - 1e-9))).toBe(0);
    if (high < Infinity) expect(density(high * (1 + 1e-9))).toBe(0);
    const scale = it.mean < Infinity ? it.mean : low;
    const points = measure(density, low || scale * 1e-40, Math.min(high, scale * 1e40), 1100);
    relative(points.reduce((sum, { mass }) => sum + mass, 0), 1, 1e-8);
    for (const k of [1, 2, 3]) {
      // A power-law moment close to the order of the shape converges beyond the range of the integral.
      if (it.moment(k + 0.4) < Infinity) relative(points.reduce((sum, { x, mass }) => sum + x ** k * mass, 0), it.moment(k), 1e-8);
    }
    for (const s of it.transform ? [0.1 / scale, 1 / scale, 20 / scale] : []) {
      relative(real(it, s), points.reduce((sum, { x, mass }) => sum + Math.exp(-s * x) * mass, 0), 1e-7);
    }
  });

  test('atoms carry the moments and the transform', () => {
    if (!it.atoms || it.name === 'mixture') return;
    const whole = Array.from({ length: it.support[1] === Infinity ? 2000 : 0 }, (_, i) => i * it.support[0]);
    const listed = it.masses?.() ?? { values: [], probabilities: [] };
    const values = [...new Set([...sample, ...whole, ...Array.from(listed.values)])];
    const weights = values.map((x) => it.cdf(x) - it.cdf(x - Math.max(Math.abs(x), 1e-9) * 2 ** -50));
    const sum = (term: (x: number) => number) => values.reduce((total, x, i) => total + weights[i] * term(x), 0);
    relative(sum(() => 1), 1, 1e-12);
    const masses = new Map<number, number>();
    for (const [i, p] of Array.from(listed.probabilities).entries()) masses.set(listed.values[i], (masses.get(listed.values[i]) ?? 0) + p);
    for (const [x, mass] of masses) expect(Math.abs(mass - weights[values.indexOf(x)])).toBeLessThan(1e-14);
    for (const k of [1, 2, 3]) relative(sum((x) => x ** k), it.moment(k), 1e-9);
    for (const s of it.transform ? [0.1, 1, 20] : []) relative(real(it, s / it.mean), sum((x) => Math.exp((-s * x) / it.mean)), 1e-9);
  });

  test('the transform starts at 1 and falls at the rate of the mean', () => {
    if (!it.transform) return;
    const h = 1e-5 / it.mean;
    expect(real(it, 0)).toBeCloseTo(1, 14);
    relative((3 * real(it, 0) - 4 * real(it, h) + real(it, 2 * h)) / (2 * h), it.mean, 1e-8 * (1 + it.moment(3) / it.mean ** 3));
  });
});
