import { expect, test } from 'vitest';
import { erlangB } from '../../../src/theory/markovian/erlang.ts';
import { kaufmanRoberts } from '../../../src/theory/networks/kaufman-roberts.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectClose } from '../close.ts';

const changed = (state: readonly number[], k: number, by: number) => state.map((n, i) => (i === k ? n + by : n));

test('against the chain of the numbers by class', () => {
  for (const factor of [0.05, 1, 8]) {
    const slots = 12;
    const classes = [{ lambda: 2 * factor, service: 1, needs: 1 }, { lambda: 0.5 * factor, service: 2, needs: 3 }, { lambda: 0.2 * factor, service: 0.5, needs: 5 }];
    const held = (state: readonly number[]) => state.reduce((sum, n, k) => sum + n * classes[k].needs, 0);
    const { states, chain } = explore<readonly number[]>([0, 0, 0], function* (state) {
      for (const [k, { lambda, service, needs }] of classes.entries()) {
        if (held(state) + needs <= slots) yield [changed(state, k, 1), lambda] as const;
        if (state[k] > 0) yield [changed(state, k, -1), state[k] / service] as const;
      }
    });
    const p = stationary(chain);
    const mean = (value: (state: readonly number[]) => number) => states.reduce((sum, state, s) => sum + p[s] * value(state), 0);
    const said = kaufmanRoberts.create({ slots, classes });
    for (const [k, { needs }] of classes.entries()) {
      expectClose(said.classes![k].values['loss'], mean((state) => (held(state) + needs > slots ? 1 : 0)), 1e-11);
      expectClose(said.classes![k].values['number'], mean((state) => state[k]), 1e-11);
    }
    expectClose(said.values['utilisation'], mean(held) / slots, 1e-11);
  }
});

test('classes that all need one slot are Erlang B of their sum, for any number of slots and any load', () => {
  for (const [slots, offered] of [[1, 0.5], [10, 4], [1000, 900], [1e5, 1e5], [50, 1e6], [100, 0.01]]) {
    const { values } = kaufmanRoberts.create({ slots, classes: [{ lambda: offered * 0.3, service: 1, needs: 1 }, { lambda: offered * 0.1, service: 7, needs: 1 }] });
    expectClose(values['loss'], erlangB(slots, offered), 1e-10);
  }
});

const inUnitsOf = (unit: number) => [{ lambda: 2, service: 1, needs: unit }, { lambda: 0.5, service: 2, needs: 3 * unit }];

test('what all need in common may be taken out', () => {
  const [one, four] = [kaufmanRoberts.create({ slots: 10, classes: inUnitsOf(1) }), kaufmanRoberts.create({ slots: 43, classes: inUnitsOf(4) })];
  for (const k of [0, 1]) expectClose(four.classes![k].values['loss'], one.classes![k].values['loss'], 1e-13);
});

test('another slot may be bad for the small jobs', () => {
  const classes = [{ lambda: 0.2, service: 1, needs: 1 }, { lambda: 1, service: 1, needs: 2 }];
  const [three, four] = [3, 4].map((slots) => kaufmanRoberts.create({ slots, classes }).classes![0].values['loss']);
  expectClose(three, 0.083, 5e-3);
  expectClose(four, 0.177, 5e-3);
});

test('what little gets through an overload is not lost to rounding', () => {
  const { values } = kaufmanRoberts.create({ slots: 3, classes: [{ lambda: 1e12, service: 1, needs: 1 }] });
  expectClose(values['throughput'], 3, 1e-11);
});

test('a million slots that are hopelessly overloaded: at once, and no NaN for a class that never gets in', () => {
  const { values, classes } = kaufmanRoberts.create({ slots: 1e6, classes: [{ name: 'small', lambda: 1e15, service: 1e15, needs: 1 }, { name: 'large', lambda: 1, service: 3, needs: 1000 }] });
  expectClose(values['number'], 1e6, 1e-12);
  expect(classes![1].values).toMatchObject({ response: 3, number: 0, throughput: 0, loss: 1 });
}, 2000);

test('more slots times classes than are gone through are refused', () => {
  const classes = Array.from({ length: 100 }, () => ({ lambda: 1, service: 1, needs: 1 }));
  expect(() => kaufmanRoberts.create({ slots: 1e6, classes })).toThrow('must be at most 500000 with 100 classes');
});

test('a job that needs more than there is is refused', () => {
  expect(() => kaufmanRoberts.create({ slots: 3, classes: [{ lambda: 1, service: 1, needs: 4 }] })).toThrow('must be at most the 3 slots that there are');
});
