import { describe, expect, test } from 'vitest';
import type { Stream } from '../../src/model.ts';
import { stream } from '../../src/random/stream.ts';
import { erfc, normalBelow } from '../../src/random/special.ts';
import { chiSquare, kolmogorov, kolmogorovBound, normalBound, zOfMean } from './goodness.ts';

// Seeds are fixed, so that a test that passes goes on passing; a correct generator with other seeds
// would fail this file once in about a thousand.
const P = 1e-3 / 40;
const Z = normalBound(P);
const KOLMOGOROV = kolmogorovBound(P);

const draws = (n: number, draw: (index: number) => number) => Float64Array.from({ length: n }, (_, i) => draw(i));
const first = (source: Stream) => [source.uniform(), source.uniform(), source.exponential(), source.normal(), source.integer(1000), source.integer(4e9)];

describe('names', () => {
  test('the same name gives the same numbers', () => {
    expect(first(stream('seed/0/arrivals/web'))).toEqual(first(stream('seed/0/arrivals/web')));
  });

  test.each([
    ['a', 'aa'],
    ['ab', 'abab'],
    ['', ' '],
    ['\u0101', '\u0001'],
    ['seed/1/arrivals/web', 'seed/1/arrivals/wec'],
    ['x'.repeat(300), 'x'.repeat(301)],
  ])('%j and %j differ', (one, other) => {
    expect(first(stream(one))).not.toEqual(first(stream(other)));
  });

  test('numbers of neighbouring names are uniform and uncorrelated', () => {
    const n = 20_000;
    const all = draws(n + 1, (index) => stream(`seed/${index}/sizes/web`).uniform());
    expect(kolmogorov(all, (x) => x)).toBeLessThan(KOLMOGOROV);
    const products = draws(n, (i) => (all[i] - 0.5) * (all[i + 1] - 0.5));
    expect(Math.abs(zOfMean(products, 0, 1 / 144))).toBeLessThan(Z);
  });

  test('two streams are uncorrelated along their length', () => {
    const [one, other] = [stream('seed/0/arrivals/web'), stream('seed/0/sizes/web')];
    expect(Math.abs(zOfMean(draws(200_000, () => (one.uniform() - 0.5) * (other.uniform() - 0.5)), 0, 1 / 144))).toBeLessThan(Z);
  });

  // Golden: says only that nothing changed between versions of Node and of this code, not that it is right.
  test('the first numbers are pinned', () => {
    const source = stream('seed/0/arrivals/web');
    expect(first(source)).toEqual(GOLDEN);
    // Long enough to pass through wedges and tails.
    let sum = 0;
    for (let i = 0; i < 100_000; i++) sum += source.exponential() * source.normal();
    expect(sum).toBe(GOLDEN_SUM);
  });
});

describe('uniform', () => {
  const source = stream('uniform');
  const all = draws(1_000_000, () => source.uniform());

  test('lies on [0, 1) and spreads evenly, in its highest and its lowest bits', () => {
    const [high, low, pairs] = [new Uint32Array(1024), new Uint32Array(1024), new Uint32Array(4096)];
    for (let i = 0; i < all.length; i++) {
      high[Math.floor(all[i] * 1024)]++;
      low[(all[i] * 2 ** 53) % 1024]++;
      if (i % 2) pairs[Math.floor(all[i] * 64) * 64 + Math.floor(all[i - 1] * 64)]++;
    }
    expect(all.every((u) => u >= 0 && u < 1)).toBe(true);
    for (const counts of [high, low, pairs]) expect(Math.abs(chiSquare(counts))).toBeLessThan(Z);
  });

  test('follows its distribution', () => {
    expect(kolmogorov(all, (x) => x)).toBeLessThan(KOLMOGOROV);
  });
});

