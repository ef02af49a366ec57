import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

const exact = (text: string) => oracle(loadScenario('test', `name: test\nseed: test\n${text}`).scenario).findings.filter(({ scope, formula }) => scope === 'overall' && formula.kind === 'exact');
const open = (pool: string, size = '{ exponential: { mean: 0.5 } }', arrival = 'process: poisson, rate: 4') => `arrivals: [{ class: a, ${arrival}, size: ${size} }]\npool: ${pool}`;
const closed = (pool: string, size = '{ exponential: { mean: 0.5 } }', think = '{ uniform: { min: 1, max: 5 } }', population = 6) =>
  open(pool, size, `process: { closed: { population: ${population}, think: ${think} } }`);
const any = '{ uniform: { min: 0, max: 1 } }';

// [scenario, formula, its parameters]
test.each<[string, string, string, object]>([
  ['closed, one slot', closed('{ nodes: 1 }'), 'machine-repair', { population: 6, think: 3, mu: 2, servers: 1, discipline: 'fcfs' }],
  ['closed, las', closed('{ nodes: [{ slots: 2, speed: 3 }], discipline: las }'), 'machine-repair', { population: 6, think: 3, mu: 6, servers: 2, discipline: 'size-blind' }],
  ['closed, ps, any sizes', closed('{ nodes: [{ slots: 2 }], discipline: ps }', any), 'machine-repair', { population: 6, think: 3, mu: 2, servers: 2, discipline: 'size-blind' }],
  ['closed, one queue for three nodes', closed('{ nodes: 3, dispatch: central, capacity: 5 }'), 'machine-repair', { population: 6, think: 3, mu: 2, servers: 3, capacity: 5, discipline: 'fcfs' }],
  ['closed, slots for all', closed('{ nodes: [{ slots: 9 }] }', any), 'machine-repair', { population: 6, think: 3, mu: 2, servers: 6, discipline: 'size-blind' }],
  ['closed, unlimited slots', closed('{ nodes: [{ slots: unlimited }] }', any), 'machine-repair', { population: 6, think: 3, mu: 2, servers: 6, discipline: 'size-blind' }],
  ['Engset', closed('{ nodes: [{ slots: 4, capacity: 4 }] }', any), 'engset', { population: 6, think: 3, mu: 2, servers: 4 }],
  ['Engset over nodes', closed('{ nodes: 2, capacity: 2, dispatch: central }'), 'engset', { population: 6, think: 3, mu: 2, servers: 2 }],
  ['one queue, two speeds', open('{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: central }'), 'mmc-heterogeneous', { lambda: 4, rates: [6, 2], discipline: 'fcfs' }],
  ['one queue, two speeds, lcfs and a bound', open('{ nodes: [{ speed: 1, slots: 2 }, { speed: 3 }], dispatch: central, discipline: lcfs, capacity: 9 }'), 'mmc-heterogeneous', { lambda: 4, rates: [6, 2, 2], capacity: 9, discipline: 'size-blind' }],
  ['one shared queue, two speeds', open('{ nodes: [{ speed: 1, slots: 2 }, { speed: 3 }], dispatch: central, discipline: ps }', any), 'birth-death', { arrivals: [4], services: [6, 8, 10] }],
])('%s', (_, text, formula, params) => {
  const [first] = exact(text);
  expect(first?.formula.name).toBe(formula);
  expect(first.params).toEqual(params);
});

const source = (name: string, population: number) => `{ class: ${name}, process: { closed: { population: ${population}, think: { exponential: { mean: 2 } } } }, size: { exponential: { mean: 1 } } }`;

const found = (sources: string, pool = '{ nodes: 1 }') => exact(`arrivals: [${sources}]\npool: ${pool}`).find(({ formula }) => formula.name === 'batch-mm1');

test('batches at the points of a Poisson process, alone and with single jobs', () => {
  const batch = '{ class: a, process: { batch: { size: { deterministic: { value: 4 } } } }, rate: 1, size: { exponential: { mean: 0.5 } } }';
  const single = '{ class: b, process: poisson, rate: 0.5, size: { exponential: { mean: 0.5 } } }';
  expect(found(batch)?.params).toMatchObject({ lambda: 1, mu: 2, batch: { mean: 4 } });
  // Batches of four at rate 1/4, of one at rate 1/2: two of three batches are of one.
  expectClose((found(`${batch}, ${single}`)!.params as { batch: { mean: number } }).batch.mean, 2);
  expect(found(single)).toBeUndefined();
  expect(found(batch, '{ nodes: [{ slots: 2 }] }')).toBeUndefined();
  expect(found(batch, '{ nodes: 1, discipline: srpt }')).toBeUndefined();
});

test('two closed sources whose customers are alike are one', () => {
  const [first] = exact(`arrivals: [${source('a', 2)}, ${source('b', 3)}]\npool: { nodes: 1 }`);
  expect(first.params).toEqual({ population: 5, think: 2, mu: 1, servers: 1, discipline: 'fcfs' });
});

test.each<[string, string]>([
  ['closed, fcfs, sizes not exponential', closed('{ nodes: 1 }', any)],
  ['closed, srpt', closed('{ nodes: 1, discipline: srpt }')],
  ['one queue, two speeds, sizes not exponential', open('{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: central }', any)],
])('not recognised: %s', (_, text) => {
  expect(exact(text).map(({ formula }) => formula.name)).not.toContain('machine-repair');
  expect(exact(text).map(({ formula }) => formula.name)).not.toContain('mmc-heterogeneous');
});

test('the scenario of a closed system has its prediction', () => {
  const { scenario } = loadScenario('closed.yaml', readFileSync(new URL('../../../scenarios/closed.yaml', import.meta.url), 'utf8'));
  const repair = oracle(scenario).findings.find(({ formula }) => formula.name === 'machine-repair')!;
  expect(repair.params).toEqual({ population: 30, think: 5, mu: 5, servers: 1, discipline: 'size-blind' });
  // Response time law: 30 customers, five seconds of thinking.
  expectClose(repair.prediction.values['response'], 30 / repair.prediction.values['throughput'] - 5);
});
