/** Jobs of several tasks, moment by moment, against what one works out by hand. */
import { describe, expect, test } from 'vitest';
import { central } from '../../src/dispatchers/central.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { leastConnections } from '../../src/dispatchers/least-connections.ts';
import { roundRobin } from '../../src/dispatchers/round-robin.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { selfChecks } from '../../src/lab/checks.ts';
import type { Distribution, Recorder, Source } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { type Act, playActs } from './acts.ts';
import { customers, dispatchBy, type Parts, scenarioOf, serveBy } from '../contract/scenarios.ts';

const D = (value: number) => deterministic.create({ value });

/** Draws the values one after the other. */
function inTurn(values: readonly number[]): Distribution {
  let drawn = 0;
  return { ...D(1), sample: () => values[drawn++ % values.length] };
}

/** Jobs as [arrival, size of each task …]. */
function jobsOf(jobs: readonly (readonly number[])[]): Source {
  const times = Float64Array.from(jobs, ([arrival]) => arrival);
  const sizes = jobs.flatMap(([, ...tasks]) => tasks);
  return {
    name: 'jobs',
    class: 0,
    process: { name: 'recorded', mechanism: 'recorded', rate: 1, times },
    size: inTurn(sizes),
    tasks: inTurn(jobs.map(({ length }) => length - 1)),
  };
}

const ignore = () => undefined;
const fail = (slot: number): Act => (system) => system.failed(slot);

function played(sources: readonly Source[], given: Parts, until = 100, acts: readonly (readonly [number, Act])[] = []): string[] {
  const told: string[] = [];
  const say = (now: number, what: string) => void told.push(`${Number(now.toPrecision(12))} ${what}`);
  const recorder: Recorder = {
    entered: ignore,
    lost: (now, _, node) => say(now, `turned away at ${node}`),
    busy: ignore,
    copies: ignore,
    taskDone: (now, _, node, response, service) => say(now, `task at ${node} after ${response}, ${service} in a slot`),
    completed: (now, _class, _node, response, service, size) => say(now, `job after ${response}, longest ${service} of ${size}`),
    died: (now, _, reason, after) => say(now, `dead after ${after}: ${reason}`),
    wasted: (now, work) => say(now, `${work} wasted`),
    dropped: (now, tasks) => say(now, `${tasks} dropped`),
  };
  playActs(scenarioOf({ dispatch: dispatchBy(roundRobin), nodes: [{}, {}], ...given, sources }), recorder, acts, until);
  return told;
}

describe('a job is done with the last of its tasks', () => {
  const two = [[0, 3, 5], [1, 4, 1]];

  test('in turn over two nodes: each serves its own line', () => {
    expect(played([jobsOf(two)], {})).toEqual([
      '3 task at 0 after 3, 3 in a slot',
      '5 task at 1 after 5, 5 in a slot',
      '5 job after 5, longest 5 of 8',
      '6 task at 1 after 5, 1 in a slot',
      '7 task at 0 after 6, 4 in a slot',
      '7 job after 6, longest 4 of 5',
    ]);
  });

  test('one queue: tasks wait for whichever slot is free', () => {
    expect(played([jobsOf(two)], { dispatch: dispatchBy(central) }).filter((line) => line.includes('job'))).toEqual(['5 job after 5, longest 5 of 8', '7 job after 6, longest 4 of 5']);
  });

  test('the shortest queue for each task: those before it count', () => {
    expect(played([jobsOf([[0, 1, 1, 1, 1]])], { dispatch: dispatchBy(jsq, { ties: 'first' }) })).toEqual([
      '1 task at 0 after 1, 1 in a slot',
      '1 task at 1 after 1, 1 in a slot',
      '2 task at 0 after 2, 1 in a slot',
      '2 task at 1 after 2, 1 in a slot',
      '2 job after 2, longest 1 of 4',
    ]);
  });

  test('a discipline sees sizes of tasks', () => {
    const lines = played([jobsOf([[0, 5, 1], [0, 3, 1]])], { nodes: [{}], discipline: serveBy(srpt) });
    expect(lines.filter((line) => line.includes('job'))).toEqual(['5 job after 5, longest 3 of 4', '10 job after 10, longest 5 of 6']);
  });

  test('shared: the tasks of a job slow one another down', () => {
    expect(played([jobsOf([[0, 1, 3]])], { nodes: [{}], discipline: serveBy(ps) })).toEqual([
      '2 task at 0 after 2, 1 in a slot',
      '4 task at 0 after 4, 3 in a slot',
      '4 job after 4, longest 3 of 4',
    ]);
  });

  test('tasks of no size, and jobs of one task among others', () => {
    expect(played([jobsOf([[1, 0, 0], [1, 2], [1, 0]])], {}).filter((line) => line.includes('job'))).toEqual(['1 job after 0, longest 0 of 0', '1 job after 0, longest 0 of 0', '3 job after 2, longest 2 of 2']);
  });
});

