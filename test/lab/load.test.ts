import { expect, test } from 'vitest';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../src/theory/oracle.ts';

const overloaded = (load: number, dispatch: string) => {
  const text = `
name: overloaded
arrivals: [{ class: job, process: poisson, load: ${load}, size: { exponential: { mean: 1 } } }]
pool: { nodes: [{ speed: 4 }, { speed: 0.5 }], dispatch: ${dispatch} }
run: { jobs: 1000, overload: allow }
`;
  const { scenario, plan } = loadScenario('test.yaml', text);
  return { overload: plan.overload, said: oracle(scenario).reasons.join() };
};

test('jobs are left over where they cannot be done: of a split by each node that falls behind, while others idle', () => {
  // Rate 5.4: half of it goes to the node of speed 0.5, and 2.7 − 0.5 stay there; the other node does its 2.7 of 4.
  const half = overloaded(1.2, 'random');
  expect(half.overload).toMatchObject({ load: expect.closeTo(1.2, 12), rate: expect.closeTo(2.2, 12) });
  expect(half.said).toContain('at node 1 load 5.4 is not below 1');
  // Rate 9.9: both nodes fall behind, 4.95 − 4 and 4.95 − 0.5.
  expect(overloaded(2.2, 'random').overload!.rate).toBeCloseTo(0.95 + 4.45, 12);
  // Rate 3.15, less than all do together: node 1 has 1.575 of 0.5.
  expect(overloaded(0.7, 'random').overload).toMatchObject({ load: expect.closeTo(3.15, 12), rate: expect.closeTo(1.075, 12) });
  // In one queue all are busy: 5.4 − 4.5.
  expect(overloaded(1.2, 'central').overload!.rate).toBeCloseTo(0.9, 12);
  expect(overloaded(0.7, 'central').overload).toBeUndefined();
});

const ofSizes = (size: string) => `
name: alike
arrivals: [{ class: job, process: poisson, load: 0.7, size: ${size} }]
pool: { nodes: 2, dispatch: sita }
run: { jobs: 1000 }
`;

test('of sizes that are all the same it says that no cutoff splits them', () => {
  expect(() => loadScenario('test.yaml', ofSizes('{ deterministic: { value: 1 } }'))).toThrow('load of node 0 is 1.4, since all sizes are the same, and no cutoff splits them; take a dispatcher that does not go by size');
  expect(() => loadScenario('test.yaml', ofSizes('{ exponential: { mean: 1 } }'))).not.toThrow();
});
