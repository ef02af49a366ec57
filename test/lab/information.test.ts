/** Late load information: what the file may say, and what a dispatcher then sees. */
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { PoolView } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';
import { faultsOf, load, poisson, traced } from './scenario-text.ts';

const jsq = (information: string) => `{ nodes: 2, dispatch: jsq, information: ${information} }`;

test('it is in the scenario as the file says, and absent where it does not', () => {
  expect(load([poisson()], jsq('{ every: 5 }')).scenario.pool.information).toEqual({ every: 5 });
  expect(load([poisson()], jsq('{ delay: 0.5 }')).scenario.pool.information).toEqual({ delay: 0.5 });
  expect('information' in load([poisson()], '{ nodes: 2, dispatch: jsq }').scenario.pool).toBe(false);
});

test('a policy that looks at no load may stand beside it, so that one can be put in place of another by a word', () => {
  expect(faultsOf([poisson()], '{ nodes: 2, dispatch: random, information: { every: 5 } }')).toEqual([]);
  expect(faultsOf([poisson()], '{ nodes: 1, information: { every: 5 } }')).toEqual([]);
});

test.each<[string, string]>([
  [jsq('{}'), 'pool.information: needs every, the time between reports, or delay, the time until a change is known'],
  [jsq('{ every: 1, delay: 1 }'), 'pool.information.delay: cannot stand beside every: nodes report in one way'],
  [jsq('{ every: 0 }'), 'pool.information.every: must be more than 0, not 0'],
  [jsq('5'), 'pool.information: must be a mapping of keys to values, not 5'],
  [jsq('{ ever: 5 }'), 'pool.information.ever: unknown key'],
  ['{ nodes: 2, dispatch: central, information: { every: 5 } }', 'pool.information: has no meaning under dispatch: central, which looks at no node'],
])('%s', (pool, fault) => {
  expect(faultsOf([poisson()], pool)).toEqual([fault]);
});

const tooOften = (perJob: string) => [`pool.information.every: is so short that for every job come ${perJob} reports of nodes; at most 10000 are simulated, and without information load is known at once`];

describe('reports that would come so often that the run hardly gets on', () => {
  // Jobs come every 5 time units, of size 1.
  test.each<[string, string, string | undefined, string | undefined]>([
    ['by jobs', '{ every: 0.001 }', undefined, undefined],
    ['by jobs', '{ every: 0.0001 }', undefined, 'about 100000'],
    ['by time', '{ every: 0.001 }', '{ until: 100 }', undefined],
    ['by time', '{ every: 0.0001 }', '{ until: 100 }', 'about 100000'],
  ])('%s, %s', (_, information, run, perJob) => {
    expect(faultsOf([poisson()], jsq(information), run)).toEqual(perJob ? tooOften(perJob) : []);
  });

  test('where the work takes longer than the jobs take to come', () => {
    // Three hundred jobs of a mean size of 3 at about one moment.
    const burst = '{ class: a, process: { trace: { file: trace.csv, repeat: 100 } }, rate: 1e6 }';
    expect(faultsOf([burst], jsq('{ every: 0.001 }'), '{}')).toEqual([]);
    expect(faultsOf([burst], jsq('{ every: 1e-5 }'), '{}')).toEqual(tooOften('about 300000'));
  });

  test('changes that are under way for too long fill the memory', () => {
    const fast = poisson().replace('rate: 0.2', 'rate: 1000').replace('mean: 1 ', 'mean: 0.001 ');
    expect(faultsOf([fast], jsq('{ delay: 1e6 }'), '{ until: 1e6 }')).toEqual(['pool.information.delay: is so long that about 2e9 changes are under way at once, more than 1e8']);
    expect(faultsOf([fast], jsq('{ delay: 1e6 }'), '{ jobs: 1e6 }')).toEqual([]);
  });
});

/** What is shown of node 0 whenever a job comes, all of which go there. */
function shown(arrivals: readonly string[], information: string, run?: string): (readonly [now: number, queued: number])[] {
  const { scenario } = load(arrivals, jsq(information), run);
  const all: (readonly [number, number])[] = [];
  const pick = (_: unknown, pool: PoolView) => (all.push([pool.now, pool.queued(0)]), 0);
  const dispatch: Scenario['pool']['dispatch'] = { ...scenario.pool.dispatch, needs: ['queued'], create: () => ({ mechanism: 'push', pick }) };
  replicate({ ...scenario, pool: { ...scenario.pool, dispatch } }, 0);
  return all;
}

// Jobs of sizes 1, 3, 2, 6 come at 0, 1, 2, 4: on one slot they leave at 1, 4, 6, 12. So there is 1 from 0 to 2, and 2 from then to 6.
test.each<[string, number[]]>([
  ['{ delay: 0.5 }', [0, 1, 1, 2]],
  ['{ delay: 1.5 }', [0, 0, 1, 2]],
  ['{ every: 1.9 }', [0, 0, 1, 2]],
  ['{ every: 100 }', [0, 0, 0, 0]],
])('a dispatcher sees queues as they were: %s', (information, queues) => {
  expect(shown([traced()], information).map(([, queued]) => queued)).toEqual(queues);
});

test('a run ends where no more jobs come, though nodes might report for ever', () => {
  const schedule = '{ class: job, process: { schedule: { rates: [{ for: 10, rate: 1 }], repeat: false } }, size: { deterministic: { value: 0.1 } } }';
  const { account } = replicate(load([schedule], jsq('{ every: 1 }'), '{ jobs: 1e4 }').scenario, 0);
  expect(account.completed).toBe(account.arrived);
  expect(account.endTime).toBeLessThan(20);
});
