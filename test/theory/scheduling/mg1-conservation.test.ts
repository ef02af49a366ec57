import { expect, test } from 'vitest';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1Achievable } from '../../../src/theory/scheduling/mg1-achievable.ts';
import { mg1Conservation } from '../../../src/theory/scheduling/mg1-conservation.ts';
import { mg1Priority } from '../../../src/theory/scheduling/mg1-priority.ts';
import { sizesOf } from '../../../src/theory/recognition/superposition.ts';
import { expectClose } from '../close.ts';

const CLASSES = [
  { name: 'a', lambda: 0.2, size: exponential.create({ mean: 1 }) },
  { name: 'b', lambda: 0.1, size: deterministic.create({ value: 3 }) },
  { name: 'c', lambda: 0.05, size: boundedPareto.create({ shape: 1.5, min: 1, max: 100 }) },
];
const ORDERS = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

const waitsOf = (order: readonly number[]) => mg1Priority.create({ classes: CLASSES.map((one, i) => ({ ...one, priority: order[i] })), speed: 1 }).classes!.map(({ values }) => values['waiting']);
const check = (waits: readonly number[]) => mg1Conservation.create({ classes: CLASSES.map((one, i) => ({ ...one, waiting: waits[i] })), speed: 1 }).others!;
const mixed = (weights: readonly number[]) => CLASSES.map((_, i) => ORDERS.reduce((sum, order, k) => sum + weights[k] * waitsOf(order)[i], 0));

test('all priorities, and fcfs, keep the law; so does any mixture of them', () => {
  const size = sizesOf(CLASSES.map(({ lambda, size: own }) => ({ rate: lambda, size: own })));
  const fcfs = mg1.create({ lambda: 0.35, size, speed: 1, discipline: 'size-blind' }).values['waiting'];
  for (const waits of [...ORDERS.map(waitsOf), CLASSES.map(() => fcfs), mixed([0.1, 0.3, 0.1, 0.2, 0.2, 0.1])]) {
    const others = check(waits);
    expectClose(others['Σ ρ E[W] as given'], others['Σ ρ E[W]'], 1e-12);
    expect(others['possible (1 yes, 0 no)']).toBe(1);
  }
});

test('beyond a vertex nothing is possible, though the sum be kept', () => {
  const load = CLASSES.map(({ lambda, size }) => lambda * size.mean);
  for (const order of ORDERS) {
    const waits = waitsOf(order);
    // The most urgent gains, the least urgent pays.
    const [first, last] = [order.indexOf(0), order.indexOf(2)];
    const moved = waits.map((wait, i) => wait + (i === first ? -0.01 / load[first] : i === last ? 0.01 / load[last] : 0));
    const others = check(moved);
    expectClose(others['Σ ρ E[W] as given'], others['Σ ρ E[W]'], 1e-12);
    expect(others['possible (1 yes, 0 no)']).toBe(0);
  }
  expect(check(waitsOf(ORDERS[0]).map((wait) => 1.01 * wait))['possible (1 yes, 0 no)']).toBe(0);
});

test('what is within reach: the best and the worst of all orders, for each class and for all', () => {
  const { bounds, others } = mg1Achievable.create({ classes: CLASSES, speed: 1 });
  const all = ORDERS.map(waitsOf);
  CLASSES.forEach(({ name }, i) => {
    expectClose(others![`${name} waiting, least`], Math.min(...all.map((waits) => waits[i])), 1e-12);
    expectClose(others![`${name} waiting, most`], Math.max(...all.map((waits) => waits[i])), 1e-12);
  });
  const means = all.map((waits) => CLASSES.reduce((sum, { lambda }, i) => sum + (lambda * waits[i]) / 0.35, 0));
  expectClose(bounds!['waiting'].lower, Math.min(...means), 1e-12);
  expectClose(bounds!['waiting'].upper, Math.max(...means), 1e-12);
});

test('classes of one mean: the bounds meet, at the mean of M/G/1', () => {
  const classes = [{ lambda: 0.3, size: erlang.create({ k: 2, mean: 1 }) }, { lambda: 0.4, size: deterministic.create({ value: 1 }) }];
  const { bounds } = mg1Achievable.create({ classes, speed: 1 });
  const fcfs = mg1.create({ lambda: 0.7, size: sizesOf(classes.map(({ lambda, size }) => ({ rate: lambda, size }))), speed: 1, discipline: 'fcfs' }).values;
  for (const key of ['waiting', 'response', 'number', 'queue']) {
    expectClose(bounds![key].lower, fcfs[key], 1e-12);
    expectClose(bounds![key].upper, fcfs[key], 1e-12);
  }
});
