import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { randomSplit } from '../../../src/theory/dispatching/random-split.ts';
import { roundRobinSplit } from '../../../src/theory/dispatching/round-robin-split.ts';
import { weightedSplit } from '../../../src/theory/dispatching/weighted-split.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectAgreement, expectClose } from '../close.ts';

const roundRobin = (nodes: number, load: number) => roundRobinSplit.create({ lambda: nodes * load, mu: 1, nodes, discipline: 'fcfs' });

test.each([
  [2, 0.5],
  [3, 0.8],
  [10, 0.7],
])('round robin over %i nodes at load %f: against the chain of one node and the turn', (nodes, load) => {
  const { states, chain } = explore<readonly [jobs: number, turn: number]>([0, 0], function* ([jobs, turn]) {
    if (turn + 1 < nodes) yield [[jobs, turn + 1], nodes * load];
    else if (jobs < 200) yield [[jobs + 1, 0], nodes * load];
    if (jobs > 0) yield [[jobs - 1, turn], 1];
  });
  const p = stationary(chain);
  const mean = (value: (jobs: number, turn: number) => number) => states.reduce((sum, [jobs, turn], i) => sum + p[i] * value(jobs, turn), 0);
  const { values, others } = roundRobin(nodes, load);
  expectClose(values['number'], nodes * mean((jobs) => jobs), 1e-10);
  expectClose(values['queue'], nodes * mean((jobs) => Math.max(0, jobs - 1)), 1e-9);
  // Arrivals are seen by the node at the last turn.
  expectClose(others!['P[wait]'], nodes * mean((jobs, turn) => (turn === nodes - 1 && jobs > 0 ? 1 : 0)), 1e-10);
});

test('ever more nodes in turn see ever more regular gaps: D/M/1', () => {
  // σ = e^(−(1−σ)/ρ) at ρ = 0.5, by iteration.
  let sigma = 0.2;
  for (let i = 0; i < 100; i++) sigma = Math.exp((sigma - 1) / 0.5);
  expectClose(roundRobin(1e6, 0.5).others!['P[wait]'], sigma, 1e-5);
});

test('near load 1 round robin has (1 + 1/n)/2 of the wait of a random split', () => {
  for (const n of [2, 5]) expectClose(roundRobin(n, 1 - 1e-7).values['waiting'] * 1e-7, (1 + 1 / n) / 2, 1e-6);
  expect(roundRobin(4, 1 - 1e-12).values['response']).toBeGreaterThan(1e11);
  expectClose(roundRobin(4, 1e-9).values['response'], 1, 1e-12);
});

test('two nodes near load 1: the root of a quadratic, without cancellation', () => {
  for (const spare of [1e-3, 1e-6, 1e-9, 1e-12]) {
    // With r = λ/μ and x = μ(1−σ)/λ: 2 + x = r(1+x)².
    const r = 2 * (1 - spare);
    const x = (2 * (2 - r)) / (2 * r - 1 + Math.sqrt(1 + 4 * r));
    expectClose(roundRobin(2, 1 - spare).values['response'], 1 / (r * x), 1e-13);
  }
});

test('round robin is never worse than a random split', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.01, max: 0.999, noNaN: true }), (nodes, load) => {
      expect(roundRobin(nodes, load).values['response']).toBeLessThanOrEqual((1 / (1 - load)) * (1 + 1e-12));
    }),
  );
});

test('equal shares and rates are the random split', () => {
  const weighted = weightedSplit.create({ lambda: 2, shares: [0.25, 0.25, 0.25, 0.25], mu: [0.7, 0.7, 0.7, 0.7] }).values;
  const random = randomSplit.create(randomSplit.params.parse({ lambda: 2, mu: 0.7, nodes: 4 })).values;
  expectAgreement(weighted, random, Object.keys(random).filter((key) => key !== 'slowdown'), 1e-12);
});

test('a split of all jobs to one node leaves the other idle', () => {
  const { values } = weightedSplit.create({ lambda: 0.5, shares: [1, 0], mu: [1, 3] });
  expectClose(values['response'], 2);
  expectClose(values['utilisation'], 0.25);
});

test('what is refused: rates that are too few, and one node that is overloaded while the others are not', () => {
  expect(() => weightedSplit.create({ lambda: 1, shares: [0.5, 0.5], mu: [1] })).toThrow(ParamError);
  expect(() => weightedSplit.create({ lambda: 1, shares: [0.9, 0.1], mu: [0.5, 10] })).toThrow(ParamError);
  expect(() => roundRobin(3, 1)).toThrow(ParamError);
});
