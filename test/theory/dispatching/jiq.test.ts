import { expect, test } from 'vitest';
import { jiq2 } from '../../../src/theory/dispatching/jiq-2.ts';
import { jiqMeanField } from '../../../src/theory/dispatching/jiq-mean-field.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { rootBetween } from '../../../src/theory/numeric/roots.ts';
import { expectClose } from '../close.ts';
import { brute } from './brute-force.ts';

/** An idle node if there is one. */
function join(queues: readonly number[]): readonly number[] {
  const idle = queues.filter((queue) => queue === 0).length;
  return queues.map((queue) => (idle === 0 ? 1 / queues.length : queue === 0 ? 1 / idle : 0));
}

test.each([0.1, 0.4, 0.6])('two nodes at load %f: against the chain of both queues', (load) => {
  const { number } = brute({ lambda: 2 * load, rates: [1, 1], join, room: 55 });
  expectClose(jiq2.create({ lambda: 2 * load, mu: 1 }).values['number'], number, 1e-9);
});

test('it is between M/M/2 and a random split', () => {
  for (const load of [0.01, 0.5, 0.99]) {
    const { response } = jiq2.create({ lambda: 2 * load, mu: 1 }).values;
    expect(response).toBeGreaterThan(mmc.create({ lambda: 2 * load, mu: 1, servers: 2, discipline: 'fcfs' }).values['response']);
    expect(response).toBeLessThan(1 / (1 - load));
  }
  expect(() => jiq2.create({ lambda: 2, mu: 1 })).toThrow('is not below 1');
});

/** The chain of the idle nodes that one dispatcher knows, whose rates have to be what its own answer makes them. */
function fixedPoint(load: number, ratio: number): number {
  const answer = (empty: number) => {
    const { states, chain } = explore(0, function* (known): Generator<[number, number]> {
      if (known < 300) yield [known + 1, ratio * load * (1 - load * empty)];
      if (known > 0) yield [known - 1, ratio * load + known * load * empty];
    });
    return stationary(chain)[states.indexOf(0)];
  };
  return rootBetween((empty) => answer(empty) - empty, 0.001, 1);
}

test.each([
  [0.5, 10],
  [0.9, 10],
  [0.9, 1],
  [0.3, 0.5],
])('load %f, %f nodes per dispatcher: against the chain of one dispatcher', (load, ratio) => {
  const { values, others } = jiqMeanField.create({ lambda: load * 1000, mu: 1, nodes: 1000, dispatchers: 1000 / ratio });
  const empty = fixedPoint(load, ratio);
  expectClose(others!['P[knows no idle node]'], empty, 1e-10);
  expectClose(values['response'], 1 / (1 - load * empty), 1e-10);
});

test('dispatchers together know every idle node once', () => {
  // Mean number known = r(1−ρ), from the probabilities that the root implies.
  const [load, ratio] = [0.8, 5];
  const empty = jiqMeanField.create({ lambda: 800, mu: 1, nodes: 1000, dispatchers: 200 }).others!['P[knows no idle node]'];
  let [p, mean] = [empty, 0];
  for (let k = 1; k < 500; k++) {
    p *= (1 - load * empty) / (1 + (k * empty) / ratio);
    mean += k * p;
  }
  expectClose(mean, ratio * (1 - load), 1e-10);
});

const response = (nodes: number, dispatchers: number) => jiqMeanField.create({ lambda: 0.9 * nodes, mu: 1, nodes, dispatchers }).values['response'];

test('with many nodes per dispatcher nobody waits, with many dispatchers it is a random split', () => {
  expect(response(100_000, 1)).toBeLessThan(1.0002);
  expectClose(response(1, 10_000), 10, 0.01);
});
