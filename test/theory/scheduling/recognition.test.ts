import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

function found(sources: readonly string[], pool: string) {
  return oracle(loadScenario('test', `name: test\narrivals: [${sources.join(', ')}]\npool: ${pool}\n`).scenario).findings;
}

const names = (sources: readonly string[], pool: string) => found(sources, pool).map(({ formula, scope }) => `${scope} ${formula.name}`);

const M = '{ class: m, process: poisson, rate: 0.5, size: { exponential: { mean: 1 } } }';
const D = '{ class: d, process: poisson, rate: 0.2, size: { deterministic: { value: 1 } }, priority: 1 }';
const L = '{ class: l, process: poisson, rate: 0.1, size: { lognormal: { mean: 3, scv: 4 } }, priority: 2 }';

test.each([
  ['sjf', 'mg1-sjf'],
  ['psjf', 'mg1-psjf'],
  ['srpt', 'mg1-srpt'],
  ['las', 'mg1-fb'],
  ['lcfs', 'mg1-lcfs'],
  ['lcfs-preemptive', 'mg1-plcfs'],
  ['ps', 'mg1-ps'],
  ['priority', 'mg1-priority-preemptive'],
  ['{ priority: { preemptive: false } }', 'mg1-priority'],
])('%s with atoms and densities, overall and by class', (discipline, name) => {
  expect(names([D, L], `{ nodes: [{ speed: 2 }], discipline: ${discipline} }`)).toEqual([`overall ${name}`, `class d ${name}`, `class l ${name}`]);
  expect(names([D, L], `{ nodes: [{ speed: 2 }, { speed: 2 }], dispatch: random, discipline: ${discipline} }`)).toContain(`class l ${name}`);
});

test('round robin, as a limit; exactly where sizes are exponential', () => {
  expect(names([D, L], '{ nodes: 1, discipline: { round-robin: { quantum: 0.1 } } }')).toEqual(expect.arrayContaining(['overall mg1-rr', 'class d mg1-rr', 'class l mg1-rr']));
  expect(names([M], '{ nodes: 1, discipline: { round-robin: { quantum: 0.1 } } }')).toEqual(['overall mm1']);
});

test('ps on several slots, whatever the sizes', () => {
  expect(names([D, L], '{ nodes: [{ slots: 2 }], discipline: ps }')).toEqual(['overall mgc-ps', 'class d mgc-ps', 'class l mgc-ps']);
});

test.each(['sjf', 'psjf', 'srpt'])('%s on several slots, or with room for some only, is none of these', (discipline) => {
  for (const nodes of ['[{ slots: 2 }]', '[{ capacity: 5 }]']) {
    expect(names([M], `{ nodes: ${nodes}, discipline: ${discipline} }`).filter((one) => /overall mg1/.test(one))).toEqual([]);
  }
});

describe('priority', () => {
  test('classes of one priority are one level, and a single level is fcfs', () => {
    const equal = [D, L.replace('priority: 2', 'priority: 1')];
    expect(names(equal, '{ nodes: 1, discipline: priority }')).toContain('overall mg1');
  });

  test('classes keep their names and their speed', () => {
    const [overall, d, l] = found([L, D], '{ nodes: [{ speed: 2 }], discipline: { priority: { preemptive: true } } }');
    expect(overall.prediction.classes!.map(({ name }) => name)).toEqual(['l', 'd']);
    // The urgent class alone: M/D/1 of load 0.1, service 0.5.
    const urgent = [d, l].find(({ scope }) => scope === 'class d')!;
    expectClose(urgent.prediction.values['response'], 0.5 + (0.1 * 0.5) / 2 / 0.9);
    expectClose(overall.prediction.values['utilisation'], 0.25);
  });

  test('not where one class is not Poisson', () => {
    const bursts = '{ class: b, process: { renewal: { gap: { deterministic: { value: 9 } } } }, size: { exponential: { mean: 1 } } }';
    expect(names([D, bursts], '{ nodes: 1, discipline: priority }').filter((name) => /mg1/.test(name))).toEqual([]);
  });
});

test.each([
  ['{ nodes: [{ slots: 3 }], discipline: priority }', 'mmc-priority-preemptive'],
  ['{ nodes: 3, dispatch: central, discipline: { priority: { preemptive: false } } }', 'mmc-priority'],
])('priorities on several slots where all sizes are exponential of one mean: %s', (pool, name) => {
  const urgent = '{ class: u, process: poisson, rate: 0.5, size: { exponential: { mean: 1 } }, priority: 1 }';
  expect(names([M, urgent], pool)).toEqual([`overall ${name}`, `class m ${name}`, `class u ${name}`]);
  expect(names([M, urgent.replace('mean: 1', 'mean: 2')], pool)).not.toContain(`overall ${name}`);
});
