/** Recovery, moment by moment, against what one works out by hand; failures and crashes are told to the system as real workers tell them. */
import { describe, expect, test } from 'vitest';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { leastConnections } from '../../src/dispatchers/least-connections.ts';
import { roundRobin } from '../../src/dispatchers/round-robin.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import type { Recorder } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import type { Faults, Recovery } from '../../src/scenario.ts';
import { type Act, playActs } from './acts.ts';
import { dispatchBy, type Parts, scenarioOf, serveBy, traceOf } from '../contract/scenarios.ts';

const D = (value: number) => deterministic.create({ value });

interface Given extends Parts {
  readonly faults?: Faults;
  readonly recovery?: Recovery;
}

const ignore = () => undefined;

/** What is told when; jobs are [arrival, size], told by their class. What is done to the system happens at the times given. */
function played(jobs: readonly (readonly [number, number])[], given: Given, acts: readonly (readonly [number, Act])[] = [], until = 100): string[] {
  const told: string[] = [];
  const say = (now: number, what: string) => void told.push(`${Number(now.toPrecision(12))} ${what}`);
  const recorder: Recorder = {
    entered: ignore,
    lost: (now, job, node) => say(now, `${job} turned away at ${node}`),
    busy: ignore,
    copies: ignore,
    completed: (now, job, node, response, service) => say(now, `${job} done at ${node} after ${response}, of which ${service} in a slot`),
    tried: (now, job) => say(now, `${job} tried`),
    died: (now, job, reason, after) => say(now, `${job} dead after ${after}: ${reason}`),
    wasted: (now, work) => say(now, `${work} wasted`),
  };
  const scenario = scenarioOf({ ...traceOf(jobs.map(([arrival, size]) => ({ arrival, size, priority: 0 }))), dispatch: dispatchBy(roundRobin), recovery: { sizes: 'same' }, ...given });
  playActs(scenario, recorder, acts, until);
  return told;
}

const failed = (slot: number): Act => (system) => system.failed(slot);
const crashed = (node: number): Act => (system) => system.crashed(node);
const repaired = (node: number): Act => (system) => system.repaired(node);
const two = { nodes: [{}, {}] };

