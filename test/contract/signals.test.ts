import { describe, expect, test } from 'vitest';
import { audited } from '../../src/lab/contract/audited.ts';
import { watchDiscipline, watchDispatch } from '../../src/lab/contract/watched.ts';
import type { Job, PoolView } from '../../src/model.ts';
import type { Discipline, Dispatcher, DispatchSetup, Ordered } from '../../src/policy.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { random } from '../../src/dispatchers/random.ts';
import { type Dispatch, dispatchBy, scenarioOf, serveBy } from './scenarios.ts';

const nodes = [{}, {}];

function dispatching(create: (setup: DispatchSetup) => Dispatcher): Dispatch {
  return watchDispatch({ name: 'faulty', params: {}, needs: [], create }).policy;
}

function ordered(more: Partial<Ordered>) {
  const create = (): Discipline => ({ mechanism: 'ordered', preemptive: false, ties: 'first', ...more });
  return watchDiscipline({ name: 'faulty', params: {}, needs: [], create }).policy;
}

const serving = (rank: (job: Job) => number) => ordered({ rank });

function seen(parts: Parameters<typeof scenarioOf>[0]): readonly string[] {
  return audited(scenarioOf(parts)).map(({ law, message }) => `${law}: ${message}`);
}

describe('the suite catches a dispatcher', () => {
  test('that reads a size which it does not need', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => (job.size > 1 ? 1 : 0) }));
    expect(seen({ nodes, dispatch })).toEqual(['declared signals: faulty reads size, which it does not need']);
  });

  test('that reads queues which it does not need', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (_, pool) => (pool.queued(0) > pool.queued(1) ? 1 : 0) }));
    expect(seen({ nodes, dispatch })).toEqual(['declared signals: faulty reads queued, which it does not need']);
  });

  test('that reads the workload which it does not need', () => {
    const dispatch = dispatching(({ workload }) => ({ mechanism: 'push', pick: () => (workload.rate > 1 ? 1 : 0) }));
    expect(seen({ nodes, dispatch })).toEqual(['declared signals: faulty reads workload, which it does not need']);
  });

  test('that reads a size when a job is finished', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => 0, finished: (job) => void job.size }));
    expect(seen({ nodes, dispatch })).toEqual(['declared signals: faulty reads size, which it does not need']);
  });

  test('that keeps the pool', () => {
    let kept: PoolView | undefined;
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (_, pool) => (kept ??= pool).nodes - 1 }));
    expect(seen({ nodes, dispatch })).toEqual(['views end with the call: faulty looks at what an earlier call showed it']);
  });

  test('that keeps a job', () => {
    let kept: Job | undefined;
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => (kept ??= job).id % 2 }));
    expect(seen({ nodes, dispatch })).toEqual(['views end with the call: faulty looks at what an earlier call showed it']);
  });

  test('that picks half a node', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => 0.5 }));
    expect(seen({ nodes, dispatch })).toEqual(['valid answers: faulty picked 0.5, which is no node of 0 … 1']);
  });

  test('that picks a node that is not there', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => 2 }));
    expect(seen({ nodes, dispatch })).toEqual(['valid answers: faulty picked 2, which is no node of 0 … 1']);
  });

  test('that sends two copies to one node', () => {
    const dispatch = dispatching(() => ({ mechanism: 'replicate', cancel: 'on completion', sizes: 'same', copies: 2, pick: (_, __, chosen) => void chosen.fill(1) }));
    expect(seen({ nodes, dispatch })).toEqual(['valid answers: dispatcher faulty picked one node twice']);
  });

  test('that changes a job', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: (job) => ((job as { size: number }).size = 0) }));
    expect(seen({ nodes, dispatch })).toEqual(['views end with the call: faulty writes size']);
  });

  test('that throws', () => {
    const dispatch = dispatching(() => ({ mechanism: 'push', pick: () => (undefined as unknown as number[])[0] }));
    expect(seen({ nodes, dispatch })[0]).toMatch(/^valid answers: faulty threw: Cannot read prop/);
  });
});

describe('the suite catches a discipline', () => {
  test('that reads a size which it does not need', () => {
    expect(seen({ discipline: serving((job) => job.size) })).toEqual(['declared signals: faulty reads size, which it does not need']);
  });

  test('that reads an age which it does not need', () => {
    expect(seen({ discipline: serving((job) => -job.age) })).toEqual(['declared signals: faulty reads age, which it does not need']);
  });

  test('that keeps a job', () => {
    let kept: Job | undefined;
    expect(seen({ discipline: serving((job) => (kept ??= job).id) })).toEqual(['views end with the call: faulty looks at what an earlier call showed it']);
  });

  test('that ranks by no number', () => {
    expect(seen({ discipline: serving(() => Number.NaN) })).toEqual(['valid answers: faulty ranked a job NaN']);
  });

  test('whose ranks change otherwise than their slope says', () => {
    expect(seen({ discipline: ordered({ rank: ({ arrival }, now) => 3 * (arrival - now), slope: () => -3 }) })).toEqual([]);
    const wrong = /^valid answers: faulty ranks a job that waits from .* and its slope says/;
    expect(seen({ discipline: ordered({ rank: ({ arrival }, now) => 3 * (arrival - now), slope: () => -2 }) })[0]).toMatch(wrong);
    expect(seen({ discipline: ordered({ rank: ({ arrival }, now) => Math.sqrt(now - arrival), slope: () => 0.5 }) })[0]).toMatch(wrong);
  });

  test('that reads a size for a slope, or when told of a change, which it does not need', () => {
    const reading = 'declared signals: faulty reads size, which it does not need';
    expect(seen({ discipline: ordered({ rank: () => 0, slope: (job) => Math.min(0, job.size) }) })).toEqual([reading]);
    expect(seen({ discipline: ordered({ next: () => 0, changed: (k, lines) => void (lines.waiting(k) > 0 && lines.head(k).size) }) })).toEqual([reading]);
  });

  test('that keeps the job at the head of a line', () => {
    let kept: Job | undefined;
    const create = (): Discipline => ({ mechanism: 'ordered', preemptive: false, ties: 'first', next: (lines) => ((kept ??= lines.head(0)).id >= 0 ? 0 : 0) });
    const discipline = watchDiscipline({ name: 'faulty', params: {}, needs: [], create }).policy;
    expect(seen({ discipline })).toEqual(['views end with the call: faulty looks at what an earlier call showed it']);
  });
});

test('the engine refuses a node that is not there', () => {
  const dispatch: Dispatch = { name: 'faulty', params: {}, needs: [], create: () => ({ mechanism: 'push', pick: () => 2 }) };
  expect(seen({ nodes, dispatch })).toEqual(['valid answers: dispatcher faulty picked node 2 of 2']);
});

test('honest policies pass', () => {
  expect(seen({ nodes, dispatch: watchDispatch(dispatchBy(random)).policy, discipline: watchDiscipline(serveBy(fcfs)).policy })).toEqual([]);
});
