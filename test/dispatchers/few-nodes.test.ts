/** Policies that look at queues, on a few nodes, against chains that are solved: scores of simulated means, fixed seeds. */
import { describe, expect, test } from 'vitest';
import { joinBelowThreshold } from '../../src/dispatchers/join-below-threshold.ts';
import { joinIdleQueue } from '../../src/dispatchers/join-idle-queue.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { leastConnections } from '../../src/dispatchers/least-connections.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { shortestExpectedDelay } from '../../src/dispatchers/shortest-expected-delay.ts';
import { jiq2 } from '../../src/theory/dispatching/jiq-2.ts';
import { jsq2 } from '../../src/theory/dispatching/jsq-2.ts';
import { jsqExact } from '../../src/theory/dispatching/jsq-exact.ts';
import { powerOfDExact } from '../../src/theory/dispatching/power-of-d-exact.ts';
import { explore, stationary } from '../../src/theory/numeric/markov-chain.ts';
import type { Node } from '../../src/model.ts';
import type { Dispatch } from '../contract/scenarios.ts';
import { by, farm, type Measured, meanResponse, run, z } from './runs.ts';

const LOAD = 0.8;

const simulated = (nodes: readonly Partial<Node>[], dispatch: Dispatch): Measured => meanResponse(farm({ nodes, dispatch, load: LOAD, jobs: 30_000 }), 10);

const equal = (nodes: number): readonly Partial<Node>[] => Array.from({ length: nodes }, () => ({}));

const fcfs = { mu: 1, discipline: 'fcfs' } as const;

/**
 * Mean response with the shortest of `d` draws out of all draws that are equally likely, from the chain of the queue lengths:
 * up to `room` at each node, where at this load the probability of more is negligible.
 */
