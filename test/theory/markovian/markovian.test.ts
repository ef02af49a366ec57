/** The Markovian queues against one another, against the birth–death chain and against their own tails. */
import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { mmcc } from '../../../src/theory/markovian/mmcc.ts';
import { mmck } from '../../../src/theory/markovian/mmck.ts';
import { mminf } from '../../../src/theory/markovian/mminf.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import type { Prediction } from '../../../src/prediction.ts';
import { queueOf } from './birth-death.ts';
import { expectAgreement, expectClose } from '../close.ts';

const MEANS = ['response', 'waiting', 'number', 'queue', 'utilisation', 'throughput'];
const LEVELS = { p50: 0.5, p90: 0.1, p95: 0.05, p99: 0.01, 'p99.9': 0.001 };
const discipline = 'fcfs' as const;

test.each([1e-6, 0.3, 0.8, 0.95])('against the birth–death chain at load %f', (load) => {
  for (const [servers, mu] of [[1, 1], [1, 3], [2, 0.5], [16, 2]]) {
    const lambda = load * servers * mu;
    expectAgreement(mmc.create({ lambda, mu, servers, discipline }).values, queueOf(lambda, mu, servers, 3000).means, MEANS);
    if (servers === 1) expectAgreement(mm1.create({ lambda, mu, discipline }).values, queueOf(lambda, mu, 1, 3000).means, MEANS);
  }
});

test.each([1e-6, 0.5, 1, 1.3, 20])('M/M/c/K against the birth–death chain at load %f', (load) => {
  for (const [servers, capacity] of [[1, 1], [1, 10], [3, 3], [3, 7], [10, 500]]) {
    const lambda = load * servers * 2;
    const values = mmck.create({ lambda, mu: 2, servers, capacity, discipline }).values;
    expectAgreement(values, queueOf(lambda, 2, servers, capacity).means, [...MEANS, 'loss'], 1e-9);
  }
});

test('M/M/c with one slot is M/M/1, tails and all', () => {
  for (const load of [0.05, 0.5, 0.99]) {
    const one = mm1.create({ lambda: 3 * load, mu: 3, discipline });
    const many = mmc.create({ lambda: 3 * load, mu: 3, servers: 1, discipline });
    expectAgreement(many.values, one.values, Object.keys(one.values), 1e-9);
    for (const t of [0.01, 0.3, 2, 20]) expectClose(many.responseTail!(t), one.responseTail!(t), 1e-9);
  }
});

test('M/M/c/K with much room is M/M/c', () => {
  for (const servers of [1, 4]) {
    const wide = mmc.create({ lambda: 0.8 * servers, mu: 1, servers, discipline });
    const bounded = mmck.create({ lambda: 0.8 * servers, mu: 1, servers, capacity: 400, discipline });
    expectAgreement(bounded.values, wide.values, Object.keys(wide.values), 1e-9);
    expect(bounded.values['loss']).toBeLessThan(1e-30);
    for (const t of [0.1, 1, 10, 50]) expectClose(bounded.responseTail!(t), wide.responseTail!(t), 1e-9);
  }
});

test('M/M/c/K without waiting room is Erlang B', () => {
  for (const lambda of [0.1, 5, 50]) {
    const bounded = mmck.create({ lambda, mu: 0.7, servers: 6, capacity: 6, discipline });
    const { 'waiting.variance': _, slowdown: __, ...values } = mmcc.create({ lambda, mu: 0.7, servers: 6 }).values;
    expectAgreement(bounded.values, values, Object.keys(values).filter((key) => key !== 'waiting'));
    expect(bounded.values['waiting']).toBe(0);
    for (const t of [0.1, 1, 9]) expectClose(bounded.responseTail!(t), Math.exp(-0.7 * t), 1e-10);
  }
});

test.each([0.2, 0.8, 0.97])('P[wait] at load %f: of the jobs that come in, those that find all slots busy', (load) => {
  for (const servers of [1, 3]) {
    const lambda = load * servers;
    const waits = (p: readonly number[]) => p.slice(servers).reduce((sum, x) => sum + x, 0);
    const open = servers === 1 ? mm1.create({ lambda, mu: 1, discipline }) : mmc.create({ lambda, mu: 1, servers, discipline });
    expectClose(open.others!['P[wait]'], waits(queueOf(lambda, 1, servers, 3000).p));
    const { p } = queueOf(lambda, 1, servers, 8);
    expectClose(mmck.create({ lambda, mu: 1, servers, capacity: 8, discipline }).others!['P[wait]'], waits(p.slice(0, 8)) / (1 - p[8]));
  }
});

test('P[wait] is that of fcfs: under other orders that ignore sizes, such as ps, it is another', () => {
  for (const order of ['fcfs', 'size-blind'] as const) {
    const predictions = [
      mm1.create({ lambda: 0.5, mu: 1, discipline: order }),
      mmc.create({ lambda: 1, mu: 1, servers: 2, discipline: order }),
      mmck.create({ lambda: 1, mu: 1, servers: 2, capacity: 4, discipline: order }),
    ];
    for (const { others = {} } of predictions) expect('P[wait]' in others).toBe(order === 'fcfs');
  }
});

test('M/G/∞ is M/M/c with more slots than are ever used', () => {
  const { values } = mminf.create({ lambda: 6, mu: 2 });
  expectAgreement(values, mmc.create({ lambda: 6, mu: 2, servers: 60, discipline }).values, ['response', 'number', 'throughput']);
  expect(values['utilisation']).toBeUndefined();
});

