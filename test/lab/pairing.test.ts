/** What cannot go together is refused before the start: where, why, and what to do. */
import { describe, expect, test } from 'vitest';
import { checkPairing, type Surroundings } from '../../src/lab/scenario/pairing.ts';
import type { Fault } from '../../src/lab/scenario/faults.ts';
import type { Discipline, Dispatcher, DispatchSetup, Policy, Replicate, Signal } from '../../src/policy.ts';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import type { Source } from '../../src/model.ts';
import { closed, faultsOf, load, poisson, traced } from './scenario-text.ts';

const push: Dispatcher = { mechanism: 'push', pick: () => 0 };
const fcfs: Discipline = { mechanism: 'ordered', preemptive: false, ties: 'first' };

function policy<T, Setup>(name: string, made: T, needs: readonly Signal[] = []): Policy<T, Setup> {
  return { name, params: {}, needs, create: () => made };
}
const dispatcher = (made: Dispatcher, ...needs: Signal[]) => policy<Dispatcher, DispatchSetup>('sender', made, needs);
const discipline = (made: Discipline, ...needs: Signal[]): Policy<Discipline> => policy('server', made, needs);
const copies = (parts: Partial<Replicate> = {}): Dispatcher => ({ mechanism: 'replicate', cancel: 'on completion', sizes: 'same', copies: 2, pick: () => {}, ...parts });

const around = (arrivals: readonly string[], nodes = '2'): Surroundings => {
  const { scenario } = load(arrivals, `{ nodes: ${nodes}, dispatch: random }`);
  return { ...scenario, nodes: scenario.pool.nodes };
};

