import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as arrivals from '../../src/arrivals/index.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import * as dispatchers from '../../src/dispatchers/index.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import type { ArrivalProcess, Distribution, Node } from '../../src/model.ts';
import type { Discipline, Dispatcher, DispatchSetup, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { registry } from '../../src/registry.ts';
import * as distributions from '../../src/random/distributions/index.ts';
import { oracle } from '../../src/theory/oracle.ts';
import { expectClose } from './close.ts';

interface Given {
  readonly discipline?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly dispatch?: string;
  readonly chances?: Readonly<Record<string, unknown>>;
  readonly nodes?: readonly Partial<Node>[];
  readonly capacity?: number;
  /** One class per entry. */
  readonly arrivals?: readonly { rate?: number; size?: Distribution; tasks?: Distribution; priority?: number; process?: ArrivalProcess }[];
}

const M = (mean: number) => distributions.exponential.create({ mean });
const D = (only: number) => distributions.deterministic.create({ value: only });
const U = (max: number) => distributions.uniform.create({ min: 0, max });
const POISSON = (rate: number) => arrivals.poisson.create({}, { rate } as never);

function policy(name: string, given: unknown): Policy<Discipline> {
  const definition = registry<DisciplineDefinition>(Object.values(disciplines))[name];
  const params = definition.params.parse(given ?? {}) as Record<string, unknown>;
  return { name, params, needs: definition.needs, create: (setup) => definition.create(params, setup) };
}

function scenario({ discipline = 'fcfs', params, dispatch = 'random', chances: given = {}, nodes = [{}], capacity = Infinity, arrivals: sources = [{}] }: Given): Scenario {
  const definition = registry<DispatcherDefinition>(Object.values(dispatchers))[dispatch];
  const chances = definition.params.parse(given) as Record<string, unknown>;
  const chosen: Policy<Dispatcher, DispatchSetup> = { name: dispatch, params: chances, needs: definition.needs, create: (setup) => definition.create(chances, setup) };
  const classes = sources.map(({ priority = 0 }, index) => ({ name: `c${index}`, priority, weight: 1 }));
  const jobs = sources.map(({ rate = 0.8, size = M(1), process = POISSON(rate), tasks }, index) => ({ name: `c${index}`, class: index, process, size, ...(tasks && { tasks }) }));
  return {
    name: 'test',
    seed: 'test',
    classes,
    sources: jobs,
    workload: workloadOf(classes, jobs),
    pool: { nodes: nodes.map((node) => ({ slots: 1, speed: 1, capacity: Infinity, ...node })), capacity, dispatch: chosen, discipline: policy(discipline, params) },
    horizon: { unit: 'jobs', length: 1000, warmup: 0 },
  };
}

const ten = Array.from({ length: 10 }, () => ({}));
const twoClasses = [{ rate: 0.3, size: M(1) }, { rate: 0.1, size: U(4) }];
const sameClasses = [{ rate: 0.3 }, { rate: 0.1, priority: 1 }];

// What a queueing theorist would expect: formula names with their scopes, in order.
test.each<[string, Given, string[]]>([
  ['M/M/1', {}, ['overall mm1']],
  ['M/M/1 behind any dispatcher', { dispatch: 'jsq' }, ['overall mm1']],
  ['M/M/1 with one queue', { dispatch: 'central' }, ['overall mm1']],
  ['M/M/1-LCFS', { discipline: 'lcfs' }, ['overall mg1-lcfs']],
  ['M/M/1-LAS', { discipline: 'las' }, ['overall mg1-fb']],
  ['M/M/1 in turns', { discipline: 'round-robin', params: { quantum: 0.1 } }, ['overall mm1']],
  ['M/M/1-PS', { discipline: 'ps' }, ['overall mg1-ps']],
  ['M/M/1-SRPT', { discipline: 'srpt' }, ['overall mg1-srpt']],
  ['one priority is fcfs', { discipline: 'priority', arrivals: [{ rate: 0.3 }, { rate: 0.3 }] }, ['overall mm1', 'class c0 mm1', 'class c1 mm1']],
  ['two priorities', { discipline: 'priority', arrivals: sameClasses }, ['overall mg1-priority-preemptive', 'class c0 mg1-priority-preemptive', 'class c1 mg1-priority-preemptive']],
  ['two priorities without preemption', { discipline: 'priority', params: { preemptive: false }, arrivals: twoClasses.map((one, priority) => ({ ...one, priority })) }, ['overall mg1-priority', 'class c0 mg1-priority', 'class c1 mg1-priority']],
  ['M/D/1', { arrivals: [{ size: D(1) }] }, ['overall md1']],
  ['M/G/1-LCFS', { discipline: 'lcfs', arrivals: [{ size: U(2) }] }, ['overall mg1-lcfs']],
  ['M/G/1-PS', { discipline: 'ps', arrivals: [{ size: U(2) }] }, ['overall mg1-ps']],
  ['M/G/1 with two classes', { arrivals: twoClasses }, ['overall mg1', 'class c0 mg1', 'class c1 mg1']],
  ['M/G/1-PS with two classes', { discipline: 'ps', arrivals: twoClasses }, ['overall mg1-ps', 'class c0 mg1-ps', 'class c1 mg1-ps']],
  ['M/G/1-SRPT with two classes', { discipline: 'srpt', arrivals: twoClasses }, ['overall mg1-srpt', 'class c0 mg1-srpt', 'class c1 mg1-srpt']],
  ['M/M/2 in a node', { nodes: [{ slots: 2 }] }, ['overall mmc']],
  ['M/M/10 in a pool with one queue', { dispatch: 'central', nodes: ten, arrivals: [{ rate: 8 }] }, ['overall mmc']],
  ['M/M/3/5', { nodes: [{ slots: 3, capacity: 5 }] }, ['overall mmck']],
  ['M/M/1/5 by the pool’s room', { capacity: 5, arrivals: [{ rate: 3 }] }, ['overall mmck']],
  ['M/G/4/4', { nodes: [{ slots: 4, capacity: 4 }], arrivals: [{ rate: 9, size: D(1) }] }, ['overall mmcc']],
  ['M/G/4/4, discipline of no account', { discipline: 'srpt', nodes: [{ slots: 4, capacity: 4 }] }, ['overall mmcc']],
  ['M/G/∞', { nodes: [{ slots: Infinity }], arrivals: [{ rate: 50, size: U(2) }] }, ['overall mminf']],
  ['renewal with exponential gaps is Poisson', { arrivals: [{ process: arrivals.renewal.create({ gap: M(2) }, {} as never) }] }, ['overall mm1']],
  ['M/E₂/3', { nodes: [{ slots: 3 }], arrivals: [{ rate: 2, size: distributions.erlang.create({ k: 2, mean: 1 }) }] }, ['overall ph-ph-c']],
  ['M/D/3', { nodes: [{ slots: 3 }], arrivals: [{ rate: 2, size: D(1) }] }, ['overall mdc']],
  ['M/D/1/4', { capacity: 4, arrivals: [{ size: D(1) }] }, ['overall mg1k']],
  ['M/H₂/2/5', { nodes: [{ slots: 2, capacity: 5 }], arrivals: [{ rate: 2, size: distributions.hyperexponential.create({ mean: 1, scv: 3 }) }] }, ['overall ph-ph-c-k']],
  ['D/M/1', { arrivals: [{ process: arrivals.deterministic.create({}, { rate: 0.8 } as never) }] }, ['overall dm1']],
  ['U/M/1', { arrivals: [{ process: arrivals.renewal.create({ gap: U(3) }, {} as never) }] }, ['overall gm1']],
  ['U/M/2', { nodes: [{ slots: 2 }], arrivals: [{ process: arrivals.renewal.create({ gap: U(1.5) }, {} as never) }] }, ['overall gmc']],
  ['H₂/E₂/1', { arrivals: [{ process: arrivals.renewal.create({ gap: distributions.hyperexponential.create({ mean: 2, scv: 3 }) }, {} as never), size: distributions.erlang.create({ k: 2, mean: 1 }) }] }, ['overall ph-ph-1']],
  ['bursts', { arrivals: [{ process: arrivals.mmpp.create({ rates: [1, 0.2], switching: [[-1, 1], [1, -1]] }, {} as never) }] }, ['overall mmpp-ph-c']],
  ['batches', { arrivals: [{ process: arrivals.batch.create({ size: distributions.geometric.create({ mean: 3 }) }, { rate: 0.5 } as never) }] }, ['overall batch-mm1']],
  ['a closed system', { discipline: 'ps', arrivals: [{ size: U(2), process: { name: 'closed', mechanism: 'closed', population: 5, think: D(4) } }] }, ['overall machine-repair']],
  ['a finite population without waiting', { nodes: [{ slots: 2, capacity: 2 }], arrivals: [{ size: U(2), process: { name: 'closed', mechanism: 'closed', population: 5, think: D(4) } }] }, ['overall engset']],
  ['one queue, speeds differ', { dispatch: 'central', nodes: [{}, { speed: 2 }], arrivals: [{ rate: 2 }] }, ['overall mmc-heterogeneous']],
  ['jsq over two', { dispatch: 'jsq', nodes: [{}, {}], arrivals: [{ rate: 1.6 }] }, ['overall jsq-2']],
  ['jsq over three', { dispatch: 'jsq', nodes: [{}, {}, {}], arrivals: [{ rate: 2 }] }, ['overall jsq-exact']],
  ['two choices of three', { dispatch: 'power-of-d', nodes: [{}, {}, {}], arrivals: [{ rate: 2 }] }, ['overall power-of-d-exact']],
  ['round robin', { dispatch: 'round-robin', nodes: ten, arrivals: [{ rate: 8 }] }, ['overall round-robin-split', 'node 0 gm1']],
  ['ps on several slots', { discipline: 'ps', nodes: [{ slots: 4 }], arrivals: [{ rate: 3, size: U(2) }] }, ['overall mgc-ps']],
  ['priorities on several slots', { discipline: 'priority', nodes: [{ slots: 2 }], arrivals: sameClasses }, ['overall mmc-priority-preemptive', 'class c0 mmc-priority-preemptive', 'class c1 mmc-priority-preemptive']],
  ['sjf', { discipline: 'sjf', arrivals: [{ size: U(2) }] }, ['overall mg1-sjf']],
  ['random split', { nodes: ten, arrivals: [{ rate: 8 }] }, ['overall random-split', 'node 0 mm1']],
  ['one choice of one node is a random split', { dispatch: 'power-of-d', chances: { d: 1 }, nodes: ten, arrivals: [{ rate: 8 }] }, ['overall random-split', 'node 0 mm1']],
  ['closed, equal priorities', { arrivals: [0, 1].map(() => ({ process: { name: 'closed', mechanism: 'closed' as const, population: 3, think: D(3) } })) }, ['overall machine-repair']],
  ['random split of different nodes', { nodes: [{}, { speed: 4, slots: 2 }, {}] }, ['overall random-split', 'node 0 mm1', 'node 1 mmc']],
  ['fork–join over two nodes', { dispatch: 'round-robin', nodes: [{}, {}], arrivals: [{ tasks: D(2) }] }, ['overall fork-join-2']],
  ['fork–join of two sources', { dispatch: 'round-robin', nodes: [{}, {}], arrivals: [{ rate: 0.3, tasks: D(2) }, { rate: 0.2, tasks: D(2) }] }, ['overall fork-join-2']],
  ['fork–join without waiting', { nodes: [{ slots: Infinity }], arrivals: [{ rate: 50, size: U(2), tasks: D(3) }] }, ['overall fork-join-unlimited']],
  ['tasks on one slot', { arrivals: [{ rate: 0.2, size: U(2), tasks: distributions.geometric.create({ mean: 3 }) }] }, ['overall mg1-tasks']],
  ['random split with classes', { nodes: [{}, { speed: 2 }], discipline: 'ps', arrivals: twoClasses }, ['overall random-split', 'node 0 mg1-ps', 'node 1 mg1-ps', 'class c0 mg1-ps', 'class c1 mg1-ps']],
])('%s', (_, given, expected) => {
  const { findings, reasons } = oracle(scenario(given));
  expect(findings.map(({ scope, formula }) => `${scope} ${formula.name}`)).toEqual(expected);
  for (const { prediction } of findings) for (const [key, number] of Object.entries(prediction.values)) expect(number, key).toBeGreaterThanOrEqual(0);
  if (given.discipline !== 'priority') expect(reasons).toEqual([]);
});

const open = (name: string): ArrivalProcess => ({ name, mechanism: 'open', rate: 0.5, begin: () => ({ next: () => 1 }) });

/** What holds for every policy, and is shown where nothing better is known. */
const WEAK = ['= utilisation-law', '≤ no-wait-bound'];

const MARKS = { exact: '=', bound: '≤', approximation: '≈', asymptotic: '→' } as const;

/** What is found overall, with the mark of its kind: = exact, ≤ bound, ≈ approximation, → limit. */
function found({ findings }: ReturnType<typeof oracle>): readonly string[] {
  return findings.filter(({ scope }) => scope === 'overall').map(({ formula }) => `${MARKS[formula.kind]} ${formula.name}`);
}

test.each<[string, Given, string[], RegExp]>([
  ['fork–join over ten', { dispatch: 'round-robin', nodes: ten, arrivals: [{ tasks: D(10) }] }, ['= utilisation-law', '≤ fork-join-bounds', '≈ fork-join'], /jobs of several tasks by round-robin and fcfs/],
  ['fork–join over forty', { dispatch: 'round-robin', nodes: Array.from({ length: 40 }, () => ({})), arrivals: [{ tasks: D(40) }] }, ['= utilisation-law', '≤ fork-join-bounds'], /jobs of several tasks/],
  ['more tasks than nodes', { dispatch: 'round-robin', nodes: [{}, {}], arrivals: [{ rate: 0.4, tasks: D(4) }] }, ['= utilisation-law'], /jobs of several tasks/],
  ['tasks to the shortest queue', { dispatch: 'jsq', nodes: [{}, {}], arrivals: [{ rate: 0.4, tasks: D(2) }] }, ['= utilisation-law'], /jobs of several tasks by jsq/],
  ['tasks in one queue', { dispatch: 'central', nodes: [{}, {}], arrivals: [{ rate: 0.4, tasks: D(2) }] }, ['= utilisation-law'], /jobs of several tasks by central/],
  ['too many tasks', { dispatch: 'round-robin', nodes: [{}, {}], arrivals: [{ rate: 0.6, tasks: D(4) }] }, [], /load 1.2 is not below 1/],
  ['an unknown process', { arrivals: [{ process: open('mystery') }] }, [], /arrivals of c0 \(mystery\) do not go on in one way/],
  ['a schedule that ends', { arrivals: [{ process: arrivals.schedule.create({ rates: [{ for: 10, rate: 0.8 }, { for: 10, rate: 0.2 }], repeat: false }, {} as never) }] }, [], /\(schedule\) do not go on in one way/],
  ['priorities by size, dealt out in turn', { dispatch: 'round-robin', discipline: 'priority', params: { preemptive: false }, nodes: [{}, {}], arrivals: [{ rate: 0.5, size: M(0.2) }, { rate: 0.1, size: M(10), priority: 1 }] }, WEAK, /round-robin over 2 nodes under priority with sizes by class/],
  ['priorities by how one thinks', { discipline: 'priority', arrivals: [0, 1].map((priority) => ({ priority, process: { name: 'closed', mechanism: 'closed' as const, population: 3, think: priority === 0 ? D(3) : M(3) } })) }, [], /arrivals of c0 are closed, not Poisson/],
  ['a slow node that deterministic arrivals overload', { nodes: [{}, { speed: 3 }], arrivals: [{ process: arrivals.deterministic.create({}, { rate: 2.4 } as never) }] }, ['≤ no-wait-bound'], /arrivals of c0 are deterministic, not Poisson/],
  ['mmpp with sizes that have no phases', { arrivals: [{ size: D(1), process: arrivals.mmpp.create({ rates: [1, 0.2], switching: [[-1, 1], [1, -1]] }, {} as never) }] }, WEAK, /arrivals of c0 are mmpp, not Poisson/],
  ['closed, fcfs, sizes of one length', { arrivals: [{ size: D(1), process: { name: 'closed', mechanism: 'closed', population: 5, think: M(1) } }] }, ['≤ operational-bounds'], /arrivals of c0 are closed, not Poisson/],
  ['Poisson and renewal together', { arrivals: [{ rate: 0.1 }, { process: arrivals.renewal.create({ gap: D(2) }, {} as never) }] }, WEAK, /arrivals of c1 are renewal, not Poisson/],
  ['renewal, neither gaps nor sizes exponential', { arrivals: [{ process: arrivals.renewal.create({ gap: D(2) }, {} as never), size: U(2) }] }, ['= utilisation-law', '≤ gg1-daley-bound', '≤ gg1-kingman-bound', '≤ gg1-lower-bound', '≤ no-wait-bound', '≈ gg1-kraemer-langenbach-belz'], /arrivals of c0 are renewal, not Poisson/],
  ['day pattern', { arrivals: [{ process: { ...POISSON(0.5), name: 'schedule', period: 24 } as ArrivalProcess }] }, WEAK, /follow a schedule over time: no stationary formula holds/],
  ['sjf on two slots', { discipline: 'sjf', nodes: [{ slots: 2 }] }, WEAK, /sjf on 2 slots with exponential sizes has no exact formula/],
  ['srpt on two slots', { discipline: 'srpt', nodes: [{ slots: 2 }] }, WEAK, /srpt on 2 slots/],
  ['srpt with more values than can be listed', { discipline: 'srpt', arrivals: [{ rate: 1e-5, size: distributions.geometric.create({ mean: 1e4 }) }] }, WEAK, /geometric sizes have neither a density nor single values/],
  ['las on two slots with other sizes', { discipline: 'las', nodes: [{ slots: 2 }], arrivals: [{ size: U(2) }] }, WEAK, /las on 2 slots with uniform sizes/],
  ['priority on two slots with sizes by class', { discipline: 'priority', nodes: [{ slots: 2 }], arrivals: [{ rate: 0.2, size: M(1) }, { rate: 0.2, size: M(2), priority: 1 }] }, WEAK, /priority on 2 slots with mixture sizes/],
  ['M/G/c', { nodes: [{ slots: 3 }], arrivals: [{ size: U(2) }] }, ['= utilisation-law', '≤ ggc-kingman-bound', '≤ no-wait-bound', '≈ mgc-kimura', '≈ ggc-allen-cunneen', '≈ mgc-cosmetatos'], /3 slots with uniform sizes \(M\/G\/c\) have no exact formula/],
  ['M/G/c without variance', { nodes: [{ slots: 3 }], arrivals: [{ size: distributions.pareto.create({ shape: 1.5, min: 0.3 }) }] }, WEAK, /no variance/],
  ['sizes of 0', { arrivals: [{ rate: 1, size: D(0) }] }, WEAK, /the mean size must be above 0/],
  ['sizes of 0 on two slots', { nodes: [{ slots: 2 }], arrivals: [{ rate: 1, size: D(0) }] }, WEAK, /./],
  ['M/G/2/K', { capacity: 4, nodes: [{ slots: 2 }], arrivals: [{ size: U(2) }] }, [], /fcfs on 2 slots with a finite capacity with uniform sizes/],
  ['jsq over ten', { dispatch: 'jsq', nodes: ten, arrivals: [{ rate: 8 }] }, ['= utilisation-law', '≤ jsq-bounds'], /jsq over 10 nodes has no exact formula here/],
  ['power of two over a hundred', { dispatch: 'power-of-d', nodes: Array.from({ length: 100 }, () => ({})), arrivals: [{ rate: 90 }] }, ['= utilisation-law', '≤ power-of-d-bounds', '≈ power-of-d-finite-n', '→ power-of-d-mean-field'], /power-of-d over 100 nodes/],
  ['jsq over ten with other sizes', { dispatch: 'jsq', nodes: ten, arrivals: [{ rate: 8, size: U(2) }] }, WEAK, /jsq over 10 nodes/],
  ['jsq over unequal nodes', { dispatch: 'jsq', nodes: [{}, { speed: 3 }, {}], arrivals: [{ rate: 2 }] }, WEAK, /jsq over 3 nodes/],
  ['one queue, speeds differ, other sizes', { dispatch: 'central', nodes: [{}, { speed: 2 }], arrivals: [{ size: D(1) }] }, WEAK, /different speeds/],
  ['one room, many nodes', { nodes: ten, capacity: 50 }, [], /capacity of 50 ties its nodes together/],
])('no exact response, what is shown instead, and why: %s', (_, given, expected, reason) => {
  const answer = oracle(scenario(given));
  expect(found(answer)).toEqual(expected);
  expect(answer.reasons.join('; ')).toMatch(reason);
});

test.each<[string, Given, RegExp]>([
  ['overload', { arrivals: [{ rate: 1.2 }] }, /^load 1\.2 is not below 1 and nothing is lost/],
  ['load 1', { arrivals: [{ rate: 1 }] }, /^load 1 is not below 1/],
  ['overload of all nodes', { nodes: ten, arrivals: [{ rate: 12 }] }, /^load 1\.2 is not below 1/],
  ['overload of nodes that depend on one another', { nodes: ten, dispatch: 'jsq', arrivals: [{ rate: 12 }] }, /^load 1\.2 is not below 1/],
  ['overload of the slow node of a random split', { nodes: [{}, { speed: 3 }], arrivals: [{ rate: 3 }] }, /^at node 0 load 1\.5 is not below 1/],
  ['no mean', { arrivals: [{ size: distributions.pareto.create({ shape: 0.9, min: 1 }) }] }, /^load ∞ is not below 1/],
  ['more room than can be summed', { capacity: 1e9 }, /capacity of 1000000000 is beyond 1000000/],
])('nothing to predict, and why: %s', (_, given, reason) => {
  const { findings, reasons } = oracle(scenario(given));
  expect(findings).toEqual([]);
  expect(reasons.join('; ')).toMatch(reason);
});

/** The value of a metric in one scope. */
function value(given: Given, scope: string, key: string): number | undefined {
  return oracle(scenario(given)).findings.find((finding) => finding.scope === scope)?.prediction.values[key];
}

describe('values', () => {
  test('speed: a node twice as fast at the same load answers in half the time', () => {
    expectClose(value({ nodes: [{ speed: 2 }], arrivals: [{ rate: 1.6 }] }, 'overall', 'response'), 2.5);
  });

  test('percentiles only where the distribution is known', () => {
    for (const discipline of ['fcfs', 'ps']) expect(value({ discipline }, 'overall', 'response.p95')).toBeDefined();
    for (const discipline of ['lcfs', 'las']) expect(value({ discipline }, 'overall', 'response.p95')).toBeUndefined();
  });

  test('classes under fcfs wait alike and are served on their own', () => {
    const wait = value({ arrivals: twoClasses }, 'overall', 'waiting')!;
    // λE[S²]/2/(1−ρ) = (0.3·2 + 0.1·16/3)/2/0.5
    expectClose(wait, 0.6 + 1.6 / 3);
    expectClose(value({ arrivals: twoClasses }, 'class c0', 'response'), wait + 1);
    expectClose(value({ arrivals: twoClasses }, 'class c1', 'response'), wait + 2);
    const variance = value({ arrivals: twoClasses }, 'overall', 'waiting.variance')!;
    expectClose(value({ arrivals: twoClasses }, 'class c1', 'response.variance'), variance + 16 / 12);
  });

  test.each(['fcfs', 'ps', 'srpt'])('classes add up to the whole under %s', (discipline) => {
    for (const nodes of [[{}], [{ speed: 1 }, { speed: 3 }, { speed: 1 }]]) {
      const given = { discipline, arrivals: twoClasses, nodes };
      for (const key of ['number', 'throughput', 'queue']) {
        expectClose(value(given, 'class c0', key)! + value(given, 'class c1', key)!, value(given, 'overall', key)!, 1e-9, key);
      }
    }
  });

  test('classes share the losses', () => {
    for (const slots of [1, 4]) {
      const given = { nodes: [{ slots, capacity: 4 }], arrivals: [{ rate: 1.5 }, { rate: 0.5 }] };
      expectClose(value(given, 'class c1', 'loss'), value(given, 'overall', 'loss')!);
      for (const key of ['number', 'throughput', 'queue']) {
        expectClose(value(given, 'class c0', key), 0.75 * value(given, 'overall', key)!, 1e-10, key);
        expectClose(value(given, 'class c1', key), 0.25 * value(given, 'overall', key)!, 1e-10, key);
      }
    }
  });

  test('utilisation of unequal nodes counts slots, not nodes', () => {
    // 0.5 of one slot and 0.5/2 jobs in service, an eighth of two slots.
    expectClose(value({ nodes: [{}, { slots: 2, speed: 2 }], arrivals: [{ rate: 1 }] }, 'overall', 'utilisation'), (0.5 + 0.25) / 3);
  });

  test('a random split of ten is ten times one', () => {
    const given = { nodes: ten, arrivals: [{ rate: 8 }] };
    for (const key of ['response', 'response.variance', 'response.p99', 'waiting', 'utilisation']) expectClose(value(given, 'overall', key), value({}, 'overall', key)!, 1e-9, key);
    expectClose(value(given, 'overall', 'number'), 40);
    expectClose(value(given, 'overall', 'throughput'), 8);
    expect(oracle(scenario(given)).findings[0].formula).toMatchObject({ title: 'random split of Poisson: M/M/1 per node', short: 'M/M/1 per node' });
  });

  test('a random split of unequal nodes: weights, variance between nodes, mixed tail', () => {
    const given = { nodes: [{ speed: 1 }, { speed: 2 }], arrivals: [{ rate: 1 }] };
    // Half a job per time unit each: exponential responses of rates 1/2 and 3/2.
    expectClose(value(given, 'overall', 'response'), (2 + 2 / 3) / 2);
    expectClose(value(given, 'overall', 'response.variance'), (2 * 4 + 2 * (4 / 9)) / 2 - (4 / 3) ** 2);
    const p99 = value(given, 'overall', 'response.p99')!;
    expectClose((Math.exp(-p99 / 2) + Math.exp(-1.5 * p99)) / 2, 0.01, 1e-9);
    expectClose(value(given, 'overall', 'utilisation'), (0.5 + 0.25) / 2);
  });

  test('a random split with losses: weighted by the jobs that are served', () => {
    const given = { nodes: [{ capacity: 1 }, { speed: 2, capacity: 2 }], arrivals: [{ rate: 2 }] };
    // Node 0: Erlang B(1, 1) = 1/2. Node 1: M/M/1/2 at load 1/2 loses 1/7; served jobs find it empty with 2/3, one there with 1/3.
    expectClose(value(given, 'overall', 'loss'), (1 / 2 + 1 / 7) / 2);
    const [first, second] = [1 / 2, 6 / 7];
    expectClose(value(given, 'overall', 'response'), (first * 1 + second * (2 / 3)) / (first + second));
  });

  test('room for fewer jobs than slots: Erlang B, and utilisation of all slots', () => {
    const given = { nodes: [{ slots: 4, capacity: 2 }], arrivals: [{ rate: 1, size: U(2) }] };
    expectClose(value(given, 'overall', 'loss'), 0.2);
    expectClose(value(given, 'overall', 'utilisation'), 0.8 / 4);
    const unlimited = { nodes: [{ slots: Infinity, capacity: 2 }], arrivals: [{ rate: 1, size: U(2) }] };
    expectClose(value(unlimited, 'overall', 'loss'), 0.2);
    expect(value(unlimited, 'overall', 'utilisation')).toBeUndefined();
  });

  test('a node of a pool with one queue takes no more than it has room for', () => {
    const { findings } = oracle(scenario({ dispatch: 'central', nodes: [{ slots: 4, capacity: 2 }, { slots: 1 }], arrivals: [{ rate: 2 }] }));
    expect(findings[0].params).toMatchObject({ servers: 3, lambda: 2, mu: 1 });
  });
});

/** Every shipped scenario: what is found, scope by scope; of several nodes or classes alike the first. */
const SHIPPED: Readonly<Record<string, readonly string[]>> = {
  'burst': [],
  'bursty': ['overall = mmpp-ph-c'],
  'closed': ['overall = machine-repair'],
  'day-pattern': ['overall = utilisation-law', 'overall ≤ no-wait-bound'],
  'disciplines': ['overall = mg1-srpt'],
  'finite-buffer': ['overall = mmck'],
  'flaky-workers': [],
  'fork-join': ['overall = utilisation-law', 'overall ≤ fork-join-bounds', 'overall ≈ fork-join'],
  'heavy-tail-fcfs': ['overall = mg1'],
  'heavy-tail-ps': ['overall = mg1-ps'],
  'heavy-tail-srpt': ['overall = mg1-srpt'],
  'heterogeneous': ['overall = utilisation-law', 'overall ≤ no-wait-bound'],
  'heterogeneous-nodes': ['overall = utilisation-law', 'overall ≤ no-wait-bound'],
  'how-many-choices': ['overall ≤ no-wait-bound'],
  'load-balancing': ['overall = utilisation-law', 'overall ≤ power-of-d-bounds', 'overall ≈ power-of-d-finite-n', 'overall → power-of-d-mean-field'],
  'mm1': ['overall = mm1'],
  'mmc': ['overall = mmc'],
  'optimise-nodes': ['overall = mmc'],
  'optimise-staffing': ['overall = mmc'],
  'own-work': ['overall = ph-ph-c'],
  'pairing': ['overall = utilisation-law', 'overall ≤ jsq-bounds'],
  'priorities': ['overall = mg1-priority', 'class interactive = mg1-priority', 'class batch = mg1-priority'],
  'real-workers': ['overall = power-of-d-exact'],
  'redundancy': ['overall = random-split', 'node 0 = mm1'],
  'scale': ['overall = utilisation-law', 'overall ≤ no-wait-bound'],
  'size-estimates': ['overall = utilisation-law', 'overall ≤ no-wait-bound'],
  'sizes': ['overall = mg1-ps'],
  'staleness': ['overall ≤ no-wait-bound'],
  'stragglers': [],
  'trace': [],
  'two-choices': ['overall = utilisation-law', 'overall ≤ power-of-d-bounds', 'overall ≈ power-of-d-finite-n', 'overall → power-of-d-mean-field'],
  'web-farm': ['overall = utilisation-law', 'overall ≤ power-of-d-bounds', 'overall ≈ power-of-d-finite-n', 'overall → power-of-d-mean-field'],
};

describe('shipped scenarios', () => {
  const folder = resolve(import.meta.dirname, '../../scenarios');
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

  test('each is in the table', () => {
    expect(files.map((file) => file.replace('.yaml', '')).toSorted()).toEqual(Object.keys(SHIPPED).toSorted());
  });

  test.each(Object.entries(SHIPPED))('%s', (name, expected) => {
    const { scenario: shipped } = loadScenario(name, readFileSync(join(folder, `${name}.yaml`), 'utf8'), { read: (file) => readFileSync(join(folder, file), 'utf8') });
    const answer = oracle(shipped);
    expect(answer.findings.map(({ scope, formula }) => `${scope} ${MARKS[formula.kind]} ${formula.name}`)).toEqual(expected);
    const answered = expected.some((line) => line.startsWith('overall =') && !line.endsWith('utilisation-law'));
    expect(answer.reasons.length === 0).toBe(answered);
  });
});
