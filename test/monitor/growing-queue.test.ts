/** How often a queue that is stable is said to grow, and how soon one that grows. All chance has a seed. */
import { describe, expect, it } from 'vitest';
import { GrowingQueue, Variation } from '../../src/monitor/growing-queue.ts';
import type { Stream } from '../../src/model.ts';
import { stream } from '../../src/random/stream.ts';

type Times = (chance: Stream) => number;
const exponential: Times = (chance) => chance.exponential();
const fixed: Times = () => 1;
/** Mean 1, squared coefficient of variation 5.1. */
const wide: Times = (chance) => chance.exponential() * (chance.uniform() < 0.9 ? 0.5 : 5.5);

/** First come, first served on one slot; the arrival at which the first alarm was, or none. */
function firstAlarm(seed: string, load: (arrival: number) => number, [gap, size]: readonly [Times, Times], arrivals: number): number | undefined {
  const chance = stream(seed);
  const service = new Variation();
  const queue = new GrowingQueue(service);
  const ends: number[] = [];
  let [now, free, gone] = [0, 0, 0];
  for (let arrival = 1; arrival <= arrivals; arrival++) {
    now += gap(chance) / load(arrival);
    for (; gone < ends.length && ends[gone] <= now; gone++) queue.goes();
    if (queue.comes(now) !== undefined) return arrival;
    const time = size(chance);
    service.add(time);
    free = Math.max(free, now) + time;
    ends.push(free);
  }
  return undefined;
}

const kinds = [
  { kind: 'M/M/1', times: [exponential, exponential] as const, median: 1600, most: 6400 },
  { kind: 'M/D/1', times: [exponential, fixed] as const, median: 3200, most: 6400 },
  { kind: 'D/M/1', times: [fixed, exponential] as const, median: 1600, most: 3200 },
  { kind: 'M/H/1', times: [exponential, wide] as const, median: 6400, most: 25_600 },
];

describe.each(kinds)('$kind', ({ kind, times, median, most }) => {
  it.each([0.8, 0.95, 1])('at load %f, from an empty start: no alarm in 100 runs of 10,000 jobs', (load) => {
    const alarms = Array.from({ length: 100 }, (_, seed) => firstAlarm(`stable/${kind}/${load}/${seed}`, () => load, times, 10_000));
    expect(alarms.filter((alarm) => alarm !== undefined)).toEqual([]);
  });

  it('at load 1.2: found in all of 100 runs', () => {
    const found = Array.from({ length: 100 }, (_, seed) => firstAlarm(`grows/${kind}/${seed}`, () => 1.2, times, most) ?? Infinity).toSorted((a, b) => a - b);
    expect(found.at(-1)).toBeLessThanOrEqual(most);
    expect(found[50]).toBeLessThanOrEqual(median);
  });
});

it('is found too where it begins to grow after 10,000 jobs at load 0.8', () => {
  const found = Array.from({ length: 100 }, (_, seed) => firstAlarm(`later/${seed}`, (arrival) => (arrival > 10_000 ? 1.5 : 0.8), [exponential, exponential], 20_000) ?? Infinity);
  for (const arrival of found) expect(arrival).toBeGreaterThan(10_000);
  expect(found.toSorted((a, b) => a - b)[50]).toBeLessThanOrEqual(11_600);
  expect(Math.max(...found)).toBeLessThanOrEqual(13_200);
});

it('bursts of arrivals within a hundred are no growth', () => {
  // Ten at a time, load 0.9: the number swings by tens.
  let count = 0;
  const gap: Times = (chance) => (count++ % 10 === 0 ? 10 * chance.exponential() : 0);
  for (let seed = 0; seed < 100; seed++) expect(firstAlarm(`bursts/${seed}`, () => 0.9, [gap, exponential], 10_000)).toBeUndefined();
});

it('is raised again only after the queue has gone back to where it was', () => {
  const service = new Variation();
  for (let i = 0; i < 100; i++) service.add(1);
  const queue = new GrowingQueue(service);
  const alarms: number[] = [];
  const rise = (from: number) => {
    for (let arrival = from; arrival < from + 1000; arrival++) {
      const there = queue.comes(arrival);
      if (there !== undefined) alarms.push(there);
    }
  };
  rise(0);
  expect(alarms).toEqual([100]);
  for (let i = 0; i < 999; i++) queue.goes();
  queue.goes();
  rise(1000);
  expect(alarms).toHaveLength(2);
});

it('Variation is the squared coefficient of variation', () => {
  const variation = new Variation();
  for (const value of [1, 2, 3, 4]) variation.add(value);
  // Mean 2.5, sample variance 5/3.
  expect(variation.squared).toBeCloseTo(5 / 3 / 6.25, 12);
});
