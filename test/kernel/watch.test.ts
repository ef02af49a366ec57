/** Who was in which slot and when, by hand and by the laws that any run keeps. */
import { describe, expect, it } from 'vitest';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { redundancyD } from '../../src/dispatchers/redundancy-d.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { lcfsPreemptive } from '../../src/disciplines/lcfs-preemptive.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import type { Ending, Watcher } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';
import { customers, dispatchBy, renewals, scenarioOf, serveBy, traceOf } from '../contract/scenarios.ts';

const ignore = () => {};

interface Span {
  readonly slot: number;
  readonly node: number;
  readonly job: number;
  readonly from: number;
  readonly to: number;
  readonly ending: Ending;
}

interface Seen {
  readonly spans: readonly Span[];
  readonly entered: readonly number[];
  readonly lost: readonly number[];
  readonly completed: readonly { readonly job: number; readonly now: number; readonly response: number; readonly service: number }[];
  readonly busyTime: number;
}

function seen(scenario: Scenario, enough?: () => boolean): Seen {
  const begun = new Map<number, { readonly job: number; readonly from: number }>();
  const [spans, entered, lost, completed]: [Span[], number[], number[], Seen['completed'][number][]] = [[], [], [], []];
  let [busy, since, busyTime] = [0, 0, 0];
  const watcher: Watcher = {
    entered: (_, job) => entered.push(job),
    lost: (_, job) => lost.push(job),
    busy: (now, _, change) => {
      busyTime += busy * (now - since);
      [busy, since] = [busy + change, now];
    },
    joined: ignore,
    left: ignore,
    down: ignore,
    began: (now, slot, _, job) => {
      expect(begun.has(slot)).toBe(false);
      begun.set(slot, { job, from: now });
    },
    ended: (now, slot, node, job, _, ending) => {
      const { from, job: before } = begun.get(slot)!;
      expect(before).toBe(job);
      begun.delete(slot);
      spans.push({ slot, node, job, from, to: now, ending });
    },
    completed: (now, job, _, __, response, service) => completed.push({ job, now, response, service }),
  };
  const end = simulateWatched(scenario, watcher, (name) => stream(`test/${name}`), enough);
  busyTime += busy * (end - since);
  for (const { from } of begun.values()) busyTime -= end - from;
  return { spans, entered, lost, completed, busyTime };
}

const job = (arrival: number, size: number, urgency = 0) => ({ arrival, size, priority: urgency });

describe('by hand', () => {
  it('a task that is preempted comes back', () => {
    const { spans } = seen(scenarioOf({ ...traceOf([job(0, 5), job(1, 2)]), discipline: serveBy(srpt), jobs: 2 }));
    expect(spans).toEqual([
      { slot: 0, node: 0, job: 0, from: 0, to: 1, ending: 'preempted' },
      { slot: 0, node: 0, job: 1, from: 1, to: 3, ending: 'done' },
      { slot: 0, node: 0, job: 0, from: 3, to: 7, ending: 'done' },
    ]);
  });

  it('turns of one task in a row are one span', () => {
    const { spans } = seen(scenarioOf({ ...traceOf([job(0, 3), job(1.5, 1)]), discipline: serveBy(roundRobin, { quantum: 1 }), jobs: 2 }));
    expect(spans.map(({ job: who, from, to, ending }) => [who, from, to, ending])).toEqual([[0, 0, 2, 'preempted'], [1, 2, 3, 'done'], [0, 3, 4, 'done']]);
  });

  it('copies are taken back when the first is done', () => {
    const dispatch = dispatchBy(redundancyD, { d: 2, cancel: 'on completion', sizes: 'same' });
    const { spans } = seen(scenarioOf({ ...traceOf([job(0, 4)]), dispatch, nodes: [{ speed: 1 }, { speed: 2 }], jobs: 1 }));
    expect(spans.toSorted((a, b) => a.node - b.node)).toEqual([
      { slot: 0, node: 0, job: 0, from: 0, to: 2, ending: 'withdrawn' },
      { slot: 1, node: 1, job: 0, from: 0, to: 2, ending: 'done' },
    ]);
  });

  it('slots are numbered by node, also where one queue has the fastest first', () => {
    const { spans } = seen(scenarioOf({ ...traceOf([job(0, 4), job(1, 4)]), dispatch: dispatchBy(central, {}), nodes: [{ speed: 1 }, { speed: 2 }], jobs: 2 }));
    expect(spans).toEqual([
      { slot: 1, node: 1, job: 0, from: 0, to: 2, ending: 'done' },
      { slot: 0, node: 0, job: 1, from: 1, to: 5, ending: 'done' },
    ]);
  });
});

const poisson = renewals('jobs', 0, exponential.create({ mean: 0.7 }), exponential.create({ mean: 1 }));
const fixed = renewals('jobs', 0, deterministic.create({ value: 0.5 }), deterministic.create({ value: 1 }));
const two = [{ name: 'a', priority: 1, weight: 1 }, { name: 'b', priority: 0, weight: 1 }];
const streams = [0, 1].map((k) => renewals(`stream ${k}`, k, exponential.create({ mean: 1.3 }), exponential.create({ mean: 1 })));

