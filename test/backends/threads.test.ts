/** Real execution: what the kernel decides is carried out by threads, under the very objects that decide in the simulator. */
import { describe, expect, it } from 'vitest';
import type * as Real from '../../src/backends/real/execute.ts';
import type * as Threads from '../../src/backends/threads/crew.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import type { Scenario } from '../../src/scenario.ts';
import { joinSections } from '../../src/stats/recording.ts';
import { customers, dispatchBy, type Parts, renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

// Workers run compiled code, as users do.
const compiled = (module: string) => import(new URL(`../../dist/backends/${module}.js`, import.meta.url).href);
const { execute } = (await compiled('real/execute')) as typeof Real;
const { threads } = (await compiled('threads/crew')) as typeof Threads;

/** Milliseconds in a time unit: long against what a thread takes to wake up, even on a busy machine. */
const UNIT = 5;

const meanResponse = ({ recording }: Pick<Real.Executed, 'recording'>) => joinSections(recording.sections).classes[0].response.moments.mean;

function scenario(parts: Parts): Scenario {
  return scenarioOf({ sources: [renewals('jobs', 0, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))], nodes: [{}, {}], jobs: 120, ...parts });
}

describe('a thread', () => {
  it('tells of an end once, and not of one that was given up at the very moment', async () => {
    const crew = await threads([0]);
    const sleep = { kind: 'sleep', duration: 0.1 } as const;
    try {
      crew.begin(0, sleep);
      crew.wait(5000);
      crew.rest(0);
      expect(crew.next()).toBe(-1);
      crew.begin(0, sleep);
      crew.wait(5000);
      expect(crew.next()).toBe(0);
      expect(crew.next()).toBe(-1);
      // An end that nobody asked about before the next order is not taken for that of the next.
      crew.begin(0, sleep);
      crew.wait(5000);
      crew.rest(0);
      crew.begin(0, sleep);
      let told = crew.next();
      for (; told < 0; told = crew.next()) crew.wait(5000);
      expect(told).toBe(0);
      expect(crew.next()).toBe(-1);
    } finally {
      await crew.dismiss();
    }
  });
});

describe('jobs on threads', () => {
  it.each([
    { name: 'jsq and fcfs', parts: { dispatch: dispatchBy(jsq) } },
    { name: 'one queue and srpt', parts: { discipline: serveBy(srpt) } },
    { name: 'one queue and priorities', parts: { discipline: serveBy(priority) } },
    { name: 'jsq and turns', parts: { dispatch: dispatchBy(jsq), discipline: serveBy(roundRobin, { quantum: 2 }) } },
    { name: 'customers who think', parts: { sources: [customers('c', 0, 4, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))] } },
  ])('of $name are all done, none in less than their time', async ({ parts }) => {
    const given = scenario(parts);
    const { account, recording } = await execute(given, 0, threads, { task: 'sleep', unit: UNIT });
    expect(account.completed).toBe(120);
    expect(account.arrived).toBe(account.completed + account.unfinished);
    const { response, waiting } = joinSections(recording.sections).classes[0];
    expect(response.moments.count).toBe(120);
    expect(response.moments.mean - waiting.moments.mean).toBeGreaterThanOrEqual(account.completedWork / 120 - 1e-3);
  });

  it('come when they should, however slow the system is, and wait as in the simulator', async () => {
    // A node at load 0.5 with fixed times: nobody waits, and every job takes its unit and little more.
    const given = scenario({ nodes: [{}], sources: [renewals('jobs', 0, deterministic.create({ value: 2 }), deterministic.create({ value: 1 }))], jobs: 50 });
    const executed = await execute(given, 0, threads, { task: 'sleep', unit: UNIT });
    expect(meanResponse(replicate(given, 0))).toBeCloseTo(1, 9);
    expect(meanResponse(executed)).toBeGreaterThanOrEqual(1);
    expect(executed.account.endTime).toBeGreaterThanOrEqual(101);
  });

  it('keep processors busy where tasks spin', async () => {
    const before = process.cpuUsage();
    const { account } = await execute(scenario({ nodes: [{}], sources: [renewals('jobs', 0, deterministic.create({ value: 1.1 }), deterministic.create({ value: 1 }))], jobs: 60 }), 0, threads, { task: 'spin', unit: UNIT });
    const { user, system } = process.cpuUsage(before);
    expect(account.completed).toBe(60);
    expect((user + system) / 1e3).toBeGreaterThan(0.5 * 60 * UNIT);
  });
});

it('decides by the very object that the policy makes', async () => {
  const made: object[] = [];
  const asked: object[] = [];
  const policy = dispatchBy(jsq);
  const dispatch = {
    ...policy,
    create: (setup: Parameters<typeof policy.create>[0]) => {
      const dispatcher = policy.create(setup);
      if (dispatcher.mechanism !== 'push') return dispatcher;
      const { pick } = dispatcher;
      const watched = Object.assign(dispatcher, {
        pick(...args: Parameters<typeof pick>) {
          asked.push(this as object);
          return pick(...args);
        },
      });
      made.push(watched);
      return watched;
    },
  };
  await execute(scenario({ dispatch, discipline: serveBy(fcfs), jobs: 40 }), 0, threads, { task: 'sleep', unit: 1 });
  expect(made).toHaveLength(1);
  expect(asked.length).toBeGreaterThanOrEqual(40);
  expect(new Set(asked)).toEqual(new Set(made));
});

it('one queue for all is served by all', async () => {
  const { recording } = await execute(scenario({ dispatch: dispatchBy(central) }), 0, threads, { task: 'sleep', unit: 1 });
  for (const done of joinSections(recording.sections).nodes!.completed) expect(done).toBeGreaterThan(20);
});

const ignore = () => {};

it('tells one who watches of every job, slot by slot', async () => {
  const given = scenario({ dispatch: dispatchBy(jsq), discipline: serveBy(srpt) });
  const held = new Map<number, number>();
  const begun = new Map<number, number>();
  const services = new Map<number, number>();
  await execute(given, 0, threads, {
    task: 'sleep',
    unit: 1,
    watcher: {
      entered: ignore,
      lost: ignore,
      busy: ignore,
      joined: ignore,
      left: ignore,
      down: ignore,
      began: (now, slot) => begun.set(slot, now),
      ended: (now, slot, _, job) => held.set(job, (held.get(job) ?? 0) + now - begun.get(slot)!),
      completed: (_, job, __, ___, ____, service) => services.set(job, service),
    },
  });
  expect(services.size).toBe(120);
  for (const [job, service] of services) expect(held.get(job)!).toBeGreaterThan(service - 1e-6);
});
