/** Exactly once: under every policy and any faults each job ends as one result or one dead letter, and the account adds up. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import * as dispatchers from '../../src/dispatchers/index.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { selfChecks } from '../../src/lab/checks.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import type { Watcher } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Faults, Recovery, Scenario } from '../../src/scenario.ts';
import { customers, dispatchBy, renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

const M = (mean: number) => exponential.create({ mean });

const ignore = () => undefined;

/** How often each job ended, by its number, and how many came. */
function endings(scenario: Scenario) {
  const ends = new Map<number, string[]>();
  let came = 0;
  // Where jobs have several tasks: which are of the job that ends with this one, and what is done.
  const tasks = new Map<number, readonly number[]>();
  const finished: number[] = [];
  const end = (job: number, how: string) => void ends.set(job, [...(ends.get(job) ?? []), how]);
  const watcher: Watcher = {
    entered: () => void came++,
    lost: (_, job) => end(job, 'lost'),
    completed: (_, job) => end(job, 'done'),
    busy: ignore,
    joined: ignore,
    left: ignore,
    began: ignore,
    ended: ignore,
    down: ignore,
    partitioned(_now, _job, _class, first, count) {
      const all = Array.from({ length: count }, (_, task) => first + task);
      for (const one of all) tasks.set(one, all);
    },
    finished: (_, task) => void finished.push(task),
  };
  simulateWatched(scenario, watcher, (name) => stream(`${scenario.seed}/0/${name}`));
  return { ends, came, tasks, finished };
}

const own: readonly DispatcherDefinition[] = Object.values(dispatchers).filter(({ name }) => name !== 'redundancy-d');
const slotted: readonly DisciplineDefinition[] = Object.values(disciplines).filter(({ needs }) => !needs.includes('share'));
const each: readonly DisciplineDefinition[] = Object.values(disciplines);

const distort = fc.record(
  {
    hang: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
    straggler: fc.record({ probability: fc.double({ min: 0.01, max: 0.5, noNaN: true }), factor: fc.double({ min: 0.5, max: 20, noNaN: true }) }),
  },
  { requiredKeys: [] },
);

const anyCase = fc.record({
  dispatch: fc.constantFrom(...own).map((definition) => ({ ...definition, [fc.toStringMethod]: () => definition.name })),
  discipline: fc.nat(),
  crashes: fc.option(fc.record({ up: fc.constantFrom(3, 20, 100), repair: fc.constantFrom(0.5, 5, 30) }), { nil: undefined }),
  failure: fc.option(fc.record({ probability: fc.double({ min: 0, max: 0.9, noNaN: true }), at: fc.constantFrom('end' as const, 'anywhere' as const) }), { nil: undefined }),
  distort,
  timeout: fc.constantFrom(2, 10, 50),
  timesOut: fc.boolean(),
  retry: fc.option(fc.record({ limit: fc.nat(4), backoff: fc.option(fc.record({ first: fc.constantFrom(0.1, 2), factor: fc.constant(2), atMost: fc.constant(5), jitter: fc.constantFrom('full' as const, 'none' as const) }), { nil: undefined }) }), { nil: undefined }),
  backup: fc.option(fc.record({ after: fc.constantFrom(0.5, 3) }), { nil: undefined }),
  heartbeat: fc.option(fc.record({ every: fc.constantFrom(0.3, 4), misses: fc.integer({ min: 1, max: 3 }) }), { nil: undefined }),
  sizes: fc.constantFrom('same' as const, 'drawn' as const),
  capacity: fc.constantFrom(2, 6, Infinity),
  closed: fc.boolean(),
  nodes: fc.integer({ min: 1, max: 4 }),
  tasks: fc.constantFrom(undefined, undefined, 2, 5),
  seed: fc.string({ maxLength: 8 }),
});

function scenarioFrom(given: typeof anyCase extends fc.Arbitrary<infer T> ? T : never): Scenario {
  const pull = given.dispatch.name === 'central';
  const work = given.dispatch.needs.includes('work');
  const choice = pull ? slotted : each;
  const { crashes, failure, timeout, timesOut, retry, backup, heartbeat, sizes } = given;
  const { hang, straggler } = work ? {} : given.distort;
  const faults: Faults = {
    ...(crashes && { crashes: { up: M(crashes.up), repair: M(crashes.repair) } }),
    ...(failure && { failure: work ? { ...failure, at: 'end' as const } : failure }),
    ...(hang !== undefined && { hang }),
    ...(straggler && { straggler }),
  };
  const recovery: Recovery = {
    sizes,
    ...((timesOut || hang !== undefined) && { timeout }),
    ...(retry && { retry: { limit: retry.limit, ...(retry.backoff && { backoff: retry.backoff }) } }),
    ...(backup && { backup }),
    ...(heartbeat && { heartbeat }),
  };
  const source = given.closed && !given.dispatch.needs.includes('workload') ? customers('jobs', 0, 6, M(2), M(1)) : renewals('jobs', 0, M((given.tasks ?? 1) / given.nodes), M(1));
  return scenarioOf({
    seed: given.seed,
    nodes: Array.from({ length: given.nodes }, (_, i) => ({ slots: 1 + (i % 2), speed: 1 + (i % 3) / 2, capacity: pull ? Infinity : given.capacity })),
    dispatch: dispatchBy(given.dispatch),
    discipline: serveBy(choice[given.discipline % choice.length]),
    sources: [{ ...source, deadline: M(5), key: M(9), ...(given.tasks && { tasks: deterministic.create({ value: given.tasks }) }) }],
    faults,
    recovery,
    jobs: 150,
  });
}

describe('whatever goes wrong', () => {
  test('each job ends as one result or one dead letter, and the account adds up', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const scenario = scenarioFrom(given);
        const { ends, came, tasks, finished } = endings(scenario);
        for (const [job, how] of ends) expect(how, `job ${job}`).toHaveLength(1);
        expect(new Set(finished).size).toBe(finished.length);
        const done = new Set(finished);
        for (const [job, [how]] of ends) {
          const all = tasks.get(job) ?? [];
          if (how === 'done') expect(all.filter((task) => !done.has(task))).toEqual([]);
          // Of several tasks that are of one job, one tells of its end.
          if (given.tasks) expect(all.filter((task) => ends.has(task))).toEqual([job]);
        }
        const result = replicate(scenario, 0);
        const { account } = result;
        selfChecks(result);
        expect([...ends.values()].flat().filter((how) => how === 'done')).toHaveLength(account.completed);
        expect([...ends.values()].flat().filter((how) => how === 'lost')).toHaveLength(account.lost);
        expect(came).toBe(account.completed + account.dead + account.unfinished);
        expect(account.completed + account.lost).toBeGreaterThanOrEqual(150);
      }),
      { numRuns: 250 },
    );
  });

  test('a run is the same, bit for bit, every time', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const [once, again] = [0, 1].map(() => replicate(scenarioFrom(given), 1));
        expect(isDeepStrictEqual(once, again)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
