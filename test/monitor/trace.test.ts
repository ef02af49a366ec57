/** A trace is what its format says, shows what happened, and ends in order where it is cut. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { redundancyD } from '../../src/dispatchers/redundancy-d.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { Trace } from '../../src/monitor/trace.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';
import { imported } from './importer.ts';
import { dispatchBy, renewals, scenarioOf, serveBy, traceOf } from '../contract/scenarios.ts';

// As the format has it: what each phase must have, and nothing that no viewer reads.
const common = { name: z.string().min(1), pid: z.number().int().positive(), tid: z.number().int().positive(), ts: z.number().nonnegative() };
const args = z.record(z.string(), z.union([z.string(), z.number()]));
const event = z.discriminatedUnion('ph', [
  z.strictObject({ ...common, ph: z.literal('X'), cat: z.string(), dur: z.number().nonnegative(), args }),
  z.strictObject({ ...common, ph: z.literal('b'), cat: z.string(), id: z.string().min(1), args }),
  z.strictObject({ ...common, ph: z.literal('e'), cat: z.string(), id: z.string().min(1) }),
  z.strictObject({ ...common, ph: z.literal('C'), args: z.record(z.string(), z.number().int().nonnegative()) }),
  z.strictObject({ ...common, ph: z.literal('i'), s: z.enum(['t', 'g']), cat: z.string().optional(), args: args.optional() }),
  z.strictObject({ ...common, ph: z.literal('M'), args: z.union([z.strictObject({ name: z.string() }), z.strictObject({ sort_index: z.number().int() })]) }),
]);
const file = z.strictObject({ displayTimeUnit: z.enum(['ms', 'ns']), otherData: args, traceEvents: z.array(event) });

function traced(scenario: Scenario, most?: number) {
  let text = '';
  const trace = new Trace({ scenario, about: { backend: 'simulated' }, microseconds: 1e6, write: (part) => (text += part), ...(most !== undefined && { most }) });
  const end = simulateWatched(scenario, trace, (name) => stream(`trace/${name}`), () => trace.full);
  trace.finish(end);
  return { events: file.parse(JSON.parse(text)).traceEvents, text };
}

/** As Perfetto reads a time. */
const nanoseconds = (micro: number) => Math.round(1000 * micro);

const of = <Phase extends string>(events: readonly z.infer<typeof event>[], ph: Phase) => events.filter((one) => one.ph === ph) as Extract<z.infer<typeof event>, { ph: Phase }>[];

const job = (arrival: number, size: number) => ({ arrival, size, priority: 0 });

describe('by hand: a job of 2 s comes after 1 s and takes the slot from one of 5 s', () => {
  const { events } = traced(scenarioOf({ ...traceOf([job(0, 5), job(1, 2)]), discipline: serveBy(srpt), jobs: 2 }));

  it('execute: spans of the slot', () => {
    expect(of(events, 'X').map(({ name, ts, dur, args: { ending } }) => [name, ts, dur, ending])).toEqual([
      ['job 0', 0, 1e6, 'preempted'],
      ['job 1', 1e6, 2e6, 'done'],
      ['job 0', 3e6, 4e6, 'done'],
    ]);
  });

  it('schedule: the wait of the one that was preempted', () => {
    expect(of(events, 'b').map(({ name, ts, args: waiting }) => [name, ts, waiting.job])).toEqual([['waiting', 1e6, 0]]);
    expect(of(events, 'e').map(({ ts }) => ts)).toEqual([3e6]);
  });

  it('submit, balance, complete: instants of the pool', () => {
    expect(of(events, 'i').map(({ name, ts }) => [name, ts])).toEqual([
      ['submit job 0', 0], ['balance job 0', 0], ['submit job 1', 1e6], ['balance job 1', 1e6], ['complete job 1', 3e6], ['complete job 0', 7e6],
    ]);
    expect(of(events, 'i').at(-1)!.args).toEqual({ job: 0, response: 7, waiting: 2, size: 5 });
  });

  it('counters of jobs in the pool', () => {
    expect(of(events, 'C').filter(({ name }) => name === 'jobs in the pool').map(({ ts, args: { jobs } }) => [ts, jobs])).toEqual([[0, 1], [1e6, 2], [3e6, 1], [7e6, 0]]);
  });
});

