import { describe, expect, test } from 'vitest';
import { gordonNewell } from '../../../src/theory/networks/gordon-newell.ts';
import { mva } from '../../../src/theory/networks/mva.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { solveChain } from './network-chain.ts';

const ring = (n: number) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (j === (i + 1) % n ? 1 : 0)));

describe('against the chain itself', () => {
  test.each([
    ['central server', [{ mu: 3, servers: 1 }, { mu: 1, servers: 1 }, { mu: 1.5, servers: 1 }], [[0.1, 0.5, 0.4], [1, 0, 0], [1, 0, 0]], 6],
    ['several slots and a delay', [{ mu: 0.2, servers: Infinity }, { mu: 1, servers: 2 }, { mu: 0.7, servers: 3 }], [[0, 0.7, 0.3], [0.5, 0.1, 0.4], [1, 0, 0]], 7],
    ['one job', [{ mu: 1, servers: 4 }, { mu: 2, servers: 1 }], [[0.5, 0.5], [1, 0]], 1],
    ['a station that is far too fast', [{ mu: 1, servers: 1 }, { mu: 1e6, servers: 2 }], [[0, 1], [1, 0]], 5],
  ] as const)('%s', (_, stations, routing, population) => {
    const { classes, values } = gordonNewell.create({ stations, routing, population });
    for (const [i, wanted] of solveChain({ stations, routing, population }).stations.entries()) {
      expectClose(classes![i].values['number'], wanted.number, 1e-11);
      expectClose(classes![i].values['queue'], wanted.queue, 1e-9);
      expectClose(classes![i].values['throughput'], wanted.busy * stations[i].mu, 1e-11);
    }
    expectClose(values['throughput'], classes![0].values['throughput'], 1e-14);
  });
});

test('balanced networks: X = N/(N + M − 1)/D, from one job to many', () => {
  for (const [stations, population] of [[1, 5], [2, 1], [10, 3], [100, 1000], [200, 10_000], [3, 1e6]]) {
    const { values } = gordonNewell.create({ stations: Array.from({ length: stations }, () => ({ mu: 2, servers: 1 })), routing: ring(stations), population });
    expectClose(values['throughput'], (2 * population) / (population + stations - 1), 1e-10);
  }
});

test('many jobs: the bottleneck holds them all, and the others are M/M/1', () => {
  const { classes, values } = gordonNewell.create({ stations: [{ mu: 1, servers: 1 }, { mu: 2, servers: 1 }, { mu: 0.5, servers: Infinity }], routing: ring(3), population: 5000 });
  expectClose(values['throughput'], 1, 1e-12);
  expectClose(classes![1].values['number'], 1, 1e-9);
  expectClose(classes![2].values['number'], 2, 1e-9);
  expectClose(classes![0].values['number'], 4997, 1e-9);
});

test('thousands of jobs that think for long: as mean value analysis, and nothing under- or overflows', () => {
  for (const [think, population] of [[1e4, 3000], [1, 3000], [2999, 3000], [1e-6, 50]]) {
    const said = gordonNewell.create({ stations: [{ mu: 1 / think, servers: Infinity }, { mu: 1, servers: 1 }, { mu: 2, servers: 1 }], routing: ring(3), population });
    const wanted = mva.create({ classes: [{ population, think }], stations: [{ servers: 1, demands: [1] }, { servers: 1, demands: [0.5] }] });
    expectClose(said.values['throughput'], wanted.values['throughput'], 1e-10);
    expectAgreement(said.classes![1].values, wanted.classes![1].values, ['number', 'queue', 'utilisation'], 1e-9);
  }
});

test('numbers add up to N, and a cycle is what the visits take', () => {
  const { values, classes } = gordonNewell.create({ stations: [{ mu: 3, servers: 2 }, { mu: 0.5, servers: 1 }, { mu: 1, servers: Infinity }], routing: [[0.2, 0.3, 0.5], [1, 0, 0], [0, 0.4, 0.6]], population: 40 });
  expectClose(classes!.reduce((sum, one) => sum + one.values['number'], 0), 40, 1e-12);
  const cycle = classes!.reduce((sum, one) => sum + (one.values['throughput'] / values['throughput']) * one.values['response'], 0);
  expectClose(values['response'], cycle, 1e-12);
});

test('refuses ways that do not close', () => {
  const stations = [{ mu: 1, servers: 1 }, { mu: 1, servers: 1 }];
  expect(() => gordonNewell.create({ stations, routing: [[0, 0.9], [1, 0]], population: 2 })).toThrow('must sum to 1 in a closed network, not to 0.9');
  expect(() => gordonNewell.create({ stations, routing: [[0, 1], [0, 1]], population: 2 })).toThrow('there is no way from station 1 to station 2 and back');
  expect(() => gordonNewell.create({ stations: [stations[0], { mu: 1, servers: 2 }], routing: ring(2), population: 1e5 })).toThrow('100000 jobs are more than this formula is computed for');
  // Four seconds it would take.
  expect(() => gordonNewell.create({ stations: [stations[0], { mu: 1, servers: Infinity }], routing: ring(2), population: 20_000 })).toThrow('20000 jobs are more than this formula is computed for');
  expect(() => gordonNewell.create({ stations, routing: [[1, 5e-324], [1, 0]], population: 2 })).toThrow('too rare');
});