function refusals(where: Surroundings, dispatch = dispatcher(push), serve = discipline(fcfs)): string[] {
  const faults: Fault[] = [];
  expect(checkPairing(dispatch, serve, where, faults)).toBe(faults.length === 0);
  return faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const D = 'deadline: { deterministic: { value: 9 } }';
const K = 'key: { zipf: { n: 9 } }';
const E = 'estimate: { lognormal: { mean: 1, scv: 1 } }';

describe.each(['deadline', 'key'] as const)('a policy that needs a %s', (trait) => {
  const given = { deadline: D, key: K }[trait];
  const none = `needs a ${trait} of every job, and those of "job" have none; give ${trait} under each entry of arrivals`;

  test('goes with jobs that have one', () => {
    expect(refusals(around([poisson(given)]), dispatcher(push, trait), discipline(fcfs, trait))).toEqual([]);
  });
  test('is refused, dispatcher and discipline, where they have none', () => {
    expect(refusals(around([poisson()]), dispatcher(push, trait), discipline(fcfs, trait))).toEqual([`pool.dispatch: sender ${none}`, `pool.discipline: server ${none}`]);
  });
  test('is refused where one class has none', () => {
    expect(refusals(around([poisson(given, 'other'), poisson()]), dispatcher(push, trait))).toEqual([`pool.dispatch: sender ${none}`]);
  });
});

test('work left is not known where any size is an estimate', () => {
  const unknown = 'pool.dispatch: sender needs the work left, which sizes that are only estimated do not tell; leave out the estimate of "job", or take a policy that does not look at work';
  expect(refusals(around([poisson('', 'other'), poisson(E)]), dispatcher(push, 'work'))).toEqual([unknown]);
  expect(refusals(around([poisson()]), dispatcher(push, 'work'))).toEqual([]);
  expect(refusals(around([poisson(E)]), dispatcher(push, 'size', 'queued'), discipline(fcfs, 'size'))).toEqual([]);
});

const moment = (name: string): Source => ({ name, class: 0, process: { name: 'trace', mechanism: 'recorded', rate: 0, times: Float64Array.of(1), sizes: Float64Array.of(1) } });

describe('a policy that needs the workload', () => {
  const sender = dispatcher(push, 'workload');
  const server = discipline(fcfs, 'workload');

  test('goes with rates and sizes, drawn or recorded', () => {
    expect(refusals(around([poisson()]), sender, server)).toEqual([]);
    expect(refusals(around([traced()]), sender, server)).toEqual([]);
    expect(refusals(around([traced('a', 'rate: 1'), poisson()]), sender, server)).toEqual([]);
  });
  test('knows no rate of a closed population: a dispatcher is refused, a discipline of its one class is not', () => {
    expect(refusals(around([closed()]), sender, server)).toEqual([
      'pool.dispatch: sender needs to know beforehand how many jobs come, and of "users", a closed population, that depends on how fast they are served; give it a process with a rate',
    ]);
  });
  test('does not know how records without a time between their jobs are mixed', () => {
    const sources = [moment('a'), moment('b')];
    const classes = [{ name: 'a', priority: 0, weight: 1 }];
    expect(refusals({ ...around([poisson()]), sources, classes, workload: workloadOf(classes, sources) }, sender)).toEqual([
      'pool.dispatch: sender needs to know beforehand how large jobs are, and how traces of one moment each are mixed is not known; give every entry of arrivals a rate',
    ]);
  });
  test('knows the sizes of each class, though not how they are mixed, where it is a discipline', () => {
    expect(refusals(around([closed(), poisson()]), dispatcher(push), server)).toEqual([]);
  });
  test('knows nothing of a class that never comes', () => {
    expect(refusals(around([traced('nobody')]), dispatcher(push), server)).toEqual([
      'pool.discipline: server needs to know beforehand how large the jobs of a class are, and of "nobody" there are none; name the entry after a class of its trace',
    ]);
  });
});

const why = (where: string) => [`pool.dispatch: sender takes the other copies back when one starts, and ${where} each starts as it comes; take them back on completion, or serve jobs one after another`];

describe('copies', () => {
  test('that are taken back on start need that jobs start one after another', () => {
    const onStart = dispatcher(copies({ cancel: 'on start' }));
    expect(refusals(around([poisson()]), onStart)).toEqual([]);
    expect(refusals(around([poisson()]), onStart, discipline({ mechanism: 'shared' }, 'share'))).toEqual(why('under server'));
    expect(refusals(around([poisson()]), onStart, discipline({ mechanism: 'attained' }, 'share'))).toEqual(why('under server'));
    expect(refusals(around([poisson()], '{ count: 2, slots: unlimited }'), onStart)).toEqual(why('with unlimited slots'));
    expect(refusals(around([poisson()]), dispatcher(copies()), discipline({ mechanism: 'shared' }, 'share'))).toEqual([]);
  });
  test('with sizes of their own need a distribution', () => {
    const own = dispatcher(copies({ sizes: 'independent' }));
    expect(refusals(around([poisson()]), own)).toEqual([]);
    expect(refusals(around([traced()]), own)).toEqual([
      'pool.dispatch: sender draws a size for each copy, and those of "a" are recorded, with nothing to draw from; let all copies have the same, or give a size in place of the trace\'s column',
    ]);
    expect(refusals(around([traced()]), dispatcher(copies()))).toEqual([]);
  });
  test('are no more than there are nodes', () => {
    expect(refusals(around([poisson()]), dispatcher(copies({ copies: 3 })))).toEqual([
      'pool.dispatch: sender sends 3 copies to as many nodes, and there are 2; send fewer, or give it more nodes',
    ]);
  });
});

const resampled = (preemptive: boolean) => discipline({ ...fcfs, preemptive, afterwards: 'resample', rank: () => 0 });

test('a preempted task that is given another size needs a distribution', () => {
  expect(refusals(around([poisson()]), dispatcher(push), resampled(true))).toEqual([]);
  expect(refusals(around([traced()]), dispatcher(push), resampled(false))).toEqual([]);
  expect(refusals(around([traced()]), dispatcher(push), resampled(true))).toEqual([
    'pool.discipline: server draws the size of a preempted task again, and those of "a" are recorded, with nothing to draw from; let it resume or restart, or give a size in place of the trace\'s column',
  ]);
});

describe('from a scenario file', () => {
  test.each<[string, readonly string[], string, RegExp]>([
    ['a discipline by deadline', [poisson()], '{ nodes: 1, discipline: edf }', /^pool\.discipline: edf needs a deadline of every job/],
    ['a dispatcher by key', [poisson()], '{ nodes: 2, dispatch: rendezvous }', /^pool\.dispatch: rendezvous needs a key of every job/],
    ['least work left by estimates', [poisson(E)], '{ nodes: 2, dispatch: least-work-left }', /^pool\.dispatch: least-work-left needs the work left/],
    ['a static split of nobody knows what', [closed()], '{ nodes: 2, dispatch: optimal-split }', /^pool\.dispatch: optimal-split needs to know beforehand how many jobs come/],
    ['redundancy on start under processor sharing', [poisson()], '{ nodes: 2, dispatch: { redundancy-d: { cancel: on-start } }, discipline: ps }', /^pool\.dispatch: redundancy-d takes the other copies back when one starts, and under ps/],
    ['redundancy of what is recorded', [traced()], '{ nodes: 2, dispatch: redundancy-d }', /^pool\.dispatch: redundancy-d draws a size for each copy/],
    ['parameters that do not fit the pool', [poisson()], '{ nodes: 3, dispatch: { sita: { cutoffs: [1] } } }', /^pool\.dispatch\.sita\.cutoffs: must be 2 sizes between 3 nodes, not 1/],
  ])('%s', (_, arrivals, pool, expected) => {
    expect(faultsOf(arrivals, pool).join('\n')).toMatch(expected);
  });

  test('all that is wrong with both policies is told at once, and nothing that follows from another fault', () => {
    expect(faultsOf([poisson(E)], '{ nodes: 2, dispatch: least-work-left, discipline: edf }')).toHaveLength(2);
    expect(faultsOf([poisson('deadline: soon')], '{ nodes: 1, discipline: edf }').map((fault) => fault.split(':')[0])).toEqual(['arrivals[0].deadline']);
  });
});
