import { describe, expect, test } from 'vitest';
import type { DispatcherDefinition } from '../../../src/dispatchers/define.ts';
import * as dispatchers from '../../../src/dispatchers/index.ts';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import * as dispatching from '../../../src/theory/dispatching/index.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

const EXPONENTIAL = '{ exponential: { mean: 1 } }';

function ask(load: number, pool: string, size = EXPONENTIAL) {
  const text = ['name: recognition', 'arrivals:', `  - { class: job, process: poisson, load: ${load}, size: ${size} }`, `pool: ${pool}`].join('\n');
  return oracle(loadScenario('recognition', text).scenario);
}

const OWN = new Set(Object.values(dispatching).map(({ name }) => name));

/** The formulas of this family; laws that hold for every policy are found besides. */
const names = (...args: Parameters<typeof ask>) => ask(...args).findings.map(({ formula }) => formula.name).filter((name) => OWN.has(name));

describe('what is found for several nodes that depend on one another, of what says more than others', () => {
  test.each<[load: number, pool: string, found: readonly string[]]>([
    [0.5, '{ nodes: 2, dispatch: jsq }', ['jsq-2']],
    [0.5, '{ nodes: 2, dispatch: { power-of-d: { d: 2 } } }', ['jsq-2']],
    [0.5, '{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: { jsq: { ties: first } } }', ['jsq-2']],
    [0.5, '{ nodes: 3, dispatch: jsq, discipline: ps }', ['jsq-exact']],
    [0.95, '{ nodes: 3, dispatch: jsq }', ['jsq-exact']],
    [0.5, '{ nodes: 4, dispatch: { power-of-d: { d: 2 } } }', ['power-of-d-exact']],
    [0.5, '{ nodes: 10, dispatch: jsq }', ['jsq-bounds']],
    [0.5, '{ nodes: 100, dispatch: jsq }', ['jsq-bounds', 'jsq-mean-field']],
    [0.8, '{ nodes: 6, dispatch: { power-of-d: { d: 2 } } }', ['power-of-d-bounds', 'power-of-d-finite-n']],
    [0.9, '{ nodes: 100, dispatch: { power-of-d: { d: 3 } } }', ['power-of-d-bounds', 'power-of-d-finite-n', 'power-of-d-mean-field']],
    [0.98, '{ nodes: 6, dispatch: jsq }', ['jsq-bounds', 'jsq-heavy-traffic']],
    [0.98, '{ nodes: 5, dispatch: { power-of-d: { d: 2 } } }', ['power-of-d-bounds', 'jsq-heavy-traffic']],
    [0.5, '{ nodes: 2, dispatch: join-idle-queue }', ['jiq-2']],
    [0.5, '{ nodes: 2, dispatch: { join-below-threshold: { threshold: 1 } }, discipline: ps }', ['jiq-2']],
    [0.8, '{ nodes: 100, dispatch: { join-idle-queue: { dispatchers: 20 } } }', ['jiq-mean-field']],
    [0.8, '{ nodes: 3, dispatch: least-work-left }', ['lwl']],
    // The shortest of all queues, by other names.
    [0.5, '{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: least-connections }', ['jsq-2']],
    [0.5, '{ nodes: 3, dispatch: least-connections }', ['jsq-exact']],
    [0.5, '{ nodes: 3, dispatch: shortest-expected-delay }', ['jsq-exact']],
    // With replacement: the shorter of two draws may be one and the same queue.
    [0.5, '{ nodes: 3, dispatch: { power-of-d: { d: 2, replacement: true } } }', []],
    [0.8, '{ nodes: 8, dispatch: { power-of-d: { d: 2, replacement: true } } }', ['power-of-d-finite-n']],
    [0.8, '{ nodes: 100, dispatch: { power-of-d: { d: 2, replacement: true } } }', ['power-of-d-finite-n', 'power-of-d-mean-field']],
    [0.5, '{ nodes: 3, dispatch: { power-of-d: { d: 1, replacement: true } } }', ['random-split']],
    // Turns of equal weight are round robin.
    [0.5, '{ nodes: 2, dispatch: weighted-round-robin }', ['round-robin-split']],
    [0.5, '{ nodes: 2, dispatch: { weighted-round-robin: { weights: [3, 3] } } }', ['round-robin-split']],
  ])('load %f, %s', (load, pool, found) => {
    expect(names(load, pool)).toEqual(found);
  });
});

