import { expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

const closed = (population: number, think: number, mean: number, name: string, size = `{ exponential: { mean: ${mean} } }`) =>
  `{ class: ${name}, process: { closed: { population: ${population}, think: { deterministic: { value: ${think} } } } }, size: ${size} }`;

function found(sources: readonly string[], pool: string) {
  return oracle(loadScenario('test', `name: test\narrivals: [${sources.join(', ')}]\npool: ${pool}\n`).scenario).findings;
}

function named(sources: readonly string[], pool: string, name: string) {
  return found(sources, pool).find(({ formula, scope }) => formula.name === name && scope === 'overall')?.prediction;
}

const TWO = [closed(3, 5, 1, 'a'), closed(2, 10, 4, 'b', '{ uniform: { min: 0, max: 8 } }')];

test('closed classes that share a slot, whatever their sizes, class by class', () => {
  const findings = found(TWO, '{ nodes: [{ speed: 2 }], discipline: ps }');
  expect(findings.map(({ formula, scope }) => `${formula.name} ${scope}`)).toEqual(['closed-ps-multiclass overall', 'closed-ps-multiclass class a', 'closed-ps-multiclass class b']);
  const [{ prediction }, a] = findings;
  expect(a.prediction.values).toEqual(prediction.classes![0].values);
});

test('not under first come, first served, where sizes differ; exact where they are exponential and alike', () => {
  expect(named(TWO, '{ nodes: 1 }', 'mva')).toBeUndefined();
  const alike = [closed(3, 5, 1, 'a'), closed(2, 10, 1, 'b')];
  const prediction = named(alike, '{ nodes: 1 }', 'mva');
  expectClose(prediction?.values['throughput'], named(alike, '{ nodes: 1, discipline: ps }', 'closed-ps-multiclass')!.values['throughput'], 1e-12);
  expect(named(alike, '{ nodes: 1, discipline: lcfs }', 'mva')).toBeUndefined();
});

const split = (discipline: string) => `{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: random, discipline: ${discipline} }`;

test('a random split of closed sources over single slots, of any speeds', () => {
  const prediction = named(TWO, split('ps'), 'mva');
  expect(prediction?.classes?.map(({ name }) => name)).toEqual(['a', 'b', 'node 0', 'node 1']);
  expect(named(TWO, split('fcfs'), 'mva')).toBeUndefined();
  expect(named([TWO[0]], split('fcfs'), 'mva')).toBeDefined();
  expect(named([TWO[0]], split('srpt'), 'mva')).toBeUndefined();
  expect(named([TWO[0]], '{ nodes: 2, discipline: ps, dispatch: round-robin }', 'mva')).toBeUndefined();
  expect(named([TWO[0]], '{ nodes: [{ slots: 2 }, { slots: 1 }], discipline: ps, dispatch: random }', 'mva')).toBeUndefined();
});

test('approximate where the populations are too large for exact mean value analysis', () => {
  const many = [closed(20_000, 5, 1, 'a'), closed(20_000, 10, 4, 'b')];
  expect(found(many, '{ nodes: 1, discipline: ps }').map(({ formula }) => formula.name)[0]).toBe('amva');
});

test('what no policy goes beyond: one closed source, any pool that loses nothing', () => {
  const bounds = (pool: string) => named([closed(10, 5, 2, 'a', '{ pareto: { shape: 1.5, mean: 2 } }')], pool, 'operational-bounds')?.bounds;
  const mixed = bounds('{ nodes: [{ speed: 1, slots: 2 }, { speed: 4 }], dispatch: jsq, discipline: srpt }');
  // Six units of work per time unit, three jobs; at best 1/2 time unit each, so N/(Z + D) = 10/5.5 < 3.
  expectClose(mixed?.['throughput'].upper, 10 / 5.5);
  expectClose(mixed?.['response'].lower, 0.5);
  expectClose(bounds('{ nodes: 1 }')?.['throughput'].upper, 0.5);
  expectClose(bounds('{ nodes: 1 }')?.['response'].lower, 15);
  expectClose(bounds('{ nodes: 1 }')?.['number'].lower, 7.5);
  expect(bounds('{ nodes: [{ capacity: 3 }] }')).toBeUndefined();
  expect(named(TWO, '{ nodes: 1 }', 'operational-bounds')).toBeUndefined();
});