describe('crashes', () => {
  test('what was served is lost, and the task begins again when its only node is repaired', () => {
    const faults = { crashes: { up: D(10), repair: D(5) } };
    expect(played([[5, 8]], { faults }, [], 30)).toEqual(['5 0 tried', '10 5 wasted', '15 0 tried', '23 0 done at 0 after 18, of which 13 in a slot']);
  });

  test('tasks keep their order; those that come while the node is down wait behind', () => {
    const faults = { crashes: { up: D(10), repair: D(5) } };
    expect(played([[8, 3], [9, 1], [12, 1]], { faults }, [], 24)).toEqual([
      '8 0 tried',
      '9 1 tried',
      '10 2 wasted',
      '10 0 wasted',
      '15 0 tried',
      '15 1 tried',
      '15 2 tried',
      '18 0 done at 0 after 10, of which 5 in a slot',
      '19 1 done at 0 after 10, of which 1 in a slot',
      '20 2 done at 0 after 8, of which 1 in a slot',
    ]);
  });

  test('known at once, tasks go to another node at once', () => {
    expect(played([[0, 4]], two, [[3, crashed(0)]])).toEqual(['0 0 tried', '3 3 wasted', '3 0 tried', '7 0 done at 1 after 7, of which 7 in a slot']);
  });

  test('known late, they wait, and so do newcomers, until so many heartbeats are missed', () => {
    const recovery: Recovery = { sizes: 'same', heartbeat: { every: 4, misses: 2 } };
    // Heartbeats at 4, 8, 12: those at 4 and 8 are missed. The job of 5 is sent to the dead node too.
    expect(played([[0, 4], [1, 1], [5, 1]], { ...two, recovery }, [[3, crashed(0)]])).toEqual([
      '0 0 tried',
      '1 1 tried',
      '2 1 done at 1 after 1, of which 1 in a slot',
      '3 3 wasted',
      '5 2 tried',
      '8 0 tried',
      '8 2 tried',
      '12 0 done at 1 after 12, of which 7 in a slot',
      '13 2 done at 1 after 8, of which 1 in a slot',
    ]);
  });

  test('a node that is back sooner says so itself', () => {
    const recovery: Recovery = { sizes: 'same', heartbeat: { every: 10, misses: 3 } };
    expect(played([[0, 4]], { nodes: [{}], recovery }, [[3, crashed(0)], [5, repaired(0)]])).toEqual(['0 0 tried', '3 3 wasted', '5 0 tried', '9 0 done at 0 after 9, of which 7 in a slot']);
  });

  test('a real detector may know sooner', () => {
    const recovery: Recovery = { sizes: 'same', heartbeat: { every: 10, misses: 3 } };
    expect(played([[0, 4]], { ...two, recovery }, [[3, crashed(0)], [4, (system) => system.detected(0)]])).toContain('8 0 done at 1 after 8, of which 7 in a slot');
  });

  test('with all nodes down tasks go to the first that is up', () => {
    const told = played([[0, 2], [0, 2], [4, 1]], two, [[1, crashed(0)], [1, crashed(1)], [6, repaired(1)]]);
    expect(told.slice(-3)).toEqual(['8 0 done at 1 after 8, of which 3 in a slot', '10 1 done at 1 after 10, of which 3 in a slot', '11 2 done at 1 after 7, of which 1 in a slot']);
  });

  test.each([jsq, leastConnections, roundRobin])('$name sends nothing to a node that is known to be down', (dispatcher) => {
    const jobs = Array.from({ length: 20 }, (_, i) => [3 + i, 5] as const);
    const told = played(jobs, { nodes: [{}, {}, {}], dispatch: dispatchBy(dispatcher) }, [[1, crashed(1)]]);
    expect(told.filter((line) => line.includes('done at'))).toHaveLength(20);
    expect(told.filter((line) => line.includes('done at 1'))).toEqual([]);
  });

  test('under one queue for all a node that is down takes nothing, and the others go on', () => {
    const told = played([[0, 4], [0, 4], [1, 2]], { ...two, dispatch: dispatchBy(central) }, [[2, crashed(0)], [20, repaired(0)]]);
    // The third is first in line; the first comes back behind it.
    expect(told.filter((line) => line.includes('done'))).toEqual(['4 1 done at 1 after 4, of which 4 in a slot', '6 2 done at 1 after 5, of which 2 in a slot', '10 0 done at 1 after 10, of which 6 in a slot']);
  });

  test('a node that is back takes from the one queue at once', () => {
    const told = played([[0, 4], [0, 6], [1, 2]], { ...two, dispatch: dispatchBy(central) }, [[2, crashed(1)], [3, repaired(1)]]);
    expect(told.filter((line) => line.includes('done'))).toEqual(['4 0 done at 0 after 4, of which 4 in a slot', '5 2 done at 1 after 4, of which 2 in a slot', '10 1 done at 0 after 10, of which 8 in a slot']);
  });

  test('tasks that share a node lose what each has had', () => {
    const told = played([[0, 4], [0, 4]], { nodes: [{}], discipline: serveBy(ps) }, [[2, crashed(0)], [3, repaired(0)]]);
    expect(told.filter((line) => line.includes('wasted'))).toEqual(['2 1 wasted', '2 1 wasted']);
    expect(told.slice(-2).map((line) => line.split(',')[0])).toEqual(['11 0 done at 0 after 11', '11 1 done at 0 after 11']);
  });

  test('what was preempted is lost too', () => {
    const told = played([[0, 9], [3, 1]], { nodes: [{}], discipline: serveBy(srpt) }, [[3.5, crashed(0)], [4, repaired(0)]]);
    expect(told.filter((line) => line.includes('wasted'))).toEqual(['3.5 0.5 wasted', '3.5 3 wasted']);
    expect(told.slice(-2)).toEqual(['5 1 done at 0 after 2, of which 1.5 in a slot', '14 0 done at 0 after 14, of which 12 in a slot']);
  });
});