const poisson = (mean: number) => [renewals('jobs', 0, exponential.create({ mean }), exponential.create({ mean: 1 }))];

const faulty = (): Scenario => {
  const base = scenarioOf({ sources: poisson(0.7), nodes: [{}, {}, {}], dispatch: dispatchBy(jsq) });
  const faults = { crashes: { up: exponential.create({ mean: 30 }), repair: exponential.create({ mean: 2 }) }, failure: { probability: 0.1, at: 'end' as const } };
  return { ...base, pool: { ...base.pool, faults, recovery: { sizes: 'same', retry: { limit: 2, backoff: { first: 0.5, factor: 2, atMost: 4, jitter: 'none' } }, heartbeat: { every: 0.5, misses: 2 } } } };
};

describe.each([
  { name: 'tries that fail and nodes that crash', slots: true, scenario: faulty() },
  { name: 'jsq', slots: true, scenario: scenarioOf({ sources: poisson(0.3), nodes: [{ slots: 2 }, {}, {}], dispatch: dispatchBy(jsq) }) },
  { name: 'one queue, turns', slots: true, scenario: scenarioOf({ sources: poisson(0.6), nodes: [{}, { speed: 2 }], dispatch: dispatchBy(central), discipline: serveBy(roundRobin, { quantum: 0.3 }) }) },
  { name: 'losses', slots: true, scenario: scenarioOf({ sources: poisson(0.7), nodes: [{ capacity: 2 }] }) },
  { name: 'copies, taken back when one is done', slots: true, scenario: scenarioOf({ sources: poisson(0.9), nodes: [{}, {}, {}], dispatch: dispatchBy(redundancyD, { d: 2, cancel: 'on completion', sizes: 'independent' }) }) },
  { name: 'copies, taken back when one starts', slots: true, scenario: scenarioOf({ sources: poisson(0.4), nodes: [{}, {}, {}], dispatch: dispatchBy(redundancyD, { d: 2, cancel: 'on start', sizes: 'same' }) }) },
  { name: 'shared slots', slots: false, scenario: scenarioOf({ discipline: serveBy(ps) }) },
])('$name', ({ scenario, slots }) => {
  const { events, text } = traced(scenario);

  it('is read by Perfetto, and nothing of it left out', () => {
    const { failures, slices, asyncs, counters, processes, threads } = imported(text);
    expect(failures).toEqual([]);
    expect(slices).toHaveLength(of(events, 'X').length + of(events, 'i').filter(({ s }) => s === 't').length);
    expect(asyncs).toHaveLength(of(events, 'b').length);
    expect([...processes.values()]).toEqual(['pool', ...scenario.pool.nodes.map((_, node) => `node ${node}`)]);
    expect([...threads.values()].slice(0, 3)).toEqual(['submit', 'balance', 'complete']);
    for (const [node, { slots: own }] of scenario.pool.nodes.entries()) {
      const busy = counters.get(`${node + 2} tasks in service`) ?? [];
      expect(Math.max(0, ...busy)).toBeLessThanOrEqual(slots ? own : Infinity);
      expect(Math.max(0, ...busy)).toBeGreaterThan(0);
    }
  });

  it('keeps the format, and spans of a slot do not overlap', () => {
    const ends = new Map<number, number>();
    for (const { tid, ts, dur } of of(events, 'X').toSorted((a, b) => a.ts - b.ts)) {
      expect(nanoseconds(ts)).toBeGreaterThanOrEqual(ends.get(tid) ?? 0);
      ends.set(tid, nanoseconds(ts) + nanoseconds(dur));
    }
    expect(of(events, 'X').length > 0).toBe(slots);
  });

  it('ties the two ends of each async span together, in order', () => {
    const begun = new Map(of(events, 'b').map((one) => [one.id, one]));
    const ended = of(events, 'e');
    expect(begun.size).toBe(ended.length);
    expect(new Set(ended.map(({ id }) => id)).size).toBe(ended.length);
    for (const { id, cat, name, pid, ts } of ended) {
      expect(begun.get(id)).toMatchObject({ cat, name, pid });
      expect(ts).toBeGreaterThanOrEqual(begun.get(id)!.ts);
    }
  });

  it('names every process and thread once', () => {
    const named = (what: string) => of(events, 'M').filter(({ name }) => name === what);
    const processes = named('process_name').map(({ pid }) => pid);
    const threads = named('thread_name').map(({ tid }) => tid);
    expect(new Set(processes).size).toBe(processes.length);
    expect(new Set(threads).size).toBe(threads.length);
    expect(new Set(events.map(({ pid }) => pid))).toEqual(new Set(processes));
    for (const { tid } of of(events, 'X')) expect(threads).toContain(tid);
    // A thread is of one process.
    const homes = new Map<number, number>();
    for (const { tid, pid } of events) expect(homes.set(tid, homes.get(tid) ?? pid).get(tid)).toBe(pid);
  });

  it('shows each job that is done: waits and spans of its node add up to its response', () => {
    const complete = of(events, 'i').filter(({ cat }) => cat === 'complete');
    expect(complete.length).toBeGreaterThan(100);
    if (scenario.pool.dispatch.name === 'redundancy-d' || scenario.pool.faults) return;
    const time = new Map<unknown, number>();
    const add = (id: unknown, nano: number) => time.set(id, (time.get(id) ?? 0) + nano);
    for (const { dur, args: { job: id } } of of(events, 'X')) add(id, nanoseconds(dur));
    const begun = new Map(of(events, 'b').map((one) => [one.id, one]));
    for (const { id, ts } of of(events, 'e')) add(begun.get(id)!.args.job, nanoseconds(ts) - nanoseconds(begun.get(id)!.ts));
    for (const one of complete) expect(Math.abs(time.get(one.args!.job)! - 1e9 * (one.args!.response as number))).toBeLessThan(20);
  });

  it('counts nobody twice: at the end as many are in the pool as came and did not leave', () => {
    const instants = of(events, 'i');
    const count = (cat: string) => instants.filter((one) => one.cat === cat).length;
    expect(of(events, 'C').findLast(({ name }) => name === 'jobs in the pool')!.args.jobs).toBe(count('balance') - count('complete') - (scenario.pool.faults ? count('given up') : 0));
  });
});