function drawnResponse(nodes: number, draws: readonly (readonly number[])[], lambda: number, room: number): number {
  const { states, chain } = explore<readonly number[]>(equal(nodes).map(() => 0), function* (queues) {
    for (const draw of draws) {
      const least = Math.min(...draw.map((node) => queues[node]));
      const node = draw.find((one) => queues[one] === least)!;
      if (queues[node] < room) yield [queues.with(node, queues[node] + 1).toSorted((a, b) => a - b), lambda / draws.length];
    }
    for (const [node, queue] of queues.entries()) if (queue > 0) yield [queues.with(node, queue - 1).toSorted((a, b) => a - b), 1];
  });
  const chances = stationary(chain);
  return states.reduce((sum, queues, state) => sum + chances[state] * queues.reduce((a, b) => a + b, 0), 0) / lambda;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const pairs = (n: number) => range(n).flatMap((a) => range(n).map((b) => [a, b]));

describe('join the shortest queue', () => {
  test.each([
    ['equal nodes', [1, 1], 'random'],
    ['unequal nodes, ties to the first', [2, 1], 'first'],
  ] as const)('two nodes: %s', (_, mu, ties) => {
    const { response } = jsq2.create({ lambda: LOAD * (mu[0] + mu[1]), mu, ties, discipline: 'fcfs' }).values;
    expect(Math.abs(z(simulated(mu.map((speed) => ({ speed })), by(jsq, { ties })), response))).toBeLessThan(4);
  });

  test('on equal nodes shortest expected delay is any of the shortest, job by job', () => {
    const [expected, shortest] = [by(shortestExpectedDelay), by(jsq)].map((dispatch) => run(farm({ nodes: equal(7), dispatch })));
    expect(expected).toEqual(shortest);
  });

  test('least connections is any of the shortest, job by job', () => {
    const [counted, shortest] = [by(leastConnections), by(jsq)].map((dispatch) => run(farm({ nodes: equal(7), dispatch })));
    expect(counted.response).toBe(shortest.response);
  });

  test('three nodes', () => {
    const { response } = jsqExact.create({ lambda: 3 * LOAD, nodes: 3, ...fcfs }).values;
    expect(Math.abs(z(simulated(equal(3), by(shortestExpectedDelay)), response))).toBeLessThan(4);
  });
});

test('shortest expected delay: a fast node is worth waiting for, as the chain of both queues says', () => {
  const [lambda, mu] = [LOAD * 5, [1, 4]];
  const { states, chain } = explore<readonly [number, number]>([0, 0], function* ([i, j]) {
    const slow = (i + 1) / mu[0] < (j + 1) / mu[1];
    if (slow ? i < 30 : j < 90) yield [slow ? [i + 1, j] : [i, j + 1], lambda];
    if (i > 0) yield [[i - 1, j], mu[0]];
    if (j > 0) yield [[i, j - 1], mu[1]];
  });
  const response = stationary(chain).reduce((sum, chance, state) => sum + chance * (states[state][0] + states[state][1]), 0) / lambda;
  const nodes = mu.map((speed) => ({ speed }));
  expect(Math.abs(z(simulated(nodes, by(shortestExpectedDelay)), response))).toBeLessThan(4);
  // Other policies are not taken for it.
  expect(z(simulated(nodes, by(jsq)), response)).toBeGreaterThan(4);
});

describe('power of 2', () => {
  const without = powerOfDExact.create({ lambda: 3 * LOAD, nodes: 3, d: 2, ...fcfs }).values['response'];
  const replaced = drawnResponse(3, pairs(3), 3 * LOAD, 30);

  test('of 3 nodes with replacement: its chain is not that without', () => {
    const distinct = pairs(3).filter(([a, b]) => a !== b);
    expect(Math.abs(drawnResponse(3, distinct, 3 * LOAD, 30) - without)).toBeLessThan(1e-5);
    expect(replaced / without).toBeGreaterThan(1.1);
  });

  test('of 3 nodes without replacement', () => {
    const measured = simulated(equal(3), by(powerOfD, { d: 2 }));
    expect(Math.abs(z(measured, without))).toBeLessThan(4);
    expect(z(measured, replaced)).toBeLessThan(-4);
  });

  test('of 3 nodes with replacement', () => {
    const measured = simulated(equal(3), by(powerOfD, { d: 2, replacement: true }));
    expect(Math.abs(z(measured, replaced))).toBeLessThan(4);
    expect(z(measured, without)).toBeGreaterThan(4);
  });

  test('of 2 nodes with replacement: every other draw is of one node', () => {
    const measured = simulated(equal(2), by(powerOfD, { d: 2, replacement: true }));
    expect(Math.abs(z(measured, drawnResponse(2, pairs(2), 2 * LOAD, 80)))).toBeLessThan(4);
  });

  test('of 2 nodes without replacement is the shorter of both', () => {
    const { response } = jsq2.create({ lambda: 2 * LOAD, mu: [1, 1], ties: 'random', discipline: 'fcfs' }).values;
    expect(Math.abs(z(simulated(equal(2), by(powerOfD, { d: 2 })), response))).toBeLessThan(4);
  });
});

describe('memory', () => {
  /** Where the last job went, as it was left, is looked at again besides one node at random; the other is then the one to remember. */
  test('one choice and one remembered of 2 nodes: against the chain of both queues and the memory', () => {
    const lambda = 2 * LOAD;
    const { states, chain } = explore<readonly [queues: readonly number[], memory: number]>([[0, 0], 0], function* ([queues, memory]) {
      for (const drawn of [0, 1]) {
        const known = [...new Set([memory, drawn])];
        const least = Math.min(...known.map((node) => queues[node]));
        const best = known.filter((node) => queues[node] === least);
        for (const node of best) {
          if (queues[node] >= 50) continue;
          const after = queues.with(node, queues[node] + 1);
          const few = Math.min(...known.map((one) => after[one]));
          const kept = known.filter((one) => after[one] === few);
          for (const next of kept) yield [[after, next], lambda / 2 / best.length / kept.length];
        }
      }
      for (const [node, queue] of queues.entries()) if (queue > 0) yield [[queues.with(node, queue - 1), memory], 1];
    });
    const response = stationary(chain).reduce((sum, chance, state) => sum + chance * (states[state][0][0] + states[state][0][1]), 0) / lambda;
    const measured = simulated(equal(2), by(powerOfD, { d: 1, memory: 1 }));
    expect(Math.abs(z(measured, response))).toBeLessThan(4);
    const { response: shorter } = jsq2.create({ lambda, mu: [1, 1], ties: 'random', discipline: 'fcfs' }).values;
    expect(z(measured, shorter)).toBeGreaterThan(4);
  });
});

describe('join the idle queue', () => {
  test('two nodes', () => {
    const { response } = jiq2.create({ lambda: 2 * LOAD, mu: 1 }).values;
    expect(Math.abs(z(simulated(equal(2), by(joinIdleQueue)), response))).toBeLessThan(4);
  });

  test('is to join below a threshold of 1, job by job, and no other', () => {
    const [idle, below, more] = [by(joinIdleQueue), by(joinBelowThreshold, { threshold: 1 }), by(joinBelowThreshold, { threshold: 2 })].map((dispatch) => run(farm({ nodes: equal(5), dispatch })));
    expect(below).toEqual(idle);
    expect(more.response).not.toBe(idle.response);
  });
});