describe('errors and retries', () => {
  test('without a retry the job is a dead letter', () => {
    expect(played([[0, 4]], { nodes: [{}] }, [[3, failed(0)]])).toEqual(['0 0 tried', '3 3 wasted', '3 0 dead after 3: error']);
  });

  test('retries wait longer each time, up to a limit, and are no more than asked for', () => {
    const recovery: Recovery = { sizes: 'same', retry: { limit: 3, backoff: { first: 2, factor: 3, atMost: 10, jitter: 'none' } } };
    expect(played([[0, 4]], { nodes: [{}], recovery }, [[1, failed(0)], [4, failed(0)], [11, failed(0)], [22, failed(0)]])).toEqual([
      '0 0 tried',
      '1 1 wasted',
      '3 0 tried',
      '4 1 wasted',
      '10 0 tried',
      '11 1 wasted',
      '21 0 tried',
      '22 1 wasted',
      '22 0 dead after 22: error',
    ]);
  });

  test('the next in line takes the slot, and the retry goes behind', () => {
    const recovery: Recovery = { sizes: 'same', retry: { limit: 1 } };
    expect(played([[0, 4], [1, 2]], { nodes: [{}], recovery }, [[3, failed(0)]]).filter((line) => line.includes('done'))).toEqual(['5 1 done at 0 after 4, of which 2 in a slot', '9 0 done at 0 after 9, of which 7 in a slot']);
  });

  test('a crash does not count against the limit', () => {
    expect(played([[0, 4]], two, [[1, crashed(0)], [2, crashed(1)], [3, repaired(0)]])).toContain('7 0 done at 0 after 7, of which 6 in a slot');
  });

  test('a retry that finds its node full counts as one that failed', () => {
    const recovery: Recovery = { sizes: 'same', retry: { limit: 2, backoff: { first: 1, factor: 1, atMost: 1, jitter: 'none' } } };
    expect(played([[0, 4], [1.5, 9]], { nodes: [{ capacity: 1 }], recovery }, [[1, failed(0)]])).toContain('3 0 dead after 3: full');
  });
});

describe('timeouts and backups', () => {
  test('a timeout counts from when the task was sent, waiting included', () => {
    const recovery: Recovery = { sizes: 'same', timeout: 5 };
    expect(played([[0, 4], [1, 3]], { nodes: [{}], recovery })).toEqual(['0 0 tried', '1 1 tried', '4 0 done at 0 after 4, of which 4 in a slot', '6 2 wasted', '6 1 dead after 5: timeout']);
  });

  test('a task at a node that has silently died is given up in time, and sent elsewhere', () => {
    const recovery: Recovery = { sizes: 'same', timeout: 5, retry: { limit: 1 }, heartbeat: { every: 100, misses: 1 } };
    expect(played([[0, 4]], { ...two, recovery }, [[2, crashed(0)]])).toEqual(['0 0 tried', '2 2 wasted', '5 0 tried', '9 0 done at 1 after 9, of which 6 in a slot']);
  });

  test('the first of two copies counts, and the other is taken back', () => {
    const recovery: Recovery = { sizes: 'same', backup: { after: 2 } };
    const slow = { speed: 0.25 };
    expect(played([[0, 4]], { nodes: [slow, {}], recovery })).toEqual(['0 0 tried', '2 0 tried', '6 1.5 wasted', '6 0 done at 1 after 6, of which 4 in a slot']);
  });

  test('while one copy lives, the failure of the other is none', () => {
    const recovery: Recovery = { sizes: 'same', backup: { after: 1 } };
    expect(played([[0, 4]], { ...two, recovery }, [[3, failed(0)]])).toEqual(['0 0 tried', '1 0 tried', '3 3 wasted', '5 0 done at 1 after 5, of which 4 in a slot']);
    expect(played([[0, 4]], { ...two, recovery }, [[2, failed(0)], [3, failed(1)]])).toContain('3 0 dead after 3: error');
  });

  test('a hang keeps its slot until it is given up', () => {
    const faults: Faults = { hang: 1 - 1e-9 };
    expect(played([[0, 1]], { nodes: [{}], faults, recovery: { sizes: 'same', timeout: 7 } })).toEqual(['0 0 tried', '7 7 wasted', '7 0 dead after 7: timeout']);
  });
});