describe.each([
  { name: 'fcfs, jsq', scenario: scenarioOf({ sources: [poisson], nodes: [{}, {}], dispatch: dispatchBy(jsq) }) },
  { name: 'fcfs, one queue, slots', scenario: scenarioOf({ sources: [poisson], nodes: [{ slots: 2, speed: 0.5 }, {}], discipline: serveBy(fcfs) }) },
  { name: 'many things at once', scenario: scenarioOf({ sources: [fixed], nodes: [{}, {}, {}], dispatch: dispatchBy(jsq), discipline: serveBy(roundRobin, { quantum: 0.5 }) }) },
  { name: 'lcfs-preemptive', scenario: scenarioOf({ sources: [poisson], nodes: [{}, {}], discipline: serveBy(lcfsPreemptive) }) },
  { name: 'priorities', scenario: scenarioOf({ classes: two, sources: streams, nodes: [{ slots: 2 }], discipline: serveBy(priority, priority.params.parse({ preemptive: true })) }) },
  { name: 'copies', scenario: scenarioOf({ sources: [poisson], nodes: [{}, {}, {}], dispatch: dispatchBy(redundancyD, { d: 2, cancel: 'on completion', sizes: 'independent' }) }) },
  { name: 'losses', scenario: scenarioOf({ sources: [poisson], nodes: [{ capacity: 2 }] }) },
  { name: 'customers', scenario: scenarioOf({ sources: [customers('c', 0, 5, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))], nodes: [{}, {}] }) },
])('$name', ({ scenario }) => {
  const { spans, completed, entered, lost, busyTime } = seen(scenario);

  it('every job that is done held slots for as long as it was served, and was done where its last span ended', () => {
    expect(completed.length + lost.length).toBe(300);
    const copies = scenario.pool.dispatch.name === 'redundancy-d';
    for (const { job: id, now, service } of completed) {
      const own = spans.filter((span) => span.job === id);
      const last = own.filter(({ ending }) => ending === 'done');
      expect(last.map(({ to }) => to)).toEqual([now]);
      const held = (copies ? last : own).reduce((sum, { from, to }) => sum + (to - from), 0);
      expect(held).toBeCloseTo(service, 9);
    }
    expect(spans.filter(({ ending }) => ending === 'done')).toHaveLength(completed.length);
  });

  it('slots were busy for as long as tasks held them', () => {
    expect(spans.reduce((sum, { from, to }) => sum + (to - from), 0)).toBeCloseTo(busyTime, 6);
  });

  it('jobs are numbered in the order in which they came', () => {
    const came = [...entered, ...lost].toSorted((a, b) => a - b);
    expect(came).toEqual(came.map((_, index) => index));
    expect(entered).toEqual(entered.toSorted((a, b) => a - b));
    expect(new Set(completed.map(({ job: id }) => id)).size).toBe(completed.length);
  });

  it('is the run that nobody watches', () => {
    const plain: number[] = [];
    simulate(scenario, { entered: ignore, lost: ignore, busy: ignore, copies: ignore, completed: (now) => plain.push(now) }, (name) => stream(`test/${name}`));
    expect(completed.map(({ now }) => now)).toEqual(plain);
  });
});

const faulty = (parts: Partial<Scenario['pool']>, nodes = 2): Scenario => {
  const base = scenarioOf({ sources: [poisson], nodes: Array.from({ length: nodes }, () => ({})), dispatch: dispatchBy(jsq) });
  return { ...base, pool: { ...base.pool, recovery: { sizes: 'same', retry: { limit: 3 } }, ...parts } };
};

describe('where tries fail', () => {
  it.each([
    { name: 'errors', scenario: faulty({ faults: { failure: { probability: 0.2, at: 'end' } } }) },
    { name: 'errors, one node', scenario: faulty({ faults: { failure: { probability: 0.2, at: 'anywhere' } } }, 1) },
    { name: 'timeouts', scenario: faulty({ faults: { hang: 0.1 }, recovery: { sizes: 'same', retry: { limit: 3 }, timeout: 4 } }) },
    { name: 'crashes', scenario: faulty({ faults: { crashes: { up: exponential.create({ mean: 10 }), repair: exponential.create({ mean: 1 }) } } }) },
    { name: 'backups', scenario: faulty({ recovery: { sizes: 'drawn', backup: { after: 2 } } }) },
  ])('by $name: spans are in order, and end as they should', ({ name, scenario }) => {
    const { spans, completed, busyTime } = seen(scenario);
    const count = (ending: Ending) => spans.filter((span) => span.ending === ending).length;
    expect(count('done')).toBe(completed.length);
    expect(count(name === 'backups' ? 'withdrawn' : 'failed')).toBeGreaterThan(10);
    expect(count('preempted')).toBe(0);
    if (name !== 'backups') expect(count('withdrawn')).toBe(0);
    for (const { job: id, now } of completed) expect(spans.filter((span) => span.job === id && span.ending === 'done').map(({ to }) => to)).toEqual([now]);
    expect(spans.reduce((sum, { from, to }) => sum + (to - from), 0)).toBeCloseTo(busyTime, 6);
  });
});

it('where slots are shared, jobs are told of and slots are not', () => {
  const { spans, completed } = seen(scenarioOf({ discipline: serveBy(ps) }));
  expect(spans).toEqual([]);
  expect(completed).toHaveLength(300);
  expect(new Set(completed.map(({ job: id }) => id)).size).toBe(300);
});

it('stops when enough was seen', () => {
  let count = 0;
  expect(seen(scenarioOf(), () => ++count > 100).completed.length).toBeLessThan(60);
});
