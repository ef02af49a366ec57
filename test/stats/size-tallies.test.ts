import { expect, test } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { binEdges, joinSizes, SizeTallies } from '../../src/stats/size-tallies.ts';

test('four bins to the octave, and every job in the one that its size lies in', () => {
  const tallies = new SizeTallies();
  const chance = stream('sizes');
  const sizes = Array.from({ length: 5000 }, () => Math.exp(5 * chance.normal()));
  for (const size of sizes) tallies.add(size, 3 * size, 2 * size);
  const { low, jobs, size, response, slowdown } = tallies.take();
  for (const [i, count] of jobs.entries()) {
    const [from, to] = binEdges(low + i);
    expect(to / from).toBeLessThanOrEqual(1.25);
    const own = sizes.filter((one) => one >= from && one < to);
    expect(count).toBe(own.length);
    expect(size[i]).toBeCloseTo(own.reduce((sum, one) => sum + one, 0), 6);
    expect(response[i]).toBeCloseTo(3 * size[i], 6);
    expect(slowdown[i]).toBeCloseTo(1.5 * own.length, 9);
  }
  expect(jobs[0] * jobs.at(-1)!).toBeGreaterThan(0);
  expect(binEdges(low + jobs.length - 1)[1] / binEdges(low)[0]).toBeGreaterThan(2 ** 30);
});

test('sections begin anew and are joined without loss; no size, no bin', () => {
  const [tallies, whole] = [new SizeTallies(), new SizeTallies()];
  const rows = [[1, 2, 1], [8, 9, 8], [0, 1, 0], [1.3, 4, 1.3], [100, 200, 100]];
  const sections = rows.map(([size, response, service]) => {
    tallies.add(size, response, service);
    whole.add(size, response, service);
    return tallies.take();
  });
  expect(joinSizes(sections)).toEqual(whole.take());
  expect(tallies.take().jobs.length).toBe(0);
  expect(joinSizes([]).jobs.length).toBe(0);
});