function erlangTail(stages: number, x: number): number {
  let [term, sum] = [Math.exp(-x), 0];
  for (let k = 0; k < stages; k++, term *= x / k) sum += term;
  return sum;
}

test('M/M/1/K response is a mixture of Erlang distributions', () => {
  const [lambda, mu, capacity] = [1.5, 1, 5];
  const { p, means } = queueOf(lambda, mu, 1, capacity);
  const { responseTail } = mmck.create({ lambda, mu, servers: 1, capacity, discipline });
  for (const t of [0, 0.2, 1, 4, 15]) {
    let tail = 0;
    for (let n = 0; n < capacity; n++) tail += (p[n] / (1 - means.loss)) * erlangTail(n + 1, mu * t);
    expectClose(responseTail!(t), tail, 1e-11);
  }
});

describe.each<[string, Prediction]>([
  ['M/M/1', mm1.create({ lambda: 1.8, mu: 2, discipline })],
  ['M/M/3', mmc.create({ lambda: 2.5, mu: 1, servers: 3, discipline })],
  ['M/M/2 where cμ−λ = μ', mmc.create({ lambda: 1, mu: 1, servers: 2, discipline })],
  ['M/M/2 where cμ−λ is nearly μ', mmc.create({ lambda: 1 + 1e-9, mu: 1, servers: 2, discipline })],
  ['M/M/3/8', mmck.create({ lambda: 3.5, mu: 1, servers: 3, capacity: 8, discipline })],
])('the response tail of %s', (_, { values, responseTail }) => {
  const far = 60 * values['response'];

  test('integrates to the mean and the variance', () => {
    expectClose(integrate(responseTail!, 0, far, { width: far / 64 }), values['response'], 1e-9);
    const second = 2 * integrate((t) => t * responseTail!(t), 0, far, { width: far / 64 });
    expectClose(second - values['response'] ** 2, values['response.variance'], 1e-8);
  });

  test('is the inverse of the percentiles, and falls from 1', () => {
    for (const [level, tail] of Object.entries(LEVELS)) expectClose(responseTail!(values[`response.${level}`]), tail, 1e-9);
    expectClose(responseTail!(0), 1, 1e-12);
    for (let t = 0; t < far; t += far / 50) expect(responseTail!(t + far / 50)).toBeLessThan(responseTail!(t));
  });
});

test('waiting percentiles are 0 while fewer than that fraction wait', () => {
  const { values } = mm1.create({ lambda: 0.4, mu: 1, discipline });
  expect(values['waiting.p50']).toBe(0);
  expectClose(0.4 * Math.exp(-0.6 * values['waiting.p90']), 0.1);
  const finite = mmck.create({ lambda: 2, mu: 1, servers: 3, capacity: 9, discipline }).values;
  expect(finite['waiting.p50']).toBe(0);
  expect(finite['waiting.p95']).toBeGreaterThan(0);
});

test('only means where the discipline is not known to be fcfs', () => {
  for (const formula of [mm1, mmc, mmck]) {
    const prediction = formula.create(formula.params.parse({ ...formula.examples[0].params, discipline: 'size-blind' }) as never);
    expect(Object.keys(prediction.values).filter((key) => key.includes('.'))).toEqual([]);
    expect(prediction.responseTail).toBeUndefined();
  }
});

test('near load 1 the mean is still right', () => {
  expectClose(mm1.create({ lambda: 1 - 1e-9, mu: 1, discipline }).values['response'], 1e9, 1e-6);
  const { values } = mmc.create({ lambda: 1e5 * (1 - 1e-6), mu: 1, servers: 1e5, discipline });
  for (const [key, value] of Object.entries(values)) expect(Number.isFinite(value), key).toBe(key !== 'slowdown');
});

test('a million slots, or room for as many, lose no digits', () => {
  for (const load of [0.9, 1, 1.1]) {
    const { values } = mmck.create({ lambda: load, mu: 1, servers: 1, capacity: 1e6, discipline });
    for (const [key, number] of Object.entries(values)) expect(Number.isFinite(number), key).toBe(key !== 'slowdown');
    if (load === 1) expectClose(values['number'], 5e5, 1e-9);
    if (load === 1) expectClose(values['loss'], 1 / (1e6 + 1), 1e-9);
  }
  // With 10^5 idle slots nobody waits: the square root of the load is a hundredth of them.
  expectClose(mmc.create({ lambda: 9e5, mu: 1, servers: 1e6, discipline }).values['response'], 1, 1e-9);
});

test('an overload is refused, with the parameter to blame', () => {
  for (const lambda of [1, 1.0000001, 7]) {
    expect(() => mm1.create({ lambda, mu: 1, discipline })).toThrow(ParamError);
    expect(() => mmc.create({ lambda: 3 * lambda, mu: 1, servers: 3, discipline })).toThrow(/load λ\/\(cμ\) = .* is not below 1/);
  }
  expect(() => mmck.create({ lambda: 1, mu: 1, servers: 4, capacity: 3, discipline })).toThrow('capacity 3 is less than the 4 slots');
  expect(() => mm1.steps({ lambda: 2, mu: 1, discipline })).toThrow(ParamError);
  for (const lambda of [0, -1, Number.NaN, Infinity]) expect(mm1.params.safeParse({ lambda, mu: 1 }).success).toBe(false);
});
