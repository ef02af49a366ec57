/** Much happens at one moment, in whole numbers of time: tasks end as others come, are taken back, given up and sent again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import * as disciplineDefinitions from '../../src/disciplines/index.ts';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { leastWorkLeft } from '../../src/dispatchers/least-work-left.ts';
import { redundancyD } from '../../src/dispatchers/redundancy-d.ts';
import { roundRobin } from '../../src/dispatchers/round-robin.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { selfChecks } from '../../src/lab/checks.ts';
import { audited } from '../../src/lab/contract/audited.ts';
import type { Watcher } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { discrete } from '../../src/random/distributions/discrete.ts';
import { stream } from '../../src/random/stream.ts';
import type { Faults, Recovery, Scenario } from '../../src/scenario.ts';
import { customers, dispatchBy, renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

/** Each of the values as likely as the others. */
const oneOf = (...values: number[]) => discrete.create({ values, probabilities: values.map(() => 1 / values.length) });
const ones = deterministic.create({ value: 1 });
const gaps = oneOf(0, 1, 2, 4);

const each: readonly DisciplineDefinition[] = Object.values(disciplineDefinitions);
// Every discipline with all of its examples, so that also each way to preempt is met.
const served = each.flatMap((definition) => definition.examples.map((params: unknown) => ({ definition, params, [fc.toStringMethod]: () => `${definition.name} ${JSON.stringify(params)}` })));

const common = {
  discipline: fc.constantFrom(...served),
  sizes: fc.constantFrom('ones', 'whole', 'with zeros'),
  nodes: fc.integer({ min: 2, max: 3 }),
  slots: fc.integer({ min: 1, max: 2 }),
  capacity: fc.constantFrom(3, Infinity, Infinity),
  closed: fc.boolean(),
  seed: fc.nat(1000),
};

const faulty = fc.record({
  ...common,
  dispatch: fc.constantFrom(central, roundRobin, jsq, leastWorkLeft),
  tasks: fc.constantFrom(undefined, 2, 3),
  failure: fc.constantFrom(0, 0.2, 0.5),
  crashes: fc.boolean(),
  retries: fc.nat(2),
  backoff: fc.constantFrom(undefined, 1, 2),
  backup: fc.constantFrom(undefined, 1, 2),
  timeout: fc.constantFrom(undefined, undefined, 3, 6),
  heartbeat: fc.boolean(),
});

const copied = fc.record({ ...common, params: fc.constantFrom(...redundancyD.examples) });

type Common = Pick<typeof copied extends fc.Arbitrary<infer T> ? T : never, keyof typeof common>;

/** What both kinds of scenario have, for as many jobs as keep the nodes about half busy with `tasks` each. */
function partsOf({ discipline: { definition, params }, sizes, nodes, slots, capacity, closed, seed }: Common, tasks = 1) {
  const size = { ones, whole: oneOf(1, 1, 2, 3), 'with zeros': oneOf(0, 0, 1, 2) }[sizes as 'ones'];
  const source = (kind: number) => (closed ? customers(`c${kind}`, kind, 3, oneOf(0, 1, 3), size) : renewals(`r${kind}`, kind, tasks > 1 ? oneOf(2, 4, 6) : gaps, size));
  return {
    seed: `at once ${seed}`,
    discipline: serveBy(definition, params),
    nodes: Array.from({ length: nodes }, () => ({ slots, capacity })),
    classes: [{ name: 'a', priority: 1, weight: 1 }, { name: 'b', priority: 0, weight: 2 }],
    sources: [source(0), source(1)].map((one) => ({ ...one, deadline: oneOf(2, 4) })),
    until: 40.5,
  };
}

/** Runs the scenario under a watch that breaks off what does not end; each job, and each task, ends once at most. */
function endsOnce(scenario: Scenario): void {
  const [jobs, tasks] = [new Set<number>(), new Set<number>()];
  let told = 0;
  const count = () => {
    if (++told > 100_000) throw new Error('this does not end');
  };
  const once = (ended: Set<number>, one: number) => {
    count();
    if (ended.has(one)) throw new Error(`${one} ends twice`);
    ended.add(one);
  };
  const watcher: Watcher = {
    entered: count,
    busy: count,
    joined: count,
    left: count,
    began: count,
    ended: count,
    down: count,
    lost: (_, job) => once(jobs, job),
    completed: (_, job) => once(jobs, job),
    finished: (_, task) => once(tasks, task),
  };
  const enough = () => {
    count();
    return false;
  };
  simulateWatched(scenario, watcher, (name) => stream(`${scenario.seed}/0/${name}`), enough);
}

function holds(scenario: Scenario): void {
  endsOnce(scenario);
  const result = replicate(scenario, 0);
  selfChecks(result);
  expect(result.account.arrived).toBeGreaterThan(5);
  if (!scenario.pool.recovery) expect(audited(scenario).slice(0, 3)).toEqual([]);
}

describe('whatever happens at once', () => {
  test('tasks that fail, are backed up and are lost with their nodes keep the laws', () => {
    fc.assert(
      fc.property(faulty, (given) => {
        const { dispatch, tasks, failure, crashes, retries, backoff, backup, timeout, heartbeat } = given;
        // Of one queue for all nodes, slots can only go with their node where each serves one task.
        const gone = crashes && !(dispatch.name === 'central' && given.discipline.definition.needs.includes('share'));
        const faults: Faults = {
          ...(failure > 0 && { failure: { probability: failure, at: 'end' as const } }),
          ...(gone && { crashes: { up: oneOf(3, 10, 20), repair: oneOf(1, 2) } }),
        };
        const recovery: Recovery = {
          sizes: 'same',
          retry: { limit: retries, ...(backoff && { backoff: { first: backoff, factor: 1, atMost: Infinity, jitter: 'none' as const } }) },
          ...(backup && { backup: { after: backup } }),
          ...(timeout && { timeout }),
          ...(gone && heartbeat && { heartbeat: { every: 1, misses: 1 } }),
        };
        const parts = partsOf({ ...given, capacity: dispatch.name === 'central' ? Infinity : given.capacity }, tasks);
        const sources = parts.sources.map((source) => ({ ...source, ...(tasks && { tasks: deterministic.create({ value: tasks }) }) }));
        holds(scenarioOf({ ...parts, sources, dispatch: dispatchBy(dispatch), faults, recovery }));
      }),
      { numRuns: 400 },
    );
  });

  test('copies that are taken back keep the laws', () => {
    fc.assert(
      fc.property(copied, (given) => holds(scenarioOf({ ...partsOf(given), dispatch: dispatchBy(redundancyD, given.params) }))),
      { numRuns: 200 },
    );
  });
});
