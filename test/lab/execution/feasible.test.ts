import { describe, expect, it } from 'vitest';
import { checkFeasible, doubtsOf, type Machine } from '../../../src/lab/execution/feasible.ts';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import type { Fault } from '../../../src/lab/scenario/faults.ts';

const MACHINE: Machine = { cores: 2, memory: 4 * 2 ** 30 };

const load = (pool: string, more = '') => loadScenario('f', `name: f\ntime: ms\narrivals: [{ class: job, process: poisson, rate: 0.0001, size: { exponential: { mean: 10 } } }]\npool: ${pool}\n${more}`);

const faultsOf = (pool: string) => {
  const faults: Fault[] = [];
  checkFeasible(load(pool).scenario, MACHINE, faults);
  return faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('real workers', () => {
  it.each([
    ['{ nodes: 1, discipline: ps }', /^pool\.discipline: ps serves several tasks of a slot at once, and a real worker serves one at a time/],
    ['{ nodes: 1, discipline: las }', /^pool\.discipline: las serves several/],
    ['{ nodes: 1, discipline: gps }', /^pool\.discipline: gps serves several/],
    ['{ nodes: { slots: unlimited } }', /^pool\.nodes: have unlimited slots/],
    ['{ nodes: 500, dispatch: jsq }', /^pool\.nodes: have 500 slots, and this machine bears 204 workers/],
  ])('cannot do %s', (pool, reason) => {
    expect(faultsOf(pool)).toEqual([expect.stringMatching(reason)]);
  });

  it.each(['fcfs', 'srpt', 'priority', 'round-robin', 'mlfq', 'lcfs-preemptive'])('can do %s', (discipline) => {
    expect(faultsOf(`{ nodes: 2, dispatch: jsq, discipline: ${discipline === 'mlfq' ? '{ mlfq: { quanta: [5, 10] } }' : discipline === 'round-robin' ? '{ round-robin: { quantum: 5 } }' : discipline} }`)).toEqual([]);
  });

  it('are doubted where they compute on fewer cores than they are, or have tasks that are too short', () => {
    const spin = load('{ nodes: 4, dispatch: jsq }', 'execution: { task: spin, unit: 1 us }');
    expect(doubtsOf(spin.scenario, spin.execution!, MACHINE)).toEqual([expect.stringMatching(/^4 slots compute on 2 cores/), expect.stringMatching(/^tasks of 0\.01 ms are short/)]);
    const sleep = load('{ nodes: 4, dispatch: jsq }', 'execution: {}');
    expect(doubtsOf(sleep.scenario, sleep.execution!, MACHINE)).toEqual([]);
  });
});

const horizon = (run: string, time = 'ms') => loadScenario('f', `name: f\ntime: ${time}\narrivals: [{ class: job, process: poisson, rate: 0.5, size: { exponential: { mean: 1 } } }]\npool: { nodes: 1 }\n${run}`).execution!.horizon;

describe('a real run', () => {
  it('is as long as is asked for, else no longer than 2,000 jobs and a minute', () => {
    expect(horizon('execution: {}')).toEqual({ unit: 'jobs', length: 2000, warmup: 0 });
    expect(horizon('run: { jobs: 500 }\nexecution: {}')).toEqual({ unit: 'jobs', length: 500, warmup: 0 });
    expect(horizon('execution: { jobs: 9000 }')).toEqual({ unit: 'jobs', length: 9000, warmup: 0 });
    // A minute has 60 time units of a second.
    expect(horizon('execution: {}', 's')).toEqual({ unit: 'jobs', length: 30, warmup: 0 });
    expect(horizon('run: { until: 1e6 }\nexecution: { unit: 10 ms }', 's')).toEqual({ unit: 'time', length: 4000, warmup: 0 });
    expect(horizon('run: { jobs: 1000, warmup: 100 }\nexecution: { jobs: 50 }')).toEqual({ unit: 'jobs', length: 50, warmup: 5 });
  });
});
