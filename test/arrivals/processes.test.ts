/** Theory of the single processes, and what they refuse. */
import { describe, expect, test } from 'vitest';
import { batch, closed, mmpp, renewal, schedule } from '../../src/arrivals/index.ts';
import type { ArrivalDefinition } from '../../src/arrivals/define.ts';
import { stationary } from '../../src/arrivals/stationary.ts';
import type { OpenArrivals } from '../../src/model.ts';
import { ParamError } from '../../src/params.ts';
import * as distributions from '../../src/random/distributions/index.ts';
import { stream } from '../../src/random/stream.ts';
import { kolmogorov, kolmogorovBound, normalBound, zOfMean } from '../random/goodness.ts';
import { setup } from './setup.ts';

const P = 1e-3 / 30;
const Z = normalBound(P);
const { deterministic, discrete, erlang, exponential, geometric, pareto } = distributions;

/** Times of the jobs that come up to the horizon. */
function times(process: OpenArrivals, name: string, horizon: number): number[] {
  const source = process.begin(stream(name));
  const found: number[] = [];
  for (let now = source.next(); now <= horizon; now += source.next()) found.push(now);
  return found;
}

const counts = (process: OpenArrivals, horizon: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => times(process, `window/${i}`, horizon).length);

const sampleVariance = (values: Float64Array, mean: number) => values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;

describe('renewal', () => {
  test('a rate stretches the gaps and keeps their shape', () => {
    const made = renewal.create({ gap: erlang.create({ k: 4, mean: 3 }) }, setup(2)) as OpenArrivals;
    expect([made.gap!.name, made.gap!.mean]).toEqual(['erlang', 0.5]);
    expect(made.gap!.variance / made.gap!.mean ** 2).toBeCloseTo(0.25, 12);
  });
});

describe('batch', () => {
  const size = discrete.create({ values: [1, 5], probabilities: [0.75, 0.25] });

  test('groups come whole, at one time, as large and as far apart as declared', () => {
    const made = batch.create({ size, between: erlang.create({ k: 2, mean: 9 }) }, setup(4)) as OpenArrivals;
    const source = made.begin(stream('batch'));
    const [sizes, between] = [[0], [source.next()]];
    while (sizes.length < 20_000) {
      const gap = source.next();
      sizes[sizes.length - 1]++;
      if (gap > 0) {
        sizes.push(0);
        between.push(gap);
      }
    }
    sizes.pop();
    expect(new Set(sizes)).toEqual(new Set([1, 5]));
    expect(Math.abs(zOfMean(Float64Array.from(sizes), size.mean, size.variance))).toBeLessThan(Z);
    expect(kolmogorov(Float64Array.from(between), erlang.create({ k: 2, mean: 0.5 }).cdf)).toBeLessThan(kolmogorovBound(P));
  });

  test('variance of the count of poisson batches is rate of batches · E[size²] · time', () => {
    const made = batch.create({ size }, setup(4)) as OpenArrivals;
    const n = counts(made, 5, 10_000);
    const squares = n.map((count) => (count - 20) ** 2);
    expect(Math.abs(zOfMean(squares, 2 * size.moment(2) * 5, sampleVariance(squares, 2 * size.moment(2) * 5)))).toBeLessThan(Z);
  });

  test.each([
    [exponential.create({ mean: 2 }), 'is continuous'],
    [deterministic.create({ value: 0 }), 'can be 0'],
    [discrete.create({ values: [1, 2.5], probabilities: [0.5, 0.5] }), 'between 2 and 3'],
    [deterministic.create({ value: 1.5 }), 'between 1 and 2'],
  ])('refuses a size that is not a whole number, %#', (wrong, message) => {
    expect(() => batch.create({ size: wrong }, setup(1))).toThrow(message);
  });

  test.each([geometric.create({ mean: 4 }), deterministic.create({ value: 7 })])('takes whole sizes, %#', (right) => {
    expect(batch.create({ size: right }, setup(1))).toMatchObject({ rate: 1 });
  });
});

describe('mmpp', () => {
  const rates = [8, 0.5];
  const [s1, s2] = [0.2, 0.1];
  const bursty = mmpp.create({ rates, switching: [[-s1, s1], [s2, -s2]] }, setup()) as OpenArrivals;

  test.each([0.5, 5, 30])('index of dispersion of counts over %d', (t) => {
    // Fischer & Meier-Hellstern 1993, section 2: two phases, started in equilibrium.
    const rate = (rates[0] * s2 + rates[1] * s1) / (s1 + s2);
    const limit = (2 * (rates[0] - rates[1]) ** 2 * s1 * s2) / ((s1 + s2) ** 2 * (rates[0] * s2 + rates[1] * s1));
    const dispersion = 1 + limit * (1 + Math.expm1(-(s1 + s2) * t) / ((s1 + s2) * t));
    expect(bursty.rate).toBeCloseTo(rate, 12);
    const n = counts(bursty, t, 6000);
    expect(Math.abs(zOfMean(n, rate * t, dispersion * rate * t))).toBeLessThan(Z);
    const squares = n.map((count) => (count - rate * t) ** 2);
    const mean = dispersion * rate * t;
    expect(Math.abs(zOfMean(squares, mean, sampleVariance(squares, mean)))).toBeLessThan(Z);
  });

  test('with equal rates it is poisson', () => {
    const even = mmpp.create({ rates: [2, 2, 2], switching: [[-1, 1, 0], [0, -3, 3], [2, 0, -2]] }, setup()) as OpenArrivals;
    const source = even.begin(stream('even'));
    expect(kolmogorov(Float64Array.from({ length: 20_000 }, () => source.next()), exponential.create({ mean: 0.5 }).cdf)).toBeLessThan(kolmogorovBound(P));
  });

  test('a rate scales the rates and leaves the switching: more dispersion, over the same time', () => {
    const doubled = mmpp.create({ rates, switching: [[-s1, s1], [s2, -s2]] }, setup(2 * bursty.rate)) as OpenArrivals;
    const same = mmpp.create({ rates: [16, 1], switching: [[-s1, s1], [s2, -s2]] }, setup()) as OpenArrivals;
    expect(times(doubled, 'x', 50)).toEqual(times(same, 'x', 50));
  });

  test('stationary probabilities balance', () => {
    const q = [[0, 1, 0.5], [0.1, 0, 3], [2, 1e-6, 0]];
    const p = stationary(q)!;
    expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 14);
    for (const j of [0, 1, 2]) {
      const inflow = p.reduce((sum, x, i) => sum + x * q[i][j], 0);
      expect(inflow).toBeCloseTo(p[j] * q[j].reduce((sum, rate) => sum + rate, 0), 14);
    }
    expect(stationary([[0, 1], [0, 0]])).toBeUndefined();
    expect(stationary([[0, 0], [1, 0]])).toBeUndefined();
  });
});

