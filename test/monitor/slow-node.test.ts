/** How often a node that is like the others is called slow, and how soon one that is slow. All chance has a seed. */
import { describe, expect, it } from 'vitest';
import { SlowNodes } from '../../src/monitor/slow-node.ts';
import type { Stream } from '../../src/model.ts';
import { stream } from '../../src/random/stream.ts';

type Ratio = (chance: Stream) => number;
const sleeping: Ratio = (chance) => 1 + 0.05 * chance.exponential();
const unknown: Ratio = (chance) => chance.exponential();

describe.each([2, 4, 10])('of %i nodes', (nodes) => {
  it.each([{ name: 'sleep a little too long', ratio: sleeping }, { name: 'take exponential times', ratio: unknown }])('all alike, whose tasks $name, none is called slow in a million tasks', ({ name, ratio }) => {
    let alarms = 0;
    for (let seed = 0; seed < 100; seed++) {
      const chance = stream(`alike/${nodes}/${name}/${seed}`);
      const slow = new SlowNodes(nodes);
      for (let task = 0; task < 10_000; task++) if (slow.done(chance.integer(nodes), ratio(chance)) !== undefined) alarms++;
    }
    expect(alarms).toBe(0);
  });

  it.each([
    { name: 'twice as slow, known sizes', ratio: sleeping, factor: 2, median: 16, most: 24 },
    { name: 'half as slow again and a little, known sizes', ratio: sleeping, factor: 1.6, median: 24, most: 30 },
    { name: 'four times as slow, exponential sizes that nobody knows', ratio: unknown, factor: 4, median: 30, most: 100 },
    { name: 'twice as slow, exponential sizes that nobody knows', ratio: unknown, factor: 2, median: 130, most: 1000 },
  ])('one $name is found in all of 200 runs, by its factor', ({ name, ratio, factor, median, most }) => {
    const delays: number[] = [];
    const figures: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const chance = stream(`slow/${nodes}/${name}/${seed}`);
      const slow = new SlowNodes(nodes);
      for (let task = 0, own = 0; own < most; task++) {
        const node = chance.integer(nodes);
        const isSlow = node === 1 && task > 1000;
        if (isSlow) own++;
        const figure = slow.done(node, (isSlow ? factor : 1) * ratio(chance));
        if (figure === undefined) continue;
        expect(node).toBe(1);
        delays.push(own);
        figures.push(figure);
        break;
      }
    }
    expect(delays).toHaveLength(200);
    expect(delays.toSorted((a, b) => a - b)[100]).toBeLessThanOrEqual(median);
    const mean = figures.reduce((sum, figure) => sum + Math.log(figure), 0) / 200;
    expect(Math.exp(mean)).toBeGreaterThan(1.4);
    expect(Math.exp(mean)).toBeLessThan(1.5 * factor);
  });
});

it('what slows down all alike, and a pool of one node, is no alarm', () => {
  const chance = stream('all');
  const [all, one] = [new SlowNodes(4), new SlowNodes(1)];
  for (let task = 0; task < 20_000; task++) {
    const ratio = (task > 10_000 ? 5 : 1) * sleeping(chance);
    expect(all.done(chance.integer(4), ratio)).toBeUndefined();
    expect(one.done(0, ratio)).toBeUndefined();
  }
});

it('is raised once, and again after the node was as fast as the others for a while', () => {
  const chance = stream('again');
  const slow = new SlowNodes(4);
  const alarms: number[] = [];
  for (let task = 0; task < 6000; task++) {
    const node = chance.integer(4);
    const isSlow = node === 2 && Math.floor(task / 1000) % 2 === 1;
    if (slow.done(node, (isSlow ? 3 : 1) * sleeping(chance)) !== undefined) alarms.push(Math.floor(task / 1000));
  }
  expect(alarms).toEqual([1, 3, 5]);
});

it('a node a tenth slower than the others is left in peace, however surely it is', () => {
  const slow = new SlowNodes(2);
  for (let task = 0; task < 2000; task++) expect(slow.done(task % 2, task % 2 === 0 ? 1.1 : 1)).toBeUndefined();
});