describe('exponential', () => {
  const source = stream('exponential');
  const all = draws(3_000_000, () => source.exponential());

  test('moments', () => {
    for (const [k, moment, square] of [[1, 1, 2], [2, 2, 24], [3, 6, 720], [4, 24, 40320]]) {
      expect(Math.abs(zOfMean(all.map((x) => x ** k), moment, square - moment ** 2))).toBeLessThan(Z);
    }
  });

  test('distribution', () => {
    expect(kolmogorov(all.subarray(0, 1_000_000), (x) => -Math.expm1(-x))).toBeLessThan(KOLMOGOROV);
  });

  test('tail beyond the base layer', () => {
    const edge = 7.7;
    const tail = all.filter((x) => x > edge).map((x) => x - edge);
    const p = Math.exp(-edge);
    expect(Math.abs(tail.length - p * all.length) / Math.sqrt(p * all.length)).toBeLessThan(Z);
    expect(kolmogorov(tail, (x) => -Math.expm1(-x))).toBeLessThan(KOLMOGOROV);
  });

  test('near 0 it is as fine as doubles are', () => {
    const least = all.toSorted().subarray(0, 1000);
    expect(new Set(least).size).toBe(1000);
    expect(kolmogorov(least.map((x) => x / least[999]).subarray(0, 999), (x) => x)).toBeLessThan(KOLMOGOROV);
  });

  test('successive draws are uncorrelated', () => {
    expect(Math.abs(zOfMean(draws(1_000_000, (i) => (all[i] - 1) * (all[i + 1] - 1)), 0, 1))).toBeLessThan(Z);
  });
});

describe('normal', () => {
  const source = stream('normal');
  const all = draws(3_000_000, () => source.normal());

  test('moments', () => {
    for (const [k, moment, square] of [[1, 0, 1], [2, 1, 3], [3, 0, 15], [4, 3, 105]]) {
      expect(Math.abs(zOfMean(all.map((x) => x ** k), moment, square - moment ** 2))).toBeLessThan(Z);
    }
  });

  test('distribution', () => {
    expect(kolmogorov(all.subarray(0, 400_000), normalBelow)).toBeLessThan(KOLMOGOROV);
  });

  test('tails beyond the base layer', () => {
    const edge = 3.66;
    const p = normalBelow(-edge);
    for (const sign of [-1, 1]) {
      const tail = all.filter((x) => sign * x > edge).map((x) => sign * x);
      expect(Math.abs(tail.length - p * all.length) / Math.sqrt(p * all.length)).toBeLessThan(Z);
      expect(kolmogorov(tail, (x) => 1 - (0.5 * erfc(x * Math.SQRT1_2)) / p)).toBeLessThan(KOLMOGOROV);
    }
  });
});

describe('integer', () => {
  test.each([2, 3, 10, 1000, 4097])('of %d is even', (n) => {
    const source = stream(`integer/${n}`);
    const counts = new Uint32Array(n);
    for (let i = 0; i < 1_000_000; i++) counts[source.integer(n)]++;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_000_000);
    expect(Math.abs(chiSquare(counts))).toBeLessThan(Z * 1.5); // few cells: a heavier tail than the normal
  });

  test('of 3 · 2^30 does not favour the first third, as a bare remainder would', () => {
    const source = stream('integer/large');
    const hits = draws(200_000, () => Number(source.integer(3 * 2 ** 30) < 2 ** 30));
    expect(Math.abs(zOfMean(hits, 1 / 3, 2 / 9))).toBeLessThan(Z);
  });

  test.each([1, 2 ** 21 - 1, 2 ** 21, 2 ** 21 + 1, 2 ** 31, 2 ** 32])('of %d stays in range and reaches both ends', (n) => {
    const source = stream(`integer/${n}`);
    const all = draws(100_000, () => source.integer(n));
    expect(all.every((value) => Number.isInteger(value) && value >= 0 && value < n)).toBe(true);
    expect(kolmogorov(all, (x) => (Math.floor(x) + 1) / n)).toBeLessThan(KOLMOGOROV);
  });
});

const GOLDEN = [0.2582159316523843, 0.20577973464376487, 1.5410562932653646, -1.4116839958601124, 3, 1505018927];
const GOLDEN_SUM = 442.41265674211803;
