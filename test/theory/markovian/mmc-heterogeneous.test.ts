import { expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { mmck } from '../../../src/theory/markovian/mmck.ts';
import { mmcHeterogeneous } from '../../../src/theory/markovian/mmc-heterogeneous.ts';
import { expectAgreement, expectClose } from '../close.ts';

const discipline = 'fcfs' as const;

/** Every slot by itself, as a bit, and the queue up to `most`: the fastest free slot is that of the lowest bit. */
function bySlots(lambda: number, rates: readonly number[], most: number) {
  const c = rates.length;
  const everyone = 2 ** c - 1;
  const { states, chain } = explore<readonly [busy: number, queue: number]>([0, 0], ([busy, queue]) => {
    const moves: (readonly [readonly [number, number], number])[] = [];
    const free = rates.findIndex((_, slot) => !(busy & (1 << slot)));
    if (free >= 0) moves.push([[busy | (1 << free), 0], lambda]);
    else if (queue < most) moves.push([[busy, queue + 1], lambda]);
    for (const [slot, rate] of rates.entries()) if (busy & (1 << slot)) moves.push([queue > 0 ? [busy, queue - 1] : [busy & ~(1 << slot), 0], rate]);
    return moves;
  });
  const p = stationary(chain);
  const mean = (value: (busy: number, queue: number) => number) => states.reduce((sum, [busy, queue], i) => sum + p[i] * value(busy, queue), 0);
  const used = mean((busy) => rates.filter((_, slot) => busy & (1 << slot)).length);
  const queue = mean((_, waiting) => waiting);
  const loss = mean((busy, waiting) => (busy === everyone && waiting === most ? 1 : 0));
  const throughput = lambda * (1 - loss);
  const wait = mean((busy, waiting) => (busy === everyone && waiting < most ? 1 : 0)) / (1 - loss);
  return { queue, number: used + queue, utilisation: used / c, throughput, response: (used + queue) / throughput, waiting: queue / throughput, loss, 'P[wait]': wait };
}

const KEYS = ['queue', 'number', 'utilisation', 'throughput', 'response', 'waiting', 'P[wait]'];

test.each<[number, number[]]>([
  [0.5, [3, 1]],
  [3.5, [3, 1]],
  [4, [2, 1.5, 1, 0.2, 0.2]],
  [1e-3, [5, 2, 2]],
])('load %f on slots of rates %j: against the chain of every slot and the queue', (lambda, rates) => {
  const { values, others } = mmcHeterogeneous.create({ lambda, rates: rates.toReversed(), discipline });
  expectAgreement({ ...values, ...others }, bySlots(lambda, rates, 400), KEYS, 1e-11);
});

test.each<[number, number[], number]>([
  [3, [3, 1], 2],
  [3, [3, 1], 9],
  [40, [4, 2, 1], 8],
  [4, [3, 1], 7],
])('rate %f on %j with room for %i: against the chain, loss too', (lambda, rates, capacity) => {
  const { values, others } = mmcHeterogeneous.create({ lambda, rates, capacity, discipline });
  expectAgreement({ ...values, ...others }, bySlots(lambda, rates, capacity - rates.length), [...KEYS, 'loss'].filter((key) => key !== 'P[wait]' || capacity > rates.length), 1e-11);
});

test('equal slots are M/M/c and M/M/c/K, tails and all', () => {
  const rates = [0.7, 0.7, 0.7, 0.7];
  const [unequal, equal] = [mmcHeterogeneous.create({ lambda: 2.5, rates, discipline }), mmc.create({ lambda: 2.5, mu: 0.7, servers: 4, discipline })];
  expectAgreement(unequal.values, equal.values, Object.keys(equal.values), 1e-9);
  for (const t of [0.1, 2, 20]) expectClose(unequal.responseTail!(t), equal.responseTail!(t), 1e-10);
  const finite = mmck.create({ lambda: 9, mu: 0.7, servers: 4, capacity: 12, discipline: 'size-blind' });
  expectAgreement(mmcHeterogeneous.create({ lambda: 9, rates, capacity: 12, discipline }).values, finite.values, Object.keys(finite.values), 1e-11);
});

test('the response tail belongs to the mean, the variance and the percentiles', () => {
  const { values, responseTail } = mmcHeterogeneous.create({ lambda: 4, rates: [4, 1, 0.25], discipline });
  const far = 100 * values['response'];
  expectClose(integrate(responseTail!, 0, far, { width: far / 64 }), values['response'], 1e-10);
  expectClose(2 * integrate((t) => t * responseTail!(t), 0, far, { width: far / 64 }) - values['response'] ** 2, values['response.variance'], 1e-9);
  for (const [key, tail] of [['p50', 0.5], ['p99', 0.01]] as const) expectClose(responseTail!(values[`response.${key}`]), tail, 1e-9);
});

test('the slow server problem: at low load the slow slot does harm, at high load it helps', () => {
  // With the fast slot alone it is M/M/1: E[T] = 1/(μ₁ − λ).
  const [low, high] = [2, 9.5].map((lambda) => mmcHeterogeneous.create({ lambda, rates: [10, 1], discipline }).values['response']);
  expect(low).toBeGreaterThan(1 / 8);
  expect(high).toBeLessThan(1 / 0.5);
});

test('ten different slots; near load 1; refusals', () => {
  const rates = Array.from({ length: 10 }, (_, i) => 1 + i / 10);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  // Near load 1 the queue is that of one slot as fast as all: E[W] (μ − λ) → 1.
  expectClose(mmcHeterogeneous.create({ lambda: total * (1 - 1e-7), rates, discipline }).values['waiting'] * total * 1e-7, 1, 1e-4);
  expect(() => mmcHeterogeneous.create({ lambda: total, rates, discipline })).toThrow(ParamError);
  expect(() => mmcHeterogeneous.create({ lambda: 1, rates: [...rates, 3, 4], discipline })).toThrow('can be busy in 4096 ways');
  expect(() => mmcHeterogeneous.create({ lambda: 1, rates: [1, 2], capacity: 1, discipline })).toThrow('capacity 1 is less than the 2 slots');
});
