import { expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';

function found(arrivals: string, pool: string): string[] {
  const text = `name: test\nseed: test\narrivals:\n  - { class: a, ${arrivals} }\npool: ${pool}`;
  return oracle(loadScenario('test', text).scenario).findings.map(({ formula }) => formula.name);
}

const renewal = (gap: string) => `process: { renewal: { gap: { ${gap} } } }, load: 0.5`;
const E2 = 'erlang: { k: 2, mean: 1 }';
const H2 = 'hyperexponential: { mean: 1, scv: 4 }';
const size = (of: string) => `size: { ${of} }`;
const bursts = 'process: { mmpp: { rates: [1, 0.1], switching: [[-1, 1], [1, -1]] } }';

test.each<[string, string, string, string]>([
  ['E₂/H₂/1', `${renewal(E2)}, ${size(H2)}`, '{ nodes: [{ speed: 2 }] }', 'ph-ph-1'],
  ['M/H₂/2', `process: poisson, load: 0.5, ${size(H2)}`, '{ nodes: [{ slots: 2 }] }', 'ph-ph-c'],
  ['M/E₂/3 with one queue', `process: poisson, load: 0.5, ${size(E2)}`, '{ nodes: 3, dispatch: central }', 'ph-ph-c'],
  ['H₂/E₂/2', `${renewal(H2)}, ${size(E2)}`, '{ nodes: [{ slots: 2 }] }', 'ph-ph-c'],
  ['M/E₂/2/5', `process: poisson, load: 1.5, ${size(E2)}`, '{ nodes: [{ slots: 2, capacity: 5 }] }', 'ph-ph-c-k'],
  ['E₂/M/2/2 under any order', `${renewal(E2)}, size: { exponential: { mean: 1 } }`, '{ nodes: [{ slots: 2, capacity: 2 }], discipline: srpt }', 'ph-ph-c-k'],
  ['MMPP/M/1', `${bursts}, size: { exponential: { mean: 1 } }`, '{ nodes: 1 }', 'mmpp-ph-c'],
  ['MMPP/E₂/2', `${bursts}, ${size(E2)}`, '{ nodes: [{ slots: 2 }] }', 'mmpp-ph-c'],
  ['MMPP/M/1/3', `${bursts}, size: { exponential: { mean: 1 } }`, '{ nodes: [{ capacity: 3 }] }', 'mmpp-ph-c-k'],
])('%s', (_, arrivals, pool, formula) => {
  expect(found(arrivals, pool)).toContain(formula);
});

test.each<[string, string, string]>([
  ['gaps without phases', `${renewal('uniform: { min: 0, max: 2 }')}, ${size(E2)}`, '{ nodes: 1 }'],
  ['an order that looks at sizes', `${renewal(E2)}, ${size(E2)}`, '{ nodes: 1, discipline: sjf }'],
  ['an order that shares', `${bursts}, ${size(E2)}`, '{ nodes: 1, discipline: ps }'],
])('not with %s', (_, arrivals, pool) => {
  for (const formula of found(arrivals, pool)) expect(formula).not.toMatch(/ph/);
});
