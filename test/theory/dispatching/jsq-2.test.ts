import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { jsq2 } from '../../../src/theory/dispatching/jsq-2.ts';
import { queueLengths } from '../../../src/theory/dispatching/queue-lengths.ts';
import { expectClose } from '../close.ts';
import { brute } from './brute-force.ts';

const jsq = (lambda: number, mu: readonly number[], ties: 'random' | 'first' = 'random') => jsq2.create({ lambda, mu, ties, discipline: 'fcfs' });

/** P[Erlang(k, μ) > t]. */
function erlangTail(k: number, x: number): number {
  let [term, sum] = [Math.exp(-x), 0];
  for (let i = 0; i < k; i++) {
    sum += term;
    term *= x / (i + 1);
  }
  return sum;
}

describe.each<[rates: readonly number[], load: number, room: number]>([
  [[1, 1], 0.3, 22],
  [[1, 1], 0.7, 50],
  [[2, 1], 0.5, 34],
  [[0.3, 1.2], 0.6, 50],
])('rates %j at load %f: against the chain of both queues, by elimination', (rates, load, room) => {
  const lambda = load * (rates[0] + rates[1]);
  test.each(['random', 'first'] as const)('ties %s', (ties) => {
    const tie = ties === 'first' ? [1, 0] : [0.5, 0.5];
    const { number, shares } = brute({ lambda, rates, room, join: ([i, j]) => (i < j ? [1, 0] : i > j ? [0, 1] : tie) });
    const { values, others } = jsq(lambda, rates, ties);
    expectClose(values['number'], number, 1e-10);
    expectClose(others!['P[first node]'], shares[0], 1e-10);
    expectClose(values['utilisation'], (lambda * (shares[0] / rates[0] + shares[1] / rates[1])) / 2, 1e-10);
  });
});

test('equal nodes: the distribution of the response, from what arrivals find', () => {
  const { found } = brute({ lambda: 1.2, rates: [1, 1], room: 40, join: ([i, j]) => (i < j ? [1, 0] : i > j ? [0, 1] : [0.5, 0.5]) });
  const { values, responseTail } = jsq(1.2, [1, 1]);
  const at = (k: number) => found[k] - found[k + 1];
  for (const t of [0.1, 1, 4, 10]) expectClose(responseTail!(t), found.reduce((sum, _, k) => sum + (k <= 40 ? at(k) * erlangTail(k + 1, t) : 0), 0), 1e-9);
  const second = found.reduce((sum, _, k) => sum + (k <= 40 ? at(k) * (k + 1) * (k + 2) : 0), 0);
  expectClose(values['response.variance'], second - values['response'] ** 2, 1e-9);
  expectClose(responseTail!(values['response.p95']), 0.05, 1e-9);
});

test.each([0.001, 0.5, 0.9, 0.99, 0.9999])('load %f: Little’s law, by two different sums', (load) => {
  const { number, joins: [row], ratio } = queueLengths({ lambda: 2 * load, rates: [1, 1], alike: true, join: () => [1, 0] });
  const found = row.subarray(1).reduce((sum, p) => sum + p, 0) + (row.at(-1)! * ratio) / (1 - ratio);
  expectClose(number, 2 * load * (found + 1), 1e-10);
  expectClose(row[0], 1, 1e-12);
});

test('ties do not matter to equal nodes, but to how busy each is', () => {
  const [random, first] = [jsq(1.4, [1, 1]), jsq(1.4, [1, 1], 'first')];
  for (const key of ['response', 'number', 'response.p99', 'waiting.variance']) expectClose(first.values[key], random.values[key], 1e-10);
  expect(first.others!['P[first node]']).toBeGreaterThan(0.55);
  expectClose(random.others!['P[first node]'], 0.5, 1e-12);
});

test('in heavy traffic two nodes work like one that is twice as fast (Foschini and Salz 1978)', () => {
  const gaps = [0.99, 0.999, 0.9999].map((load) => jsq(2 * load, [1, 1]).values['response'] * 2 * (1 - load) - 1);
  expect(gaps[0]).toBeLessThan(0.011);
  expectClose(gaps[1] / gaps[0], 0.1, 0.02);
  expectClose(gaps[2] / gaps[1], 0.1, 0.02);
});

test('at light load only ties make anybody wait: one node that is busy sends the rest to the other', () => {
  // Two jobs are in service and a third comes: λ³/2 of each, who waits for one service in two.
  const load = 1e-3;
  expectClose(jsq(2 * load, [1, 1]).values['waiting'], 2 * load ** 2, 5e-3);
});

test('overload, and rates too far apart to be solved, are refused', () => {
  expect(() => jsq(2, [1, 1])).toThrow(ParamError);
  expect(() => jsq(90, [100, 1])).toThrow('the nodes are too different at this load');
  for (const fast of [1e9, 1e12]) expect(() => jsq(1, [fast, 1])).toThrow('one rate must not be more than 1000000 times the other');
});

test('only means are known for other orders than fcfs', () => {
  const { values, responseTail } = jsq2.create({ lambda: 1, mu: [1, 1], ties: 'random', discipline: 'size-blind' });
  expect(values['response.variance']).toBeUndefined();
  expect(responseTail).toBeUndefined();
  expectClose(values['response'], jsq(1, [1, 1]).values['response']);
});
