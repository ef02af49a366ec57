import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { jsqExact } from '../../../src/theory/dispatching/jsq-exact.ts';
import { levels } from '../../../src/theory/dispatching/level-chain.ts';
import { powerOfDBounds } from '../../../src/theory/dispatching/power-of-d-bounds.ts';
import { powerOfDExact } from '../../../src/theory/dispatching/power-of-d-exact.ts';
import { powerOfDFiniteN } from '../../../src/theory/dispatching/power-of-d-finite-n.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { brute, shortestOf } from './brute-force.ts';

const fcfs = { mu: 1, discipline: 'fcfs' } as const;
const exact = (nodes: number, d: number, load: number) => powerOfDExact.create({ ...fcfs, lambda: nodes * load, nodes, d });

describe('against the chain of all queues, by elimination', () => {
  test.each([
    [3, 3, 0.3, 11],
    [3, 2, 0.3, 12],
    [4, 2, 0.1, 6],
  ])('%i nodes, %i looked at, load %f', (nodes, d, load, room) => {
    const { number, found } = brute({ lambda: nodes * load, rates: Array.from({ length: nodes }, () => 1), room, join: shortestOf(d) });
    const { values } = exact(nodes, d, load);
    expectClose(values['number'], number, 1e-8);
    const waiting = found.slice(1).reduce((sum, p) => sum + p, 0);
    expectClose(values['waiting'], waiting, 1e-7);
    expectClose(values['waiting.variance'], 2 * found.slice(1).reduce((sum, p, k) => sum + p * (k + 1), 0) - waiting ** 2, 1e-7);
  });
});

test('one node is M/M/1, and one choice a random split', () => {
  const alone = jsqExact.create({ ...fcfs, lambda: 0.9, nodes: 1 }).values;
  expectAgreement(alone, { response: 10, number: 9, 'response.variance': 100, 'response.p95': 10 * Math.log(20), 'waiting.variance': 99 }, ['response', 'number', 'response.variance', 'response.p95', 'waiting.variance'], 1e-10);
  const near = jsqExact.create({ ...fcfs, lambda: 1 - 1e-9, nodes: 1 }).values;
  expectClose(near['response'], 1 / (1 - (1 - 1e-9)), 1e-12);
  const split = exact(3, 1, 0.4).values;
  expect(split['waiting.p50']).toBe(0);
  expectAgreement(split, { response: 1 / 0.6, 'response.variance': 1 / 0.36, 'response.p99': Math.log(100) / 0.6 }, ['response', 'response.variance', 'response.p99'], 1e-9);
});

test('the more queues are looked at, the shorter the response', () => {
  const responses = [2, 3, 4].map((d) => exact(4, d, 0.5).values['response']);
  expect(responses).toEqual(responses.toSorted((a, b) => b - a));
  expectClose(responses[2], jsqExact.create({ ...fcfs, lambda: 2, nodes: 4 }).values['response'], 1e-12);
});

test('with every slot busy the total falls by the load from level to level', () => {
  // 3(1−ρ)E[T] → 1 as in M/M/1 of rate 3, from above.
  const [near, nearer] = [0.01, 0.001].map((rest) => 3 * rest * jsqExact.create({ ...fcfs, lambda: 3 * (1 - rest), nodes: 3 }).values['response'] - 1);
  expectClose(nearer / near, 0.1, 0.02);
});

test('the chain loses no rate: what leaves each state arrives somewhere, but for the last level', () => {
  const spread = 5;
  const last = 20;
  const { start, first, from, rate, out, states } = levels({ lambda: 2, rates: [1, 1, 1], alike: true, join: () => [2 / 3, 1 / 3, 0] }, spread, last);
  const leaving = new Float64Array(states.length);
  for (let to = 0; to < states.length; to++) for (let i = first[to]; i < first[to + 1]; i++) if (to < start[last] || from[i] >= start[last - 1]) leaving[from[i]] += rate[i];
  for (let state = 0; state < start[last]; state++) expectClose(leaving[state], out[state], 1e-12);
  for (const queues of states) expect(queues[2] - queues[0]).toBeLessThanOrEqual(spread);
});

test('overload, and too many states, are refused', () => {
  expect(() => exact(3, 2, 1)).toThrow(ParamError);
  expect(() => exact(8, 2, 0.7)).toThrow('8 nodes at load 0.7 have too many states to be solved exactly');
  expect(() => exact(2, 2, 1 - 1e-8)).toThrow('so near load 1 the chain');
  expectClose(exact(2, 2, 1 - 1e-6).values['number'] * 1e-6, 1, 1e-10);
});

test('as many nodes as the parameters allow can be solved, if the load is low', () => {
  for (const { params } of [jsqExact, powerOfDExact]) expect(params.safeParse({ lambda: 0.9, mu: 1, nodes: 9 }).success).toBe(false);
  expect(jsqExact.create({ ...fcfs, lambda: 0.8, nodes: 8 }).values['response']).toBeGreaterThan(1);
});

test('more queues than there are cannot be looked at', () => {
  const params = { ...fcfs, lambda: 1, nodes: 2, d: 3 };
  for (const { create } of [powerOfDExact, powerOfDBounds]) expect(() => create(params)).toThrow('3 queues looked at need at least as many nodes, not 2');
  expect(() => powerOfDFiniteN.create({ ...params, drawn: 'without-replacement' })).toThrow('3 queues looked at need at least as many nodes, not 2');
  expect(powerOfDFiniteN.create({ ...params, drawn: 'with-replacement' }).values['response']).toBeGreaterThan(1);
});
