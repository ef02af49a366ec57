import { expect, test } from 'vitest';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { feedback } from '../../../src/theory/networks/feedback.ts';
import { jackson } from '../../../src/theory/networks/jackson.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { solveChain } from './network-chain.ts';

const part = (prediction: ReturnType<typeof jackson.create>, name: string) => prediction.classes!.find((one) => one.name === name)!.values;

test.each([
  ['one slot each, every way', [{ mu: 5, servers: 1 }, { mu: 4, servers: 1 }], [[0.1, 0.5], [0.3, 0.2]], [0.4, 0.3], 28],
  ['several slots and a delay', [{ mu: 2, servers: 2 }, { mu: 1, servers: Infinity }], [[0, 0.6], [0.5, 0]], [0.4, 0.1], 24],
] as const)('product form against the chain itself: %s', (_, stations, routing, arrivals, most) => {
  const said = jackson.create({ stations, routing, arrivals });
  const chain = solveChain({ stations, routing, arrivals, most });
  for (const [i, wanted] of chain.stations.entries()) {
    expectAgreement(said.classes![i].values, wanted, ['number', 'queue', 'number.variance'], 1e-8);
    expectClose(said.classes![i].values['throughput'], wanted.busy * stations[i].mu, 1e-8);
  }
  expectClose(said.values['number.variance'], chain.variance, 1e-8);
});

test('one station is M/M/c', () => {
  const alone = jackson.create({ stations: [{ mu: 1, servers: 5 }], routing: [[0]], arrivals: [4.5] });
  expectAgreement(alone.values, mmc.create({ lambda: 4.5, mu: 1, servers: 5, discipline: 'fcfs' }).values, ['response', 'waiting', 'number', 'queue', 'throughput', 'utilisation']);
});

test('a station that leads back to itself is M/M/1 with feedback', () => {
  for (const lambda of [0.01, 0.3, 0.399999]) {
    const wanted = feedback.create({ lambda, mu: 2, leave: 0.2 });
    const said = jackson.create({ stations: [{ mu: 2, servers: 1 }], routing: [[0.8]], arrivals: [lambda] });
    expectAgreement(said.values, wanted.values, ['response', 'waiting', 'number', 'queue', 'utilisation', 'number.variance'], 1e-9);
    expectClose(said.classes![0].values['response'], wanted.others!['response of one visit'], 1e-9);
  }
});

test('near load 1, and with 100,000 slots', () => {
  const said = jackson.create({ stations: [{ mu: 1, servers: 1 }, { mu: 1, servers: 1e5 }], routing: [[0, 0], [0, 0]], arrivals: [1 - 1e-9, 99_990] });
  expectClose(part(said, 'station 1')['number'], (1 - 1e-9) / 1e-9, 1e-6);
  expectAgreement(part(said, 'station 2'), mmc.create({ lambda: 99_990, mu: 1, servers: 1e5, discipline: 'fcfs' }).values, ['waiting', 'queue']);
});

test('a way out that is hardly ever taken is one: λ = γ/(1−p), of the p that a double can hold', () => {
  for (const stay of [1 - 1e-10, 1 - 1e-13]) {
    const said = jackson.create({ stations: [{ mu: 3, servers: 1 }, { mu: 3, servers: 1 }], routing: [[0, 1], [stay, 0]], arrivals: [1 - stay, 0] });
    for (const name of ['station 1', 'station 2']) expectClose(part(said, name)['throughput'], 1, 1e-14);
  }
  const tenths = Array.from({ length: 10 }, () => Array<number>(10).fill(0.1));
  const stations = tenths.map(() => ({ mu: 1, servers: 1 }));
  expect(() => jackson.create({ stations, routing: tenths, arrivals: stations.map(() => 1e-15) })).toThrow('never leaves the network');
});

test('refuses what has no steady state, and what does not fit together', () => {
  const stations = [{ name: 'cpu', mu: 2, servers: 1 }, { mu: 1, servers: 1 }];
  const create = (routing: number[][], arrivals: number[]) => () => jackson.create({ stations, routing, arrivals });
  expect(create([[0, 0.5], [1, 0]], [1, 0])).toThrow('load λ/(cμ) = 1 of cpu is not below 1: its queue grows without bound');
  expect(create([[0, 1], [0, 0]], [1.5, 0])).toThrow('load λ/(cμ) = 1.5 of station 2 is not below 1');
  expect(create([[0, 1], [0, 1]], [0.5, 0])).toThrow('a job that comes to cpu never leaves the network');
  expect(create([[0, 0], [0.5, 0]], [0.5, 0])).toThrow('no job ever comes to station 2');
  expect(create([[0, 0.6], [0, 0]], [0.5])).toThrow('must be 2 numbers, one per station, not 1');
  expect(create([[0, 0.6]], [0.5, 0])).toThrow('must be 2 rows, one per station, not 1');
  expect(create([[0.7, 0.6], [0, 0]], [0.5, 0])).toThrow('must not sum to more than 1, as to 1.3');
  expect(create([[0, 1e-300], [0, 0]], [1e-15, 0])).toThrow('too rare');
  expect(() => jackson.create({ stations: [stations[0], stations[0]], routing: [[0, 0], [0, 0]], arrivals: [1, 1] })).toThrow('two are named "cpu"');
});
