/** Faults and recovery: what a file may say of them, and what it may not. */
import { expect, test } from 'vitest';
import { faultsOf, load, poisson, traced } from './scenario-text.ts';

const pool = (faults: string, recovery = '', more = 'nodes: 2, dispatch: random') => `{ ${more}, faults: { ${faults} }${recovery && `, recovery: { ${recovery} }`} }`;
const CRASHES = 'crashes: { up: { exponential: { mean: 100 } }, repair: { exponential: { mean: 5 } } }';

test('they are in the scenario as the file says, with defaults filled in', () => {
  const { scenario } = load([poisson()], pool('failure: 0.1, hang: 0.02, straggler: { probability: 0.05, factor: 8 }', 'timeout: 20, retry: { limit: 3, backoff: { first: 1 } }, backup: { after: 5 }'));
  expect(scenario.pool.faults).toEqual({ failure: { probability: 0.1, at: 'end' }, hang: 0.02, straggler: { probability: 0.05, factor: 8 } });
  expect(scenario.pool.recovery).toEqual({
    timeout: 20,
    retry: { limit: 3, backoff: { first: 1, factor: 2, atMost: Infinity, jitter: 'none' } },
    backup: { after: 5 },
    sizes: 'same',
  });
});

test('a probability of 0 is no fault, and without the sections there is nothing of them', () => {
  expect(load([poisson()], pool('failure: 0, hang: 0, straggler: { probability: 0, factor: 8 }')).scenario.pool.faults).toEqual({});
  expect(load([poisson()], '{ nodes: 1 }').scenario.pool).not.toHaveProperty('faults');
});

test.each<[string, string]>([
  [pool('hang: 0.1'), 'pool.faults.hang: needs a timeout under recovery: a task that hangs would keep its slot for ever'],
  [pool('failure: 0.1', 'heartbeat: { every: 1 }'), 'pool.recovery.heartbeat: has no meaning without crashes under faults'],
  [pool('failure: 1'), 'pool.faults.failure: must be less than 1, not 1'],
  [pool('failure: { probability: 0.1, at: start }'), 'pool.faults.failure.at: must be one of the allowed words, not "start"'],
  [pool('failures: 0.1'), 'pool.faults.failures: unknown key'],
  [pool('', 'retry: { backoff: { first: 1 } }'), 'pool.recovery.retry.limit: is required'],
  [pool('crashes: { up: { deterministic: { value: 0 } }, repair: { exponential: { mean: 5 } } }'), 'pool.faults.crashes.up: must be above 0 on average: nodes would crash without end at one moment'],
  [pool('crashes: { up: { pareto: { shape: 1, min: 1 } }, repair: { exponential: { mean: 5 } } }'), 'pool.faults.crashes.up: has an infinite mean: in the long run nothing could be said of it'],
  [
    pool('crashes: { up: { exponential: { mean: 1e-6 } }, repair: { exponential: { mean: 1e-6 } } }'),
    'pool.faults.crashes: are so frequent that for every job come about 5e6; at most 10000 are simulated',
  ],
  [pool('failure: 0.1', 'backup: { after: 1 }', 'nodes: 1'), 'pool.recovery.backup: needs another node, and there is but one; give it more nodes, or leave it out'],
  [
    pool(CRASHES, '', 'nodes: 2, dispatch: central, discipline: ps'),
    'pool.faults.crashes: crashes take slots out of the one queue of central, which ps shares out as a whole; serve tasks one after another, or send them to nodes',
  ],
  [
    pool('straggler: { probability: 0.1, factor: 2 }', '', 'nodes: 2, dispatch: least-work-left'),
    'pool.dispatch: least-work-left needs the work left, which the sizes of tasks that straggle do not tell; take a policy that does not look at work',
  ],
  [
    pool('failure: 0.1', '', 'nodes: 2, dispatch: redundancy-d'),
    'pool.dispatch: redundancy-d sends copies of its own, and what is to be done where one of them fails is not settled; leave out faults and recovery, or take backup tasks under one that sends each task to one node',
  ],
])('%s', (text, fault) => {
  expect(faultsOf([poisson()], text)).toEqual([fault]);
});

test('recorded sizes cannot be drawn again', () => {
  expect(faultsOf([traced()], pool('failure: 0.1', 'sizes: drawn'), '{}')).toEqual(['pool.recovery.sizes: cannot be drawn: those of "a" are recorded, with nothing to draw from; say same']);
});

test('what goes well with faults', () => {
  expect(faultsOf([poisson()], pool(CRASHES, '', 'nodes: 2, dispatch: central'))).toEqual([]);
  expect(faultsOf([poisson()], pool(CRASHES, '', 'nodes: 2, dispatch: least-work-left'))).toEqual([]);
  expect(faultsOf([poisson()], pool(CRASHES, '', 'nodes: 2, dispatch: jsq, discipline: ps'))).toEqual([]);
});

const overloaded = (withFaults: string, without: string) => [`arrivals: load is ${withFaults}, faults counted (${without} without): the nodes cannot keep up; lower it, or say overload: allow under run`];

test('a load that faults bring above 1 is refused, unless a timeout or backups leave it open', () => {
  const busy = poisson().replace('rate: 0.2', 'load: 0.8');
  expect(faultsOf([busy], pool('failure: 0.1'))).toEqual([]);
  // Tries: 1 + 0.3 + 0.09 = 1.39; half of those that fail are work where they fail anywhere.
  expect(faultsOf([busy], pool('failure: 0.3', 'retry: { limit: 2 }'))).toEqual(overloaded('1.112', '0.8'));
  expect(faultsOf([busy], pool('failure: { probability: 0.3, at: anywhere }', 'retry: { limit: 2 }'))).toEqual([]);
  expect(faultsOf([busy], pool('straggler: { probability: 0.1, factor: 6 }'))).toEqual(overloaded('1.2', '0.8'));
  expect(faultsOf([busy], pool('straggler: { probability: 0.1, factor: 6 }', 'backup: { after: 2 }'))).toEqual([]);
  expect(faultsOf([busy], pool('crashes: { up: { exponential: { mean: 60 } }, repair: { exponential: { mean: 20 } } }'))).toEqual(overloaded('1.067', '0.8'));
});

const asked = (metric: string) => `{ jobs: 1000, precision: { metric: ${metric}, relative: 0.1 } }`;

test('only what is measured can be asked for precisely', () => {
  expect(faultsOf([poisson()], pool('failure: 0.1'), asked('dead'))).toEqual([]);
  expect(faultsOf([poisson()], pool('failure: 0.1'), asked('availability'))).toEqual(['run.precision.metric: availability is not measured here: no nodes crash']);
  expect(faultsOf([poisson()], '{ nodes: 1 }', asked('dead'))).toEqual(['run.precision.metric: dead is not measured here: nothing fails where no faults are given']);
});
