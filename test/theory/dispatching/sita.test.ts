import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { lwl } from '../../../src/theory/dispatching/lwl.ts';
import { sita } from '../../../src/theory/dispatching/sita.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { expectAgreement, expectClose } from '../close.ts';

const at = (lambda: number, size: Distribution, nodes: number, cutoffs?: readonly number[], speed = 1) => sita.create({ lambda, size, speed, nodes, cutoffs });

test('bounded Pareto: against truncated moments in closed form, slowdown too', () => {
  const [shape, top] = [1.5, 1000];
  const size = boundedPareto.create({ shape, min: 1, max: top });
  const norm = 1 - top ** -shape;
  const part = (k: number, a: number, b: number) => ((shape / norm) * (b ** (k - shape) - a ** (k - shape))) / (k - shape);
  const probability = (a: number, b: number) => (a ** -shape - b ** -shape) / norm;
  const lambda = 1.6 / size.mean;
  const edges = [1, 4, 40, top];
  const waits = [0, 1, 2].map((i) => (lambda * part(2, edges[i], edges[i + 1])) / (2 * (1 - lambda * part(1, edges[i], edges[i + 1]))));
  const { values, others } = at(lambda, size, 3, [4, 40]);
  expectClose(values['waiting'], waits.reduce((sum, wait, i) => sum + wait * probability(edges[i], edges[i + 1]), 0), 1e-10);
  expectClose(values['slowdown'], 1 + waits.reduce((sum, wait, i) => sum + wait * part(-1, edges[i], edges[i + 1]), 0), 1e-10);
  expectClose(others!['load of node 1'], lambda * part(1, 4, 40), 1e-10);
});

describe('equal loads', () => {
  test.each<[string, Distribution]>([
    ['exponential', exponential.create({ mean: 2 })],
    ['bounded Pareto over ten decades', boundedPareto.create({ shape: 1.1, min: 1, max: 1e10 })],
    ['pareto', pareto.create({ shape: 2.5, min: 1 })],
  ])('%s sizes', (_, size) => {
    const { others, values } = at(2.8 / size.mean, size, 4);
    for (let node = 0; node < 4; node++) expectClose(others![`load of node ${node}`], 0.7, 1e-9);
    expectClose(values['utilisation'], 0.7, 1e-10);
    expectClose(values['number'], (2.8 / size.mean) * values['response'], 1e-10);
  });
});

test('an atom goes to the lower node as a whole', () => {
  const size = discrete.create({ values: [1, 2, 10], probabilities: [0.5, 0.25, 0.25] });
  const { values, others } = at(0.2, size, 2, [2]);
  expectClose(others!['load of node 0'], 0.2 * (0.5 + 0.5), 1e-12);
  expectClose(values['waiting'], 0.75 * ((0.2 * 1.5) / (2 * 0.8)) + 0.25 * ((0.2 * 25) / (2 * 0.5)), 1e-12);
  // Over one node it is M/G/1, whatever the sizes.
  expectAgreement(at(0.2, size, 1).values, mg1.create({ lambda: 0.2, size, speed: 1, discipline: 'fcfs' }).values, ['response', 'waiting', 'number', 'queue'], 1e-12);
});

test('speed scales time, and cutoffs are sizes, not times', () => {
  const size = exponential.create({ mean: 1 });
  const [slow, fast] = [at(1, size, 2, [1.5]), at(10, size, 2, [1.5], 10)];
  expectClose(fast.values['response'], slow.values['response'] / 10, 1e-10);
  expectClose(fast.others!['cutoff 1'], 1.5);
  expectClose(fast.others!['load of node 0'], slow.others!['load of node 0'], 1e-10);
});

test('heavy tails: infinite where E[S²] is, while a cutoff helps the short jobs', () => {
  const size = pareto.create({ shape: 1.5, min: 1 });
  const { values } = at(0.5, size, 2);
  expect(values['response']).toBe(Infinity);
  expect(values['utilisation']).toBeCloseTo(0.75, 10);
});

test('least work left is better for exponential sizes, SITA for heavy tails', () => {
  const lambda = 1.4;
  const both = lwl.create({ lambda, mu: 1, nodes: 2, discipline: 'fcfs' }).values['response'];
  expect(at(lambda, exponential.create({ mean: 1 }), 2).values['response']).toBeGreaterThan(both);
});

test('what is refused: cutoffs that do not fit, an overloaded node', () => {
  const size = exponential.create({ mean: 1 });
  expect(() => at(1, size, 3, [1])).toThrow('3 nodes need 2 cutoffs between them, not 1');
  expect(() => at(1, size, 3, [2, 1])).toThrow('cutoffs must ascend');
  expect(() => at(1.5, size, 2, [10])).toThrow(ParamError);
  expect(() => at(2, size, 2)).toThrow(ParamError);
  // Sizes that are all the same go to one node, and no cutoff shares them out.
  expect(() => at(1.5, discrete.create({ values: [1], probabilities: [1] }), 2)).toThrow(/of node 0 = 1.5 is not below 1/);
});