test.each([
  ['{ nodes: [{ count: 2, slots: 2 }], dispatch: jsq }', EXPONENTIAL],
  ['{ nodes: [{ count: 3, capacity: 5 }], dispatch: jsq }', EXPONENTIAL],
  ['{ nodes: [{ speed: 1 }, { speed: 2 }, { speed: 2 }], dispatch: jsq }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: jsq, capacity: 10 }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: jsq, discipline: srpt }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: { power-of-d: { d: 2 } } }', '{ deterministic: { value: 1 } }'],
  ['{ nodes: 3, dispatch: { power-of-d: { d: 2, memory: 1 } } }', EXPONENTIAL],
  ['{ nodes: 2, dispatch: { power-of-d: { d: 2, memory: 1 } } }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: { power-of-d: { d: 1, memory: 1 } } }', EXPONENTIAL],
  ['{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: shortest-expected-delay }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: { least-connections: { weights: speed } } }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: join-idle-queue }', EXPONENTIAL],
  ['{ nodes: 2, dispatch: { join-idle-queue: { dispatchers: 2 } } }', EXPONENTIAL],
  ['{ nodes: 2, dispatch: { join-below-threshold: { threshold: 2 } } }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: least-work-left, discipline: lcfs }', EXPONENTIAL],
  ['{ nodes: 3, dispatch: least-work-left }', '{ deterministic: { value: 1 } }'],
  ['{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: weighted-round-robin }', EXPONENTIAL],
])('nothing is found for %s, sizes %s', (pool, size) => {
  expect(names(0.5, pool, size)).toEqual([]);
});

const LATE = { every: 1 };

/** The same, where the dispatcher is told of the load late. */
function askLate(pool: string) {
  const text = ['name: recognition', 'arrivals:', `  - { class: job, process: poisson, load: 0.8, size: ${EXPONENTIAL} }`, `pool: ${pool}`].join('\n');
  const { scenario } = loadScenario('recognition', text);
  return oracle({ ...scenario, pool: { ...scenario.pool, information: LATE } });
}

describe('with late information', () => {
  test.each(
    [2, 3, 100].flatMap((nodes) =>
      Object.values<DispatcherDefinition>(dispatchers)
        .filter(({ needs }) => needs.length > 0 && needs.every((signal) => signal === 'queued' || signal === 'work'))
        .map(({ name }) => `{ nodes: ${nodes}, dispatch: ${name} }`),
    ),
  )('nothing is known of what looks at loads: %s', (pool) => {
    const { findings, reasons } = askLate(pool);
    expect(findings.map(({ formula }) => formula.name).filter((name) => name !== 'no-wait-bound')).toEqual([]);
    expect(reasons.join()).toContain('with late information');
  });

  test.each([
    ['random', 'random-split'],
    ['round-robin', 'round-robin-split'],
    ['{ power-of-d: { d: 1 } }', 'random-split'],
    // It counts for itself.
    ['least-connections', 'jsq-exact'],
  ])('who does not look is not misled: %s', (dispatch, formula) => {
    expect(askLate(`{ nodes: 3, dispatch: ${dispatch} }`).findings.map((one) => one.formula.name)).toContain(formula);
  });
});

test('rates are speed over size, and the time unit is that of the scenario', () => {
  const [{ values }, { values: unit }] = [
    ask(0.6, '{ nodes: [{ count: 2, speed: 4 }], dispatch: jsq }', '{ exponential: { mean: 8 } }'),
    ask(0.6, '{ nodes: 2, dispatch: jsq }'),
  ].map(({ findings }) => findings.find(({ formula }) => formula.name === 'jsq-2')!.prediction);
  expectClose(values['response'], 2 * unit['response'], 1e-10);
  expectClose(values['number'], unit['number'], 1e-10);
});

test('what stands in the way of an exact answer is said, with what is shown in its place', () => {
  expect(ask(0.8, '{ nodes: 10, dispatch: { power-of-d: { d: 2 } } }').reasons).toEqual([
    'power-of-d over 10 nodes has no exact formula here: the nodes depend on one another; ' +
      'shown: power of d choices between M/M/n and a random split (bound), power of d choices, refined mean field (approximation), power of d choices, many nodes (asymptotic)',
  ]);
  expect(ask(0.5, '{ nodes: 3, dispatch: jsq }').reasons).toEqual([]);
});
