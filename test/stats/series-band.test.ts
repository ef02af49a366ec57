import { expect, test } from 'vitest';
import { estimate } from '../../src/stats/interval.ts';
import { SeriesBand } from '../../src/stats/series-band.ts';

const series = (number: readonly number[], end = number.map((_, i) => i + 1)) => ({ number: Float64Array.from(number), end: Float64Array.from(end) });

test('at each point it is the estimate from the series, over their common length', () => {
  const all = [[1, 5, 1e9], [2, 5, 1e9 + 1], [4, 5, 1e9 + 3, 7], [9, 5, 1e9]];
  const band = new SeriesBand();
  for (const one of all) band.add(series(one));
  const { end, number, halfWidth } = band.band(0.9);
  expect([...end]).toEqual([1, 2, 3]);
  for (const i of [0, 1, 2]) {
    const { mean, halfWidth: half } = estimate(all.map((one) => one[i]), 0.9)!;
    expect(number[i]).toBeCloseTo(mean, 6);
    expect(halfWidth![i]).toBeCloseTo(half!, 6);
  }
});

test('a shorter one that comes later shortens it', () => {
  const band = new SeriesBand();
  band.add(series([1, 2, 3]));
  band.add(series([3, 4]));
  expect([...band.band(0.95).number]).toEqual([2, 3]);
});

test('of one series there is no interval', () => {
  const band = new SeriesBand();
  band.add(series([1, 2]));
  expect(band.band(0.95)).toEqual({ end: Float64Array.of(1, 2), number: Float64Array.of(1, 2) });
});
