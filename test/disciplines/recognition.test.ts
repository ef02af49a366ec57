/** What the oracle finds for each discipline, and that whatever it claims exactly is what simulation shows. */
import { describe, expect, test } from 'vitest';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario.ts';
import { stream } from '../../src/random/stream.ts';
import { oracle } from '../../src/theory/oracle.ts';
import { score } from './played.ts';

const HYPER = '{ hyperexponential: { mean: 1, scv: 3 } }';

/** `sources` by size and more, in YAML's flow style. */
function scenario(discipline: string, sources: readonly (readonly [size: string, more?: string])[], node = '{ slots: 1 }'): Scenario {
  const arrivals = sources.map(([size, more = ''], i) => `  - { class: c${i}, process: poisson, load: ${0.7 / sources.length}, size: ${size}, ${more} }`);
  return loadScenario('test', ['name: test', 'arrivals:', ...arrivals, `pool: { nodes: [${node}], discipline: ${discipline} }`, 'run: { jobs: 10000 }'].join('\n')).scenario;
}

const names = (of: Scenario) => [...new Set(oracle(of).findings.map(({ formula }) => formula.name))];

describe('formulas are found', () => {
  const one = [[HYPER]] as const;
  const two = [[HYPER, 'weight: 1, priority: 1'], ['{ deterministic: { value: 2 } }', 'weight: 5, priority: 0']] as const;
  const alike = [[HYPER, 'weight: 2'], ['{ deterministic: { value: 2 } }', 'weight: 2']] as const;
  test.each<[string, string, Parameters<typeof scenario>[1]]>([
    ['mg1-ros', 'random-order', one],
    ['mg1-ros', 'random-order', two],
    ['mg1-ros', '{ random-order: { weighted: true } }', alike],
    ['c-mu', 'c-mu', two],
    ['mg1-priority-preemptive', '{ c-mu: { preemptive: true } }', two],
    ['mg1-priority-preemptive', 'priority', two],
    ['mg1-priority', '{ priority: { preemptive: false, afterwards: restart } }', two],
    ['mg1-priority', '{ priority-ageing: { rate: 0 } }', two],
    ['mg1', '{ priority-ageing: { rate: 3 } }', alike],
    ['mg1', 'accumulating-priority', alike],
    ['mg1-srpt', 'srpt-bounce', two],
    ['mg1', '{ edf: { preemptive: false } }', [[HYPER, 'deadline: { exponential: { mean: 3 } }']]],
  ])('%s for %s', (formula, discipline, sources) => {
    expect(names(scenario(discipline, sources))).toContain(formula);
  });

  test('of every class, where random order tells them not apart', () => {
    expect(oracle(scenario('random-order', two)).findings.map(({ scope }) => scope)).toEqual(['overall', 'class c0', 'class c1']);
  });

  test.each<[string, string, Parameters<typeof scenario>[1]]>([
    ['mg1-ros', '{ random-order: { weighted: true } }', two],
    ['c-mu', 'c-mu', [[HYPER], ['{ exponential: { mean: 1 } }']]],
    ['mg1-priority-preemptive', '{ priority: { afterwards: restart } }', two],
    ['mg1-priority-preemptive', '{ priority: { afterwards: resample } }', two],
    ['mg1-srpt', 'srpt', [[HYPER, 'estimate: { lognormal: { mean: 1, scv: 1 } }']]],
    ['mg1-psjf', 'psjf', [[HYPER, 'estimate: { lognormal: { mean: 1, scv: 1 } }']]],
    ['mg1-sjf', 'sjf', [[HYPER, 'estimate: { lognormal: { mean: 1, scv: 1 } }']]],
    ['mg1-srpt', 'srpt-bounce', [[HYPER, 'estimate: { lognormal: { mean: 1, scv: 1 } }']]],
    ['mg1', '{ mlfq: { quanta: [0.5], newcomers: wait } }', one],
    ['mm1', '{ priority: { afterwards: restart } }', [['{ exponential: { mean: 1 } }', 'priority: 0'], ['{ exponential: { mean: 1 } }', 'priority: 1']]],
  ])('not %s for %s', (formula, discipline, sources) => {
    expect(names(scenario(discipline, sources))).not.toContain(formula);
  });

  test('estimates do not matter to those who do not look at sizes, nor to priorities on several slots', () => {
    const estimated = 'estimate: { lognormal: { mean: 1, scv: 1 } }';
    expect(names(scenario('fcfs', [[HYPER, estimated]]))).toContain('mg1');
    expect(names(scenario('{ priority: { afterwards: resume } }', [['{ exponential: { mean: 1 } }', `priority: 0, ${estimated}`], ['{ exponential: { mean: 1 } }', 'priority: 1']], '{ slots: 2 }'))).toContain('mmc-priority-preemptive');
    expect(names(scenario('{ priority: { afterwards: restart } }', [['{ exponential: { mean: 1 } }', 'priority: 0'], ['{ exponential: { mean: 1 } }', 'priority: 1']], '{ slots: 2 }'))).not.toContain('mmc-priority-preemptive');
  });
});

