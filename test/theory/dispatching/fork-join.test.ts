import { expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { forkJoin } from '../../../src/theory/dispatching/fork-join.ts';
import { forkJoin2 } from '../../../src/theory/dispatching/fork-join-2.ts';
import { forkJoinBounds } from '../../../src/theory/dispatching/fork-join-bounds.ts';
import { splitMerge } from '../../../src/theory/dispatching/split-merge.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectClose } from '../close.ts';

const sorted = (tasks: readonly number[]) => tasks.toSorted((a, b) => a - b);

/** Tasks left at each node, in ascending order: a job is in the system while any node has its task, so the longest queue counts jobs. */
function chainOf(nodes: number, load: number, room: number): number {
  const { states, chain } = explore<readonly number[]>(Array.from({ length: nodes }, () => 0), function* (tasks) {
    if (tasks[nodes - 1] < room) yield [tasks.map((task) => task + 1), load];
    for (const [node, task] of tasks.entries()) if (task > 0) yield [sorted(tasks.map((other, i) => (i === node ? other - 1 : other))), 1];
  });
  const p = stationary(chain);
  return states.reduce((sum, tasks, i) => sum + p[i] * tasks[nodes - 1], 0) / load;
}

test.each([
  [0.1, 16],
  [0.5, 50],
  [0.7, 90],
])('two nodes at load %f: (12−ρ)/8 against the chain', (load, room) => {
  expectClose(forkJoin2.create({ lambda: load, mu: 1 }).values['response'], chainOf(2, load, room), 1e-9);
});

test.each([
  [3, 0.3, 22],
  [3, 0.6, 26],
  [4, 0.3, 14],
])('%i nodes at load %f: the approximation is near, the bounds are on their sides', (nodes, load, room) => {
  const truth = chainOf(nodes, load, room);
  const params = { lambda: load, mu: 1, nodes };
  expectClose(forkJoin.create(params).values['response'], truth, 0.05);
  const { lower, upper } = forkJoinBounds.create(params).bounds!['response'];
  expect(lower).toBeLessThan(truth);
  expect(upper).toBeGreaterThan(truth);
});

test('the bounds hold the exact mean of two nodes at any load, and meet without load', () => {
  for (const load of [1e-6, 0.5, 0.99, 1 - 1e-9]) {
    const { lower, upper } = forkJoinBounds.create({ lambda: load, mu: 1, nodes: 2 }).bounds!['response'];
    const { response } = forkJoin2.create({ lambda: load, mu: 1 }).values;
    expect(lower).toBeLessThan(response);
    expect(upper).toBeGreaterThan(response);
  }
  const { lower, upper } = forkJoinBounds.create({ lambda: 1e-9, mu: 1, nodes: 50 }).bounds!['response'];
  expectClose(lower, upper!, 1e-8);
});

/** P[max > t] of five exponentials. */
function tail(t: number): number {
  const done = -Math.expm1(-t);
  return 1 - done * done * done * done * done;
}

/** E[Sᵏ] = ∫ k tᵏ⁻¹ P[S > t] dt, by Simpson's rule. */
function moment(k: 1 | 2 | 3): number {
  const [h, steps] = [0.005, 12_000];
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = i * h;
    sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * k * (k === 1 ? 1 : k === 2 ? t : t * t) * tail(t);
  }
  return (sum * h) / 3;
}

test('steps write harmonic numbers as the equations do', () => {
  for (const { steps } of [forkJoin, forkJoinBounds]) expect(steps({ lambda: 0.5, mu: 1, nodes: 12 })[0]).toContain('H₁₂ = 3.103');
});

test('split–merge: moments of the longest task against its distribution (1−e^(−t))ⁿ', () => {
  const [nodes, lambda] = [5, 0.2];
  const [first, second, third] = [moment(1), moment(2), moment(3)];
  const rest = 1 - lambda * first;
  const { values, others } = splitMerge.create({ lambda, mu: 1, nodes });
  expectClose(values['waiting'], (lambda * second) / (2 * rest), 1e-9);
  expectClose(values['waiting.variance'], values['waiting'] ** 2 + (lambda * third) / (3 * rest), 1e-9);
  expectClose(values['response.variance'] - values['waiting.variance'], second - first ** 2, 1e-9);
  expectClose(others!['P[a job is in service]'], lambda * first, 1e-9);
});

test('split–merge is slower than fork–join, and unstable earlier', () => {
  for (const load of [0.1, 0.5, 0.65]) {
    expect(splitMerge.create({ lambda: load, mu: 1, nodes: 2 }).values['response']).toBeGreaterThan(forkJoin2.create({ lambda: load, mu: 1 }).values['response']);
  }
  expect(() => splitMerge.create({ lambda: 0.67, mu: 1, nodes: 2 })).toThrow('load λHₙ/μ = 1.005 is not below 1');
  expect(() => forkJoin2.create({ lambda: 1, mu: 1 })).toThrow(ParamError);
  expect(() => forkJoin.create({ lambda: 1, mu: 1, nodes: 3 })).toThrow(ParamError);
});