describe('schedule', () => {
  const rates = [{ for: 8, rate: 1 }, { for: 12, rate: 10 }, { for: 4, rate: 0 }];
  const day = schedule.create({ rates, repeat: true }, setup()) as OpenArrivals;

  test('each part of the day has its own poisson count, evenly spread', () => {
    const days = 400;
    const hours = times(day, 'days', 24 * days).map((time) => time % 24);
    expect([day.period, day.rate]).toEqual([24, 128 / 24]);
    for (const [from, to, rate] of [[0, 8, 1], [8, 20, 10]]) {
      const inside = Float64Array.from(hours.filter((hour) => hour >= from && hour < to));
      const expected = days * (to - from) * rate;
      expect(Math.abs(inside.length - expected) / Math.sqrt(expected)).toBeLessThan(Z);
      expect(kolmogorov(inside, (hour) => (hour - from) / (to - from))).toBeLessThan(kolmogorovBound(P));
    }
    // Sums of gaps may end a rounding error past the boundary.
    expect(hours.filter((hour) => hour > 20 + 1e-6 && hour < 24 - 1e-6)).toEqual([]);
  });

  test('counts of days are poisson: variance = mean', () => {
    const n = counts(day, 24, 4000);
    const squares = n.map((count) => (count - 128) ** 2);
    expect(Math.abs(zOfMean(n, 128, 128))).toBeLessThan(Z);
    expect(Math.abs(zOfMean(squares, 128, 128 + 2 * 128 ** 2))).toBeLessThan(Z);
  });

  test('without repetition it ends', () => {
    const once = schedule.create({ rates, repeat: false }, setup()) as OpenArrivals;
    expect(once.period).toBeUndefined();
    const source = once.begin(stream('once'));
    let last = 0;
    for (let gap = source.next(); gap < Infinity; gap = source.next()) last += gap;
    expect(last).toBeLessThanOrEqual(20);
    expect([source.next(), source.next()]).toEqual([Infinity, Infinity]);
    expect(Math.abs(zOfMean(counts(once, 1e6, 2000), 128, 128))).toBeLessThan(Z);
  });

  test('a rate scales every part', () => {
    const scaled = schedule.create({ rates, repeat: true }, setup(1)) as OpenArrivals;
    const morning = Float64Array.from({ length: 4000 }, (_, i) => times(scaled, `morning/${i}`, 8).length);
    expect(Math.abs(zOfMean(morning, (8 * 24) / 128, (8 * 24) / 128))).toBeLessThan(Z);
  });
});

test('closed keeps what it was given', () => {
  const think = exponential.create({ mean: 5 });
  expect(closed.create({ population: 3, think }, setup())).toEqual({ name: 'closed', mechanism: 'closed', population: 3, think });
});

describe('parameters that do not go together', () => {
  const refused: readonly (readonly [ArrivalDefinition, unknown, readonly (string | number)[]])[] = [
    [renewal, { gap: deterministic.create({ value: 0 }) }, ['gap']],
    [renewal, { gap: pareto.create({ shape: 1, min: 1 }) }, ['gap']],
    [batch, { size: discrete.create({ values: [1], probabilities: [1] }), between: deterministic.create({ value: 0 }) }, ['between']],
    [mmpp, { rates: [1, 2], switching: [[0]] }, ['switching']],
    [mmpp, { rates: [1, 2], switching: [[-1, 1], [1]] }, ['switching', 1]],
    [mmpp, { rates: [1, 2], switching: [[1, -1], [1, -1]] }, ['switching', 0, 1]],
    [mmpp, { rates: [1, 2], switching: [[-1, 1], [1, -2]] }, ['switching', 1]],
    [mmpp, { rates: [1, 2], switching: [[0, 0], [1, -1]] }, ['switching']],
    [mmpp, { rates: [0, 0], switching: [[-1, 1], [1, -1]] }, ['rates']],
    [schedule, { rates: [{ for: 1, rate: 0 }], repeat: true }, ['rates']],
  ];
  test.each(refused.map(([definition, params, path], i) => [definition.name, i, definition, params, path] as const))('%s %d', (_, __, definition, params, path) => {
    let thrown: unknown;
    try {
      definition.create(params, setup(1));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ParamError);
    expect((thrown as ParamError).path).toEqual(path);
  });
});
