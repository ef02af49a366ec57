/** The structures that policies keep nodes in do what plain lists do that are searched from end to end. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NodeLevels } from '../../src/dispatchers/node-levels.ts';
import { NodeSet } from '../../src/dispatchers/node-set.ts';
import { stream } from '../../src/random/stream.ts';

/** Changes of one of some nodes each, to a whole number. */
const changes = (most: number) =>
  fc.integer({ min: 1, max: 40 }).chain((nodes) => fc.tuple(fc.constant(nodes), fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(most)), { maxLength: 120 })));

/** Every value that repeated draws give, in order. */
const drawn = (draw: () => number, times: number) => [...new Set(Array.from({ length: times }, draw))].toSorted((a, b) => a - b);

/** How far counts are from all being equal, in standard deviations of a chi-square (which has mean k − 1 and variance 2(k − 1)). */
function unevenness(draw: () => number, members: readonly number[], times: number): number {
  const counts = new Map(members.map((member) => [member, 0]));
  for (let i = 0; i < times; i++) {
    const member = draw();
    counts.set(member, counts.get(member)! + 1);
  }
  const wanted = times / members.length;
  const square = [...counts.values()].reduce((sum, count) => sum + (count - wanted) ** 2 / wanted, 0);
  return (square - (members.length - 1)) / Math.sqrt(2 * (members.length - 1));
}

describe('NodeSet', () => {
  test('several that share their places have the members that were put in and not taken out', () => {
    fc.assert(
      fc.property(changes(3), ([nodes, moves]) => {
        const places = new Int32Array(nodes);
        const sets = [new NodeSet(places), new NodeSet(places), new NodeSet(places)];
        const where = new Map<number, number>();
        for (const [node, to] of moves) {
          for (const set of sets) set.delete(node);
          where.delete(node);
          if (to < sets.length) {
            sets[to].add(node);
            sets[to].add(node);
            where.set(node, to);
          }
          for (const [index, set] of sets.entries()) {
            const members = [...where].filter(([, at]) => at === index).map(([member]) => member);
            expect(set.size).toBe(members.length);
            for (let one = 0; one < nodes; one++) expect(set.has(one)).toBe(members.includes(one));
            if (members.length > 0) expect(members).toContain(set.random(stream('set')));
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('draws all members alike', () => {
    const set = new NodeSet(new Int32Array(20));
    for (let node = 0; node < 20; node++) set.add(node);
    for (const node of [3, 19, 0, 7]) set.delete(node);
    set.add(7);
    const members = Array.from({ length: 20 }, (_, node) => node).filter((node) => ![3, 19, 0].includes(node));
    const draws = stream('members');
    expect(Math.abs(unevenness(() => set.random(draws), members, 20_000))).toBeLessThan(4);
  });
});

describe('NodeLevels', () => {
  test('the least level and who has it', () => {
    fc.assert(
      fc.property(changes(50), ([nodes, moves]) => {
        const levels = NodeLevels.all(nodes);
        const at = new Array<number>(nodes).fill(0);
        const draws = stream('levels');
        for (const [i, [node, level]] of moves.entries()) {
          // Half of the moves are by one, as queues move.
          const to = i % 2 === 0 ? level : Math.max(0, at[node] + (level % 2 === 0 ? 1 : -1));
          levels.set(node, to);
          at[node] = to;
          const least = Math.min(...at);
          expect(levels.least).toBe(least);
          expect(at[levels.random(draws)]).toBe(least);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test('draws all nodes of the least level alike', () => {
    const levels = NodeLevels.all(12);
    for (const [node, level] of [[3, 2], [4, 1], [5, 40], [0, 1], [4, 0], [11, 1]]) levels.set(node, level);
    const draws = stream('alike');
    const least = [1, 2, 4, 6, 7, 8, 9, 10];
    expect(drawn(() => levels.random(draws), 1000)).toEqual(least);
    expect(Math.abs(unevenness(() => levels.random(draws), least, 20_000))).toBeLessThan(4);
  });
});
