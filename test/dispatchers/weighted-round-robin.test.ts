import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { roundRobin } from '../../src/dispatchers/round-robin.ts';
import { weightedRoundRobin } from '../../src/dispatchers/weighted-round-robin.ts';
import type { Node } from '../../src/model.ts';
import type { Push } from '../../src/policy.ts';
import { scenarioOf, setupOf } from '../contract/scenarios.ts';

/** The first picks; they depend on nothing but the nodes. */
function picks(weights: 'speed' | number[], nodes: readonly Partial<Node>[], count: number, definition: DispatcherDefinition = weightedRoundRobin): readonly number[] {
  const { pick } = definition.create({ weights }, setupOf(scenarioOf({ nodes }))) as Push;
  return Array.from({ length: count }, () => pick(undefined as never, undefined as never));
}

const nodesOf = (count: number): readonly Partial<Node>[] => Array.from({ length: count }, () => ({}));

/** The rule as nginx has it, node by node: all gain their weights, the first of those that have most goes and pays the total. */
function smooth(weights: readonly number[], count: number): readonly number[] {
  const credit = weights.map(() => 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: count }, () => {
    for (const [node, weight] of weights.entries()) credit[node] += weight;
    const node = credit.indexOf(Math.max(...credit));
    credit[node] -= total;
    return node;
  });
}

test('weights 5, 1, 1 give a a b a c a a (the commit message of nginx 52327e0627f4, 2012)', () => {
  expect(picks([5, 1, 1], nodesOf(3), 14).map((node) => 'abc'[node]).join(' ')).toBe('a a b a c a a a a b a c a a');
});

describe('against the rule node by node', () => {
  test('for any whole weights, of which many are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }), (weights) => {
        expect(picks(weights, nodesOf(weights.length), 200)).toEqual(smooth(weights, 200));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('for speeds that halves and quarters make exact, and slots', () => {
    const nodes = [{ speed: 0.25 }, { slots: 3, speed: 0.5 }, { speed: 1.5 }, { slots: 2, speed: 0.75 }];
    expect(picks('speed', nodes, 100)).toEqual(smooth([0.25, 1.5, 1.5, 1.5], 100));
  });
});

test('over a round each node has its weight in turns; never one more than a turn ahead of its share', () => {
  const weights = [7, 3, 3, 2, 1];
  const had = weights.map(() => 0);
  for (const [i, node] of picks(weights, nodesOf(5), 160).entries()) {
    had[node]++;
    for (const [each, weight] of weights.entries()) expect(Math.abs(had[each] - ((i + 1) * weight) / 16)).toBeLessThan(1 + 1e-9);
  }
  expect(had).toEqual(weights.map((weight) => 10 * weight));
});

test('equal weights are round robin', () => {
  expect(picks('speed', nodesOf(7), 50)).toEqual(picks('speed', nodesOf(7), 50, roundRobin));
});

test('its split is what it does, and a list of another length is refused', () => {
  const nodes = [{ speed: 1 }, { speed: 2 }, { slots: 2, speed: 2.5 }];
  const had = [0, 0, 0];
  for (const node of picks('speed', nodes, 800)) had[node]++;
  const setup = setupOf(scenarioOf({ nodes }));
  expect(had.map((count) => count / 800)).toEqual(weightedRoundRobin.split!({ weights: 'speed' }, setup.nodes, setup.workload));
  expect(() => weightedRoundRobin.create({ weights: [1, 2] }, setup)).toThrow('needs one weight for each of the 3 nodes, not 2');
});
