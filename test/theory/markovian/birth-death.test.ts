import fc from 'fast-check';
import { expect, test } from 'vitest';
import { birthDeath } from '../../../src/theory/markovian/birth-death.ts';
import { discouraged } from '../../../src/theory/markovian/discouraged.ts';
import { machineRepair } from '../../../src/theory/markovian/machine-repair.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { mmck } from '../../../src/theory/markovian/mmck.ts';
import { erlangA } from '../../../src/theory/markovian/erlang-a.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { birthDeath as chain } from './birth-death.ts';

const MEANS = ['response', 'number', 'throughput'];
const discipline = 'fcfs' as const;
const at = (rates: readonly number[], n: number) => rates[Math.min(n, rates.length - 1)];
const by = (arrivals: number[], services: number[]) => birthDeath.create({ arrivals, services });

test('the Markovian queues are its cases', () => {
  expectAgreement(by([2.7], [3]).values, mm1.create({ lambda: 2.7, mu: 3, discipline }).values, MEANS, 1e-12);
  expectAgreement(by([5], [2, 4, 6]).values, mmc.create({ lambda: 5, mu: 2, servers: 3, discipline }).values, MEANS, 1e-12);
  expectAgreement(by([5, 5, 5, 5, 5, 0], [2, 4]).values, mmck.create({ lambda: 5, mu: 2, servers: 2, capacity: 5, discipline }).values, MEANS, 1e-12);
  expectAgreement(by([3, 2, 1, 0], [4]).values, machineRepair.create({ population: 3, think: 1, mu: 4, servers: 1, discipline }).values, MEANS, 1e-12);
});

test('against the truncated chain, whatever the rates', () => {
  const rate = fc.double({ min: 0.1, max: 10, noNaN: true });
  const lists = fc.tuple(fc.array(rate, { minLength: 1, maxLength: 8 }), fc.array(rate, { minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(lists, fc.double({ min: 0.01, max: 0.9, noNaN: true }), ([arrivals, services], ratio) => {
      const up = [...arrivals, ratio * services[services.length - 1]];
      const p = chain(600, (n) => at(up, n), (n) => at(services, n - 1));
      const mean = (value: (n: number) => number) => p.reduce((sum, x, n) => sum + x * value(n), 0);
      const { values, others } = by(up, services);
      const number = mean((n) => n);
      expectClose(values['number'], number, 1e-10);
      expectClose(values['throughput'], mean((n) => at(up, n)), 1e-10);
      expectClose(others!['Var N'], mean((n) => (n - number) ** 2), 1e-9);
      expectClose(others!['P[N = 0]'], p[0], 1e-10);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('rates over many decades do not overflow', () => {
  const { values } = by([...Array.from({ length: 200 }, () => 1e6), 1], [...Array.from({ length: 200 }, () => 1e-6), 2]);
  // All but surely 200 or more are there, and from there it is M/M/1 at load 1/2: 200 + 1.
  expectClose(values['number'], 201, 1e-11);
});

test('more jobs than are computed are refused at once', () => {
  expect(() => erlangA.create({ lambda: 1e9, mu: 2, servers: 3, theta: 2 })).toThrow('more than 1000000 jobs at a time are likely');
  expect(() => discouraged.create({ lambda: 1, mu: 1e-12 })).toThrow('more than 1000000 jobs at a time are likely');
}, 1500);

test('refusals', () => {
  expect(() => by([2], [2])).toThrow(/load λ\/μ beyond the lists = 1 is not below 1/);
  expect(() => by([0, 1], [2])).toThrow('the first arrival rate must be above 0');
  expect(by([1, 0, 5], [1]).values['number']).toBe(0.5);
});

function erlangTail(stages: number, x: number): number {
  let [term, sum] = [Math.exp(-x), 0];
  for (let k = 0; k < stages; k++, term *= x / k) sum += term;
  return sum;
}

test.each([1e-6, 0.7, 3, 40])('discouraged arrivals with a = %f: against the chain, the response against a mixture of Erlang distributions', (a) => {
  const mu = 2;
  const p = chain(300, (n) => (a * mu) / (n + 1), () => mu);
  const { values, others, responseTail } = discouraged.create({ lambda: a * mu, mu });
  const busy = p.slice(1).reduce((sum, x) => sum + x, 0);
  const number = p.reduce((sum, x, n) => sum + n * x, 0);
  const queue = p.reduce((sum, x, n) => sum + Math.max(0, n - 1) * x, 0);
  expectAgreement(values, { number, queue, utilisation: busy, throughput: mu * busy, waiting: queue / mu / busy, response: number / mu / busy }, ['number', 'queue', 'utilisation', 'throughput', 'waiting', 'response'], 1e-9);
  // A job that comes finds n with probability p(n+1)/(1−p(0)), and stays for n + 1 services.
  for (const t of [0.1, 1, 10]) expectClose(responseTail!(t), p.slice(1).reduce((sum, x, n) => sum + (x / busy) * erlangTail(n + 1, mu * t), 0), 1e-9);
  const mean = p.slice(1).reduce((sum, x, n) => sum + (x / busy) * (n + 1), 0);
  const second = p.slice(1).reduce((sum, x, n) => sum + (x / busy) * (n + 1) * (n + 2), 0);
  expectClose(values['response.variance'], (second - mean ** 2) / mu ** 2, 1e-9);
  expectClose(values['waiting.variance'], values['response.variance'] - 1 / mu ** 2, a < 0.01 ? 1e-4 : 1e-9);
  expectClose(others!['P[wait]'], 1 - p[1] / busy, a < 0.01 ? 1e-8 : 1e-10);
});
