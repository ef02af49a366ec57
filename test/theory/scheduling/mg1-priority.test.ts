import { describe, expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1Priority } from '../../../src/theory/scheduling/mg1-priority.ts';
import { mg1PriorityPreemptive } from '../../../src/theory/scheduling/mg1-priority-preemptive.ts';
import { mg1Psjf } from '../../../src/theory/scheduling/mg1-psjf.ts';
import { mg1Sjf } from '../../../src/theory/scheduling/mg1-sjf.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { momentsOf, stretched, work, type Values } from './transforms.ts';

const M = (mean: number) => exponential.create({ mean });
const THREE = [
  { name: 'a', lambda: 0.1, size: erlang.create({ k: 2, mean: 1 }) },
  { name: 'b', lambda: 0.2, size: uniform.create({ min: 0.5, max: 1.5 }) },
  { name: 'c', lambda: 0.1, size: M(4) },
];

const sizeOf = (values: Values) => discrete.create({ values: values.map(([x]) => x), probabilities: values.map(([, p]) => p) });

test('Cobham’s formula written out for three classes', () => {
  const { classes, values } = mg1Priority.create({ classes: THREE, speed: 1 });
  const residual = (0.1 * 1.5 + 0.2 * (13 / 12) + 0.1 * 32) / 2;
  const waits = [residual / 0.9, residual / (0.9 * 0.7), residual / (0.7 * 0.3)];
  waits.forEach((wait, i) => expectClose(classes![i].values['waiting'], wait));
  expectClose(values['waiting'], (0.1 * waits[0] + 0.2 * waits[1] + 0.1 * waits[2]) / 0.4);
  expectClose(values['number'], classes!.reduce((sum, one) => sum + one.values['number'], 0));
});

test.each([mg1Priority, mg1PriorityPreemptive])('$name: one class, or one priority, is M/G/1 under fcfs', (formula) => {
  const size = discrete.create({ values: [1, 3], probabilities: [0.5, 0.5] });
  const fcfs = mg1.create({ lambda: 0.3, size, speed: 1, discipline: 'fcfs' }).values;
  const alone = formula.create({ classes: [{ lambda: 0.3, size }], speed: 1 });
  const keys = ['response', 'waiting', 'number', 'queue', 'utilisation', 'throughput', 'response.variance', 'waiting.variance'];
  expectAgreement(alone.values, fcfs, keys);
  expect(alone.classes![0].name).toBe('class 1');
  const equal = [1, 3].map((value) => ({ lambda: 0.15, size: deterministic.create({ value }), priority: 7 }));
  const merged = formula.create({ classes: equal, speed: 1 });
  expectAgreement(merged.values, fcfs, keys);
  expectClose(merged.classes![0].values['waiting'], fcfs['waiting']);
});

test('one class for each size is SJF, or PSJF', () => {
  const parts: Values = [[0.5, 0.5], [1, 0.3], [3, 0.2]];
  const size = sizeOf(parts);
  const classes = parts.map(([value, p]) => ({ lambda: p * 0.5, size: deterministic.create({ value }) })).toReversed().map((one, i) => ({ ...one, priority: -i }));
  for (const [priority, bySize] of [[mg1Priority, mg1Sjf], [mg1PriorityPreemptive, mg1Psjf]] as const) {
    const keys = ['response', 'waiting', 'slowdown', 'number', 'response.variance', 'waiting.variance'];
    expectAgreement(priority.create({ classes, speed: 1 }).values, bySize.create({ lambda: 0.5, size, speed: 1 }).values, keys);
  }
});

describe('against Laplace transforms', () => {
  const parts: readonly Values[] = [[[1, 0.5], [2, 0.5]], [[0.5, 0.7], [3, 0.3]], [[1.5, 1]]];
  const rates = [0.1, 0.15, 0.2];
  /** All of some classes, at a rate of 1 in all. */
  const merged = (of: readonly number[]): Values => of.flatMap((k) => parts[k].map(([x, p]): readonly [number, number] => [x, p * rates[k]]));
  const [first, , last] = [merged([0]), merged([0, 1]), merged([2])];
  const middle = sizeOf(parts[1]);
  const own = (s: number) => parts[1].reduce((sum, [x, p]) => sum + p * Math.exp(-s * x), 0);
  const params = { classes: parts.map((values, k) => ({ lambda: rates[k], size: sizeOf(values) })), speed: 1 };

  test('the middle class without preemption', () => {
    const { mean, variance } = momentsOf((s) => work(1, merged([0, 1]), last)(stretched(1, first)(s)), 0.002);
    const { values } = mg1Priority.create(params).classes![1];
    expectClose(values['waiting'], mean, 1e-8);
    expectClose(values['waiting.variance'], variance, 1e-7);
    expectClose(values['response.variance'], variance + middle.variance, 1e-7);
  });

  test('the middle class with preemption', () => {
    const { mean, variance } = momentsOf((s) => work(1, merged([0, 1]), [])(stretched(1, first)(s)) * own(stretched(1, first)(s)), 0.002);
    const { values } = mg1PriorityPreemptive.create(params).classes![1];
    expectClose(values['response'], mean, 1e-8);
    expectClose(values['response.variance'], variance, 1e-7);
  });
});

test('infinite variance below: under preemption the urgent do not notice', () => {
  const classes = [{ lambda: 0.2, size: M(1) }, { lambda: 0.1, size: pareto.create({ shape: 1.5, min: 1 }) }];
  const preemptive = mg1PriorityPreemptive.create({ classes, speed: 1 });
  expectClose(preemptive.classes![0].values['response'], 1.25);
  expectClose(preemptive.classes![0].values['response.variance'], 1.25 ** 2);
  expect(preemptive.classes![1].values['response']).toBe(Infinity);
  expect(preemptive.values['response']).toBe(Infinity);
  const not = mg1Priority.create({ classes, speed: 1 });
  for (const { values } of [...not.classes!, not]) {
    expect(values['waiting']).toBe(Infinity);
    expect(values['response.variance']).toBeUndefined();
  }
});

test('speed scales time; an overload is refused', () => {
  const [slow, fast] = [1, 5].map((speed) => mg1Priority.create({ classes: THREE.map((one) => ({ ...one, lambda: one.lambda * speed })), speed }));
  expectClose(fast.values['response'], slow.values['response'] / 5);
  expectClose(fast.classes![2].values['response.variance'], slow.classes![2].values['response.variance'] / 25);
  expect(() => mg1Priority.create({ classes: THREE, speed: 0.5 })).toThrow('Σ λE[S] = 1.4 is not below 1');
});