describe('a job of which one task finds no room is turned away as a whole', () => {
  test('at a node: nothing of it is served, and those that were there are undisturbed', () => {
    expect(played([jobsOf([[0, 4, 1], [2, 1, 1], [5, 1, 1]])], { nodes: [{ capacity: 1 }, { capacity: 2 }] })).toEqual([
      '1 task at 1 after 1, 1 in a slot',
      '2 2 dropped',
      '2 turned away at 0',
      '4 task at 0 after 4, 4 in a slot',
      '4 job after 4, longest 4 of 5',
      '6 task at 1 after 1, 1 in a slot',
      '6 task at 0 after 1, 1 in a slot',
      '6 job after 1, longest 1 of 2',
    ]);
  });

  test('a pool has room for so many jobs, not tasks', () => {
    expect(played([jobsOf([[0, 4, 1], [2, 1, 1], [4.5, 1, 1]])], { capacity: 1 }).filter((line) => !line.includes('task'))).toEqual(['2 2 dropped', '2 turned away at -1', '4 job after 4, longest 4 of 5', '5.5 job after 1, longest 1 of 2']);
  });

  test('the dispatcher is told of every task that came to nothing', () => {
    // Two are under way at node 0 and none at node 1 after the second job is turned away: the third goes to node 1 first.
    const lines = played([jobsOf([[0, 9], [1, 1, 1, 1], [2, 1]])], { dispatch: dispatchBy(leastConnections, { weights: 'none' }), nodes: [{ capacity: 1 }, { capacity: 1 }] });
    expect(lines.filter((line) => !line.includes('task'))).toHaveLength(4);
    expect(lines).toContain('3 job after 1, longest 1 of 1');
  });
});

describe('tries are those of tasks', () => {
  test('a job of which one task is given up is one dead letter, and its other tasks are taken back wherever they are', () => {
    const given = { recovery: { sizes: 'same' as const } };
    expect(played([jobsOf([[0, 4, 6, 2], [1, 1, 1]])], given, 100, [[3, fail(0)]])).toEqual([
      '3 3 wasted',
      '3 3 wasted',
      // It has just been given the slot of the one that failed.
      '3 0 wasted',
      '3 3 dropped',
      '3 dead after 3: error',
      '4 task at 1 after 3, 1 in a slot',
      '4 task at 0 after 3, 1 in a slot',
      '4 job after 3, longest 1 of 2',
    ]);
  });

  test('a task that is tried again keeps its job waiting', () => {
    const given = { recovery: { sizes: 'same' as const, retry: { limit: 1 } } };
    expect(played([jobsOf([[0, 4, 1]])], given, 100, [[3, fail(0)]])).toEqual([
      '1 task at 1 after 1, 1 in a slot',
      '3 3 wasted',
      '7 task at 0 after 7, 7 in a slot',
      '7 job after 7, longest 7 of 5',
    ]);
  });

  test('a job is given up while another of its tasks waits for its next try', () => {
    const retry = { limit: 1, backoff: { first: 10, factor: 1, atMost: 10, jitter: 'none' as const } };
    // The second comes again at 11, behind the first, which fails at 12 and would come again at 22.
    expect(played([jobsOf([[0, 20, 20]])], { recovery: { sizes: 'same', retry } }, 60, [[1, fail(1)], [12, fail(0)], [13, fail(0)]])).toEqual([
      '1 1 wasted',
      '12 12 wasted',
      '13 1 wasted',
      '13 2 dropped',
      '13 dead after 13: error',
    ]);
  });
});

test('a customer thinks when the whole job is done', () => {
  const source = { ...customers('c', 0, 1, D(2), D(1)), size: inTurn([1, 3]), tasks: D(2) };
  expect(played([source], {}, 14).filter((line) => line.includes('job'))).toEqual(['5 job after 3, longest 3 of 4', '10 job after 3, longest 3 of 4']);
});

test('numbers, queues and self-checks are of tasks where tasks are meant, and of jobs where jobs are', () => {
  const scenario = scenarioOf({ sources: [jobsOf([[0, 3, 5], [1, 4, 1]])], nodes: [{}, {}], dispatch: dispatchBy(roundRobin), until: 8 });
  const result = replicate(scenario, 0);
  expect(selfChecks(result).map(({ law }) => law)).toContain("Little's law of tasks");
  const { sections } = result.recording;
  const total = (of: (section: (typeof sections)[number]) => number) => sections.reduce((sum, section) => sum + of(section), 0);
  // Two jobs of 5 and 6; four tasks of 3, 5, 5 and 6; slots busy for 7 and 6.
  expect([total(({ jobTime }) => jobTime), total(({ tasks }) => tasks?.time ?? 0), total(({ busyTime }) => busyTime)]).toEqual([11, 19, 13]);
  expect(sections.map(({ nodes }) => nodes!.completed[0]).reduce((a, b) => a + b)).toBe(2);
});
