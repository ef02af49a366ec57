import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gammaVariate } from '../../src/dispatchers/gamma-variate.ts';
import { NumberByJob } from '../../src/dispatchers/number-by-job.ts';
import { Probes } from '../../src/dispatchers/probes.ts';
import { RecentLatencies } from '../../src/dispatchers/recent-latencies.ts';
import { RidgeRegression } from '../../src/dispatchers/ridge-regression.ts';
import { drawNodes, shuffle } from '../../src/dispatchers/sample.ts';
import { ServiceRates } from '../../src/dispatchers/service-rates.ts';
import { SlidingQuantile } from '../../src/dispatchers/sliding-quantile.ts';
import { stream } from '../../src/random/stream.ts';

test('a number by job is what a map would say, and nothing is left over', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(1e9)), { maxLength: 300 }), (steps) => {
      const table = new NumberByJob();
      const map = new Map<number, number>();
      for (const [add, number] of steps) {
        const ids = [...map.keys()];
        if (add || ids.length === 0) {
          // Ids that share their last bits, as those of jobs that stay do.
          const id = (number % 40) * 16 + (number % 3);
          if (map.has(id)) continue;
          map.set(id, number);
          table.set(id, number);
        } else {
          const id = ids[number % ids.length];
          expect(table.take(id)).toBe(map.get(id));
          map.delete(id);
        }
        expect(table.size).toBe(map.size);
      }
      for (const [id, number] of map) expect(table.take(id)).toBe(number);
      expect(() => table.take(7)).toThrow('no number');
    }),
  );
});

describe('samples', () => {
  test('every set of nodes is equally likely, and every order after a shuffle', () => {
    const chance = stream('samples');
    const [sets, firsts] = [new Map<string, number>(), [0, 0, 0, 0, 0]];
    const sample = new Int32Array(2);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) {
      drawNodes(sample, 5, chance);
      const set = [...sample].toSorted().join();
      sets.set(set, (sets.get(set) ?? 0) + 1);
      shuffle(sample, chance);
      firsts[sample[0]]++;
    }
    expect(sets.size).toBe(10);
    for (const count of sets.values()) expect(Math.abs(count - draws / 10)).toBeLessThan(4 * Math.sqrt(draws * 0.09));
    for (const count of firsts) expect(Math.abs(count - draws / 5)).toBeLessThan(4 * Math.sqrt(draws * 0.16));
  });
});

test('gamma variates have their mean and variance', () => {
  const chance = stream('gamma');
  for (const shape of [1, 1.5, 30]) {
    const draws = Array.from({ length: 20_000 }, () => gammaVariate(shape, chance));
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    const variance = draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / draws.length));
    // The fourth central moment of a gamma is 3k² + 6k.
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape ** 2 + 6 * shape) / draws.length));
  }
});

test('ridge regression is what solving the normal equations gives', () => {
  const chance = stream('ridge');
  const [ridge, guess] = [0.5, 3];
  const regression = new RidgeRegression(2, 2, ridge);
  let [a, b, c, u, v] = [ridge, 0, ridge, ridge * guess, ridge * guess];
  for (let i = 0; i < 200; i++) {
    const x = Float64Array.of(chance.uniform(), chance.uniform());
    const [y, weight] = [2 * x[0] - x[1] + chance.normal(), chance.uniform()];
    regression.observe(1, x, y, weight);
    [a, b, c] = [a + weight * x[0] * x[0], b + weight * x[0] * x[1], c + weight * x[1] * x[1]];
    [u, v] = [u + weight * y * x[0], v + weight * y * x[1]];
  }
  const at = Float64Array.of(0.3, 0.8);
  const determinant = a * c - b * b;
  const theta = [(c * u - b * v) / determinant, (a * v - b * u) / determinant];
  const square = (c * at[0] ** 2 - 2 * b * at[0] * at[1] + a * at[1] ** 2) / determinant;
  expect(regression.lowerBound(1, at, guess, 0.7)).toBeCloseTo(theta[0] * at[0] + theta[1] * at[1] - 0.7 * Math.sqrt(square), 9);
  // Another node has learnt nothing of it.
  expect(regression.lowerBound(0, at, guess, 0)).toBeCloseTo(guess * 1.1, 12);
});

test('service rates count the time for which slots are busy', () => {
  const rates = new ServiceRates([{ slots: 2, speed: 1, capacity: 9 }]);
  expect(rates.meanTime()).toBe(1);
  rates.sent(0, 1);
  rates.sent(0, 3);
  rates.sent(0, 4);
  // One slot from 1 to 3, two until 6.
  expect(rates.busyUntil(0, 6)).toBe(8);
  rates.finished(0, 6);
  rates.refused(0, 6);
  expect(rates.busyUntil(0, 7)).toBe(9);
  expect([rates.done[0], rates.meanTime()]).toEqual([1, 8]);
});

test('a sliding quantile forgets what has left the window', () => {
  const quantile = new SlidingQuantile(4);
  expect(quantile.at(0.84)).toBe(0);
  for (const value of [200, 1, 2, 3]) quantile.add(value);
  expect([0, 0.25, 0.26, 0.75, 1].map((p) => quantile.at(p))).toEqual([0, 1, 2, 3, 200]);
  quantile.add(5);
  expect(quantile.at(1)).toBe(5);
});

describe('probes', () => {
  test('one of each node; the oldest makes room', () => {
    const probes = new Probes(3);
    for (const [node, latency] of [[4, 1], [5, 2], [6, 3], [4, 9], [7, 4]]) probes.add(node, 0, latency, 1);
    expect(Array.from({ length: probes.count }, (_, i) => probes.at(i).node)).toEqual([6, 4, 7]);
    expect(probes.at(1).latency).toBe(9);
  });

  test('hot and cold: a cold one of least latency before a hot one of fewest in flight, and the other way round for the worst', () => {
    const probes = new Probes(4);
    probes.add(0, 9, 0.1, 1);
    probes.add(1, 2, 5, 1);
    probes.add(2, 3, 4, 1);
    probes.add(3, 7, 0.2, 1);
    const [best, worst] = [(limit: number) => probes.at(probes.best(limit)).node, (limit: number) => probes.at(probes.worst(limit)).node];
    expect([best(5), worst(5)]).toEqual([2, 0]);
    expect([best(1), worst(1)]).toEqual([1, 0]);
    expect([best(9), worst(9)]).toEqual([0, 1]);
  });
});

test('latencies: the median of the nine that were found with most nearly as many in flight, in services ahead', () => {
  const latencies = new RecentLatencies([1, 1]);
  expect(latencies.median(1, 3)).toBe(0);
  // Three services of 1 time unit each, and ten.
  for (let i = 0; i < 9; i++) latencies.add(1, 2, 3 + i);
  for (let i = 0; i < 9; i++) latencies.add(1, 9, 10 + i);
  expect(latencies.median(1, 2)).toBe(7);
  expect(latencies.median(1, 9)).toBe(14);
  expect(latencies.median(1, 19)).toBe(28);
  expect(latencies.median(1, 0)).toBeCloseTo(7 / 3, 12);
  expect(latencies.median(0, 0)).toBe(0);
  for (let i = 0; i < 32; i++) latencies.add(1, 9, 7);
  expect(latencies.median(1, 9)).toBe(7);
  const slots = new RecentLatencies([4]);
  slots.add(0, 1, 2);
  // With up to four in flight nobody waits.
  expect([0, 3, 7].map((inFlight) => slots.median(0, inFlight))).toEqual([2, 2, 4]);
});