it('a reader would find what is wrong with one', () => {
  const whole = JSON.parse(traced(scenarioOf({ ...traceOf([job(0, 5), job(1, 2)]), discipline: serveBy(srpt), jobs: 2 })).text) as { traceEvents: { ph: string; dur?: number; ts: number; id?: string }[] };
  const spoilt = (spoil: (events: (typeof whole)['traceEvents']) => void) => {
    const { traceEvents } = structuredClone(whole);
    spoil(traceEvents);
    return imported(JSON.stringify({ traceEvents })).failures.map((failure) => failure.split(':')[0]);
  };
  const first = (events: (typeof whole)['traceEvents'], ph: string) => events.find((one) => one.ph === ph)!;
  expect(spoilt(() => {})).toEqual([]);
  expect(spoilt((events) => void (first(events, 'X').dur! += 1))).toEqual(['overlaps another slice of its thread']);
  expect(spoilt((events) => delete first(events, 'X').dur)).toEqual(['has no duration']);
  expect(spoilt((events) => void (first(events, 'e').id = 'other'))).toEqual(['ends what is not open', 'never ends']);
  expect(spoilt((events) => void (first(events, 'C').ph = 'Q'))).toEqual(['is of no phase that is known']);
});

it('shows failures where tries fail, and nodes that are down', () => {
  const { events } = traced(faulty());
  expect(of(events, 'X').filter(({ args: { ending } }) => ending === 'failed').length).toBeGreaterThan(20);
  expect(of(events, 'b').filter(({ cat }) => cat === 'down').length).toBeGreaterThan(5);
});

it('stops at so many events, says so, and is still whole', () => {
  const { events } = traced(scenarioOf({ nodes: [{}, {}], dispatch: dispatchBy(jsq) }), 200);
  expect(events.length).toBeGreaterThan(200);
  expect(events.length).toBeLessThan(203);
  expect(of(events, 'b')).toHaveLength(of(events, 'e').length);
  expect(events.at(-1)).toMatchObject({ ph: 'i', s: 'g', name: 'cut here, after 200 events' });
});
