import { expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { geometric } from '../../../src/random/distributions/geometric.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { batchMm1 } from '../../../src/theory/markovian/batch-mm1.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { expectAgreement, expectClose } from '../close.ts';

const discipline = 'fcfs' as const;
const uneven = discrete.create({ values: [1, 3, 4], probabilities: [0.5, 0.2, 0.3] });

const of = (batch: Distribution, lambda = 0.5) => batchMm1.create({ lambda, batch, mu: 1, discipline });

function erlangTail(stages: number, x: number): number {
  let [term, sum] = [Math.exp(-x), 0];
  for (let k = 0; k < stages; k++, term *= x / k) sum += term;
  return sum;
}

test.each<[string, Distribution, number]>([
  ['of two', deterministic.create({ value: 2 }), 0.5],
  ['of 1, 3 or 4', uneven, 0.7],
  ['geometric', geometric.create({ mean: 2.5 }), 0.6],
])('batches %s at load %#: against the chain, and jobs against their places in their batches', (_, batch, load) => {
  const [mu, last] = [2, 400];
  const chance = (n: number) => batch.cdf(n) - batch.cdf(n - 1);
  const rate = (load * mu) / batch.mean;
  const sizes = Array.from({ length: 100 }, (__, i) => i + 1).filter((n) => chance(n) > 0);
  const { states, chain } = explore(0, (n) => [...sizes.filter((size) => n + size <= last).map((size) => [n + size, rate * chance(size)] as const), ...(n > 0 ? [[n - 1, mu] as const] : [])]);
  const p = stationary(chain);
  const number = states.reduce((sum, n, i) => sum + p[i] * n, 0);
  const { values, others, responseTail } = batchMm1.create({ lambda: load * mu, batch, mu, discipline });
  expectAgreement(values, { number, response: number / (load * mu), utilisation: load }, ['number', 'response', 'utilisation'], 1e-10);
  // Of E[X] jobs a batch, the k-th is behind k − 1 others and whoever was there.
  const over = (value: (ahead: number) => number) =>
    states.reduce((sum, n, i) => sum + p[i] * sizes.reduce((all, size) => all + (chance(size) / batch.mean) * Array.from({ length: size }, (__, k) => value(n + k)).reduce((a, b) => a + b, 0), 0), 0);
  expectClose(others!['P[wait]'], over((ahead) => (ahead > 0 ? 1 : 0)));
  for (const t of [0.2, 1, 6]) expectClose(responseTail!(t), over((ahead) => erlangTail(ahead + 1, mu * t)), 1e-10);
  const mean = over((ahead) => ahead + 1) / mu;
  expectClose(values['response'], mean, 1e-10);
  expectClose(values['response.variance'], over((ahead) => (ahead + 1) * (ahead + 2)) / mu ** 2 - mean ** 2, 1e-9);
});

test('batches of one are M/M/1', () => {
  for (const load of [1e-6, 0.5, 0.99]) {
    const [one, queue] = [batchMm1.create({ lambda: load, batch: deterministic.create({ value: 1 }), mu: 1, discipline }), mm1.create({ lambda: load, mu: 1, discipline })];
    expectAgreement(one.values, queue.values, Object.keys(queue.values), 1e-9);
  }
});

test('geometric batches are M/M/1 seen through a geometric number of jobs', () => {
  // E[N] = ρ m/(1−ρ) for geometric batches of mean m, since (1 + E[X²]/E[X])/2 = m.
  const { values } = batchMm1.create({ lambda: 0.9, batch: geometric.create({ mean: 7 }), mu: 1, discipline });
  expectClose(values['number'], 63);
  // The response is exponential then: a geometric number of services.
  expectClose(values['response.variance'], values['response'] ** 2, 1e-9);
});

test('means alone for batches that are now and then huge, and not under another order', () => {
  const wild = discrete.create({ values: [1, 1e6], probabilities: [1 - 1e-6, 1e-6] });
  const { values, responseTail } = batchMm1.create({ lambda: 0.5, batch: wild, mu: 1, discipline });
  expectClose(values['waiting'], (0.5 + (wild.moment(2) / wild.mean - 1) / 2) / 0.5);
  expect(responseTail).toBeUndefined();
  expect(batchMm1.create({ lambda: 0.5, batch: uneven, mu: 1, discipline: 'size-blind' }).values['response.p50']).toBeUndefined();
});

test('refusals', () => {
  expect(() => of(uneven, 1)).toThrow('load λ/μ = 1 is not below 1');
  for (const batch of [deterministic.create({ value: 1.5 }), deterministic.create({ value: 0 }), uniform.create({ min: 1, max: 2 })]) expect(() => of(batch)).toThrow('whole number of jobs, 1 or more');
});
