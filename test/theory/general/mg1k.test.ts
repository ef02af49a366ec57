import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1k } from '../../../src/theory/general/mg1k.ts';
import { stationaryNumber } from '../../../src/theory/general/mg1k-states.ts';
import { mmck } from '../../../src/theory/markovian/mmck.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectAgreement, expectClose } from '../close.ts';

const room = (lambda: number, size: Distribution, capacity: number) => mg1k.create({ lambda, size, capacity, speed: 1 });

test.each([0.05, 0.9, 1, 3])('exponential sizes: M/M/1/K, load %f', (load) => {
  for (const capacity of [1, 2, 7, 60, 700]) {
    const wanted = mmck.create(mmck.params.parse({ lambda: load, mu: 1, servers: 1, capacity })).values;
    const { values } = room(load, exponential.create({ mean: 1 }), capacity);
    expectAgreement(values, wanted, ['throughput', 'number', 'queue', 'response', 'waiting', 'utilisation'], 1e-9);
    // Losses too rare for a double are not asked for.
    if (wanted['loss'] > 1e-30) expectClose(values['loss'], wanted['loss'], 1e-9, `loss ${capacity}`);
  }
});

test.each([0.6, 1.5])('erlang sizes against the chain of stages, load %f', (load) => {
  const [stages, capacity] = [3, 8];
  // [jobs, stages done of the job in service].
  const outOf = ([n, done]: readonly [number, number]): [readonly [number, number], number][] => [
    ...(n < capacity ? [[[n + 1, done], load] as [readonly [number, number], number]] : []),
    ...(n > 0 ? [[done + 1 < stages ? [n, done + 1] : [n - 1, 0], stages] as [readonly [number, number], number]] : []),
  ];
  const { states, chain } = explore<readonly [number, number]>([0, 0], outOf);
  const p = stationary(chain);
  const number = states.reduce((sum, [n], i) => sum + n * p[i], 0);
  const loss = states.reduce((sum, [n], i) => sum + (n === capacity ? p[i] : 0), 0);
  const { values } = room(load, erlang.create({ k: stages, mean: 1 }), capacity);
  expectClose(values['number'], number, 1e-9);
  expectClose(values['loss'], loss, 1e-9);
});

const SIZES: readonly [string, Distribution][] = [
  ['deterministic', deterministic.create({ value: 1 })],
  ['two values', discrete.create({ values: [0.5, 5], probabilities: [8 / 9, 1 / 9] })],
  ['uniform', uniform.create({ min: 0, max: 2 })],
  ['lognormal', lognormal.create({ mean: 1, scv: 0.5 })],
  ['bounded pareto', boundedPareto.create({ shape: 1.5, min: 0.4, max: 40 })],
];

describe.each(SIZES)('%s sizes', (_, size) => {
  test('what is served keeps the slot busy, and the loss is that of M/G/1 cut off', () => {
    const lambda = 0.7 / size.mean;
    const p = stationaryNumber(lambda, size, 10);
    expectClose(lambda * (1 - p[10]) * size.mean, 1 - p[0], 1e-11);
    // Up to K−1 states are as in M/G/1, but for a factor: from a much larger room, in which nothing is lost.
    const wide = stationaryNumber(lambda, size, 900);
    const beyond = wide.subarray(10).reduce((sum, value) => sum + value, 0);
    if (wide[900] < 1e-14) expectClose(p[10], (0.3 * beyond) / (1 - 0.7 * beyond), 1e-9);
    expectClose(p[3] / p[0], wide[3] / wide[0], 1e-11);
  });

  test('with much room it is M/G/1', () => {
    const lambda = 0.4 / size.mean;
    const { values } = room(lambda, size, 900);
    const wanted = mg1.create({ lambda, size, speed: 1, discipline: 'size-blind' }).values;
    expectAgreement(values, wanted, ['waiting', 'number', 'throughput'], 1e-8);
  });

  test('with no room to wait only the mean size counts', () => {
    for (const load of [0.2, 5]) expectClose(room(load / size.mean, size, 1).values['loss'], load / (1 + load), 1e-11);
  });
});

test('hardly any loss keeps its digits, and overload its order', () => {
  // P[two or more arrivals while one of 1e-4 is served …]: M/D/1/2 has loss ρ²/2 to first order.
  expectClose(room(1e-6, deterministic.create({ value: 1 }), 2).values['loss'], 0.5e-12, 1e-5);
  const flooded = room(50, deterministic.create({ value: 1 }), 300).values;
  expectClose(flooded['throughput'], 1, 1e-12);
  expectClose(flooded['loss'], 0.98, 1e-12);
});

test('sizes without variance are fine where room is finite; without a mean they are refused', () => {
  const { values } = room(0.5, pareto.create({ shape: 1.2, mean: 1 }), 5);
  expectClose(values['throughput'], values['utilisation'], 1e-9);
  expect(values['waiting']).toBeLessThan(Infinity);
  expect(() => room(0.5, pareto.create({ shape: 0.8, min: 1 }), 5)).toThrow('without a mean');
  expect(() => room(0.5, exponential.create({ mean: 1 }), 2000)).toThrow('beyond 1000');
});

test('services that are never without arrivals: with equal sizes x the slot never rests, and 1/x of the jobs are served', () => {
  const { values, others } = room(1, deterministic.create({ value: 800 }), 4);
  // As it leaves three behind, almost always, room for the next is taken at once: the fourth place is free 1 of 800 time units.
  expectAgreement(values, { loss: 1 - 1 / 800, utilisation: 1, throughput: 1 / 800, number: 4 - 1 / 800 }, ['loss', 'utilisation', 'throughput', 'number'], 1e-12);
  expect(others).toEqual({ 'P[wait]': 1 });
});