function ignore(): void {}

/** Mean waits, of all and by class, the first tenth left out. */
function waits(of: Scenario, replication: number): Readonly<Record<string, number>> {
  const scopes = ['overall', ...of.classes.map(({ name }) => `class ${name}`)];
  const [sums, counts] = [scopes.map(() => 0), scopes.map(() => 0)];
  let left = of.horizon.length / 10;
  const completed = (_now: number, jobClass: number, _node: number, response: number, service: number) => {
    if (--left >= 0) return;
    for (const scope of [0, jobClass + 1]) {
      sums[scope] += response - service;
      counts[scope]++;
    }
  };
  simulate(of, { entered: ignore, lost: ignore, busy: ignore, copies: ignore, completed }, (name) => stream(`recognition/${replication}/${name}`));
  return Object.fromEntries(scopes.map((scope, i) => [scope, sums[i] / counts[i]]));
}

describe('what is claimed exactly of a registered discipline is so', () => {
  const traits = 'deadline: { exponential: { mean: 4 } }, key: { uniform: { min: 0, max: 9 } }';
  const systems: Readonly<Record<string, Parameters<typeof scenario>[1]>> = {
    'any sizes': [[HYPER, `${traits}, weight: 1, priority: 1`], ['{ deterministic: { value: 2 } }', `${traits}, weight: 5, priority: 0`]],
    'exponential sizes, estimated': [
      ['{ exponential: { mean: 1 } }', `${traits}, weight: 1, priority: 1, estimate: { lognormal: { mean: 1, scv: 2 } }`],
      ['{ exponential: { mean: 1 } }', `${traits}, weight: 5, priority: 0, estimate: { deterministic: { value: 1 } }`],
    ],
  };
  const all = Object.entries(systems).flatMap(([system, sources]) =>
    Object.values<DisciplineDefinition>(disciplines).flatMap((definition) =>
      definition.examples.map((params: unknown) => ({ name: `${definition.name} ${JSON.stringify(params)}`, system, sources, definition, params })),
    ),
  );

  test.each(all)('$name, $system', ({ definition, params, sources }) => {
    const of = scenario(JSON.stringify({ [definition.name]: params }), sources);
    const exact = oracle(of).findings.filter(({ formula, prediction }) => formula.kind === 'exact' && 'waiting' in prediction.values);
    if (exact.length === 0) return;
    const samples = Array.from({ length: 12 }, (_, index) => waits(of, index));
    for (const { scope, formula, prediction } of exact) {
      const measured = samples.map((sample) => sample[scope]);
      expect(Math.abs(score(measured, prediction.values['waiting'])), `${formula.name}, ${scope}`).toBeLessThan(5);
    }
  });
});
