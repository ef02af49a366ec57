import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { redundancyD } from '../../../src/theory/dispatching/redundancy-d.ts';
import { redundancyDLimit } from '../../../src/theory/dispatching/redundancy-d-limit.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { subsets } from './brute-force.ts';

const response = (nodes: number, d: number, load: number) => redundancyD.create({ lambda: nodes * load, mu: 1, nodes, d }).values['response'];

const limit = (load: number, d: number) => redundancyDLimit.create({ lambda: 1e4 * load, mu: 1, nodes: 1e4, d });

/** All jobs in order of arrival, each by the set of its nodes; the earliest copy at each node is served. */
function chainOf(nodes: number, d: number, load: number, room: number) {
  const sets = subsets(nodes, d);
  const { states, chain } = explore<readonly number[]>([], function* (jobs) {
    if (jobs.length < room) for (const set of sets.keys()) yield [[...jobs, set], (nodes * load) / sets.length];
    const taken = new Set<number>();
    for (const [i, set] of jobs.entries()) {
      const free = sets[set].filter((node) => !taken.has(node));
      for (const node of free) taken.add(node);
      if (free.length > 0) yield [jobs.filter((_, j) => j !== i), free.length];
    }
  });
  const p = stationary(chain);
  const mean = (value: (jobs: readonly number[]) => number) => states.reduce((sum, jobs, i) => sum + p[i] * value(jobs), 0);
  return { response: mean((jobs) => jobs.length) / (nodes * load), utilisation: mean((jobs) => new Set(jobs.flatMap((set) => sets[set])).size) / nodes };
}

test.each([
  [2, 1, 0.03, 8],
  [3, 2, 0.03, 7],
  [4, 3, 0.015, 5],
])('%i nodes, %i copies, load %f: against the chain of all jobs in order', (nodes, d, load, room) => {
  const { values } = redundancyD.create({ lambda: nodes * load, mu: 1, nodes, d });
  expectAgreement(values, chainOf(nodes, d, load, room), ['response', 'utilisation'], 1e-7);
});

/**
 * The product form summed by the number i of nodes that the first jobs occupy: from one number of nodes to the next, jobs
 * whose nodes are all among these come in between.
 */
function productForm(nodes: number, d: number, lambda: number): number {
  const sets = (i: number) => subsets(i, d).length;
  const joined = (i: number, j: number) => subsets(nodes, d).filter((set) => set.filter((node) => node >= i).length === j).length;
  const [weight, jobs] = [new Float64Array(nodes + 1), new Float64Array(nodes + 1)];
  weight[0] = 1;
  for (let i = d; i <= nodes; i++) {
    const own = (lambda * sets(i)) / sets(nodes) / i;
    let [came, carried] = [0, 0];
    for (let before = 0; before < i; before++) {
      // Which of the new nodes they are does not matter: by symmetry those next in order, times the ways to choose them.
      const chance = weight[before] === 0 ? 0 : (lambda * joined(before, i - before)) / sets(nodes) / i;
      came += weight[before] * chance;
      carried += (jobs[before] + weight[before]) * chance;
    }
    weight[i] = came / (1 - own);
    jobs[i] = carried / (1 - own) + (came * own) / (1 - own) ** 2;
  }
  const total = weight.reduce((sum, w) => sum + w, 0);
  return jobs.reduce((sum, w) => sum + w, 0) / total / lambda;
}

test.each([
  [3, 2, 0.7],
  [5, 2, 0.9],
  [6, 3, 0.99],
  [7, 1, 0.5],
])('%i nodes, %i copies, load %f: against the product form, summed by hand', (nodes, d, load) => {
  expectClose(response(nodes, d, load), productForm(nodes, d, nodes * load), 1e-11);
});

describe('many nodes', () => {
  test.each([
    [0.5, 2],
    [0.9, 2],
    [0.8, 5],
  ])('load %f, %i copies: the finite sum tends to it, as 1/n', (load, d) => {
    const gaps = [500, 1000, 2000].map((nodes) => response(nodes, d, load) - limit(load, d).values['response']);
    expectClose(gaps[1] / gaps[0], 0.5, 0.02);
    expectClose(gaps[2] / gaps[1], 0.5, 0.02);
  });

  test.each([
    [0.5, 2],
    [0.99, 2],
    [0.7, 10],
  ])('load %f, %i copies: series, tail and percentiles agree', (load, d) => {
    const { values, responseTail } = limit(load, d);
    let series = 0;
    for (let j = 0, term = 1; term > 1e-18; j++, term *= load) series += term / ((j + 1) * (d - 1) + 1);
    expectClose(values['response'], series, 1e-11);
    const step = values['response'] / 2000;
    let area = 0;
    for (let i = 0; i < 100_000; i++) area += step * responseTail!((i + 0.5) * step);
    expectClose(area, series, 1e-6);
    expectClose(responseTail!(values['response.p99.9']), 0.001, 1e-10);
  });

  test('two copies in closed form, near load 1 as well', () => {
    for (const load of [0.1, 0.999, 1 - 1e-9]) expectClose(limit(load, 2).values['response'], (-Math.log1p(-load) - load) / load ** 2, 1e-9);
  });
});

test('more copies are never worse, and more copies than nodes are refused', () => {
  const all = [1, 2, 3, 4, 5].map((d) => response(5, d, 0.8));
  expect(all).toEqual(all.toSorted((a, b) => b - a));
  expect(() => response(2, 3, 0.5)).toThrow('3 copies need at least as many nodes, not 2');
  expect(() => response(2, 2, 1)).toThrow(ParamError);
});
