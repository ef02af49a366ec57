import { describe, expect, test } from 'vitest';
import type { Job, PoolView } from '../../src/model.ts';
import type { Discipline, Dispatcher, DispatchSetup } from '../../src/policy.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { random } from '../../src/dispatchers/random.ts';
import { audited } from './observe.ts';
import { type Dispatch, dispatchBy, scenarioOf, serveBy } from './scenarios.ts';
import { watchDiscipline, watchDispatch } from './watched.ts';

const nodes = [{}, {}];

function dispatching(create: (setup: DispatchSetup) => Dispatcher): Dispatch {
  return watchDispatch({ name: 'faulty', params: {}, needs: [], create }).policy;
}

function serving(rank: (job: Job) => number) {
  const create = (): Discipline => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank });
  return watchDiscipline({ name: 'faulty', params: {}, needs: [], create }).policy;
}

describe('the suite catches a dispatcher', () => {
  test('that reads a size which it does not need', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => (job.size > 1 ? 1 : 0) }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow('faulty reads size, which it does not need');
  });

  test('that reads queues which it does not need', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (_, pool) => (pool.queued(0) > pool.queued(1) ? 1 : 0) }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow('faulty reads queued, which it does not need');
  });

  test('that keeps the pool', () => {
    let kept: PoolView | undefined;
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (_, pool) => (kept ??= pool).nodes - 1 }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow(TypeError);
  });

  test('that keeps a job', () => {
    let kept: Job | undefined;
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => (kept ??= job).id % 2 }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow(TypeError);
  });

  test('that picks half a node', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => 0.5 }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow('faulty picked 0.5, which is no node');
  });

  test('that changes a job', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => ((job as { size: number }).size = 0) }));
    expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow('faulty writes size');
  });
});

describe('the suite catches a discipline', () => {
  test('that reads a size which it does not need', () => {
    expect(() => audited(scenarioOf({ discipline: serving((job) => job.size) }))).toThrow('faulty reads size');
  });

  test('that reads an age which it does not need', () => {
    expect(() => audited(scenarioOf({ discipline: serving((job) => -job.age) }))).toThrow('faulty reads age');
  });

  test('that keeps a job', () => {
    let kept: Job | undefined;
    expect(() => audited(scenarioOf({ discipline: serving((job) => (kept ??= job).id) }))).toThrow(TypeError);
  });

  test('that ranks by no number', () => {
    expect(() => audited(scenarioOf({ discipline: serving(() => Number.NaN) }))).toThrow('faulty ranked a job NaN');
  });
});

test('the engine refuses a node that is not there', () => {
  const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => 2 }));
  expect(() => audited(scenarioOf({ nodes, dispatch }))).toThrow(RangeError);
});

test('honest policies pass', () => {
  const scenario = scenarioOf({ nodes, dispatch: watchDispatch(dispatchBy(random)).policy, discipline: watchDiscipline(serveBy(fcfs)).policy });
  expect(audited(scenario)).toEqual([]);
});
