import { describe, expect, test } from 'vitest';
import { contextual } from '../../src/dispatchers/contextual.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { random } from '../../src/dispatchers/random.ts';
import { shortestExpectedDelay } from '../../src/dispatchers/shortest-expected-delay.ts';
import { thompson } from '../../src/dispatchers/thompson.ts';
import { ucb } from '../../src/dispatchers/ucb.ts';
import type { Job, Node, PoolView } from '../../src/model.ts';
import type { Push } from '../../src/policy.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { customers, type Dispatch, renewals, scenarioOf } from '../contract/scenarios.ts';
import { by, farm, meanResponse, run } from './runs.ts';

// No two nodes, nor two queues, are of equal worth: what is compared is not how ties are broken.
const speeds = [4.1, 1, 0.97, 0.5];
const nodes = speeds.map((speed) => ({ speed }));

const learners: readonly (readonly [string, DispatcherDefinition])[] = [['ucb', ucb], ['thompson', thompson], ['contextual', contextual]];

const mean = (dispatch: Dispatch) => meanResponse(farm({ nodes, load: 0.7, dispatch, jobs: 20_000, warmup: 8000, seed: 'learning' }), 4).mean;
const informed = mean(by(shortestExpectedDelay));
const blind = mean(by(jsq));

/** The dispatcher with speeds hidden, and what each of its decisions cost: the expected delay that it chose above the least that there was. */
function watched(definition: DispatcherDefinition): { readonly dispatch: Dispatch; readonly regrets: number[] } {
  const regrets: number[] = [];
  const dispatch = by(definition);
  const hidden = new Proxy({} as Node, {
    get: (_, key) => {
      if (key === 'speed') throw new Error('looks at speed');
      return key === 'slots' ? 1 : Infinity;
    },
  });
  const create: Dispatch['create'] = (setup) => {
    const made = dispatch.create({ ...setup, nodes: setup.nodes.map(() => hidden) }) as Push;
    return {
      ...made,
      pick: (job: Job, pool: PoolView) => {
        const view = { nodes: pool.nodes, now: pool.now, queued: (node: number) => pool.queued(node), slots: () => 1, work: () => NaN, speed: () => fail('looks at speed') };
        const delay = (node: number) => (pool.queued(node) + 1) / setup.nodes[node].speed;
        const least = Math.min(...setup.nodes.map((_, node) => delay(node)));
        const node = made.pick(job, view);
        regrets.push(delay(node) - least);
        return node;
      },
    };
  };
  return { dispatch: { ...dispatch, create }, regrets };
}

function fail(message: string): never {
  throw new Error(message);
}

describe.each(learners)('%s', (_, definition) => {
  test('comes near the shortest expected delay of known speeds, and is far better than who knows nothing of speeds', () => {
    const learnt = mean(by(definition));
    expect(learnt).toBeLessThan(1.1 * informed);
    expect(learnt).toBeLessThan(0.85 * blind);
    // At random the slowest node alone is overloaded.
    expect(learnt).toBeLessThan(mean(by(random)) / 5);
  });

  test('never looks at speed, and regrets less as time goes on', () => {
    let [early, late] = [0, 0];
    for (let index = 0; index < 20; index++) {
      const { dispatch, regrets } = watched(definition);
      run(farm({ nodes: [8, 2, 1, 0.5, 0.25].map((speed) => ({ speed })), load: 0.5, dispatch, jobs: 3000, warmup: 0 }), index);
      const average = (from: number, to: number) => regrets.slice(from, to).reduce((sum, each) => sum + each, 0) / (to - from);
      early += average(0, 50);
      late += average(2000, 3000);
    }
    expect(late).toBeLessThan(early / 3);
  });

  test('a closed population, and nodes that refuse', () => {
    const small = { nodes: [{ capacity: 1 }, { speed: 3, capacity: 2 }], dispatch: by(definition), until: 200 };
    const work = exponential.create({ mean: 1 });
    expect(() => run(scenarioOf({ ...small, sources: [customers('customers', 0, 5, work, work)] }))).not.toThrow();
    expect(() => run(scenarioOf({ ...small, sources: [renewals('jobs', 0, exponential.create({ mean: 0.3 }), work)] }))).not.toThrow();
  });
});

test('contextual learns what a class means: large jobs go to the fast node more often than small ones', () => {
  const classes = [{ name: 'small', priority: 0, weight: 1 }, { name: 'large', priority: 0, weight: 1 }];
  const sources = [renewals('small', 0, exponential.create({ mean: 1 }), deterministic.create({ value: 0.2 })), renewals('large', 1, exponential.create({ mean: 4 }), deterministic.create({ value: 4 }))];
  const counts = [[0, 0], [0, 0]];
  const dispatch = by(contextual);
  const create: Dispatch['create'] = (setup) => {
    const made = dispatch.create(setup) as Push;
    return { ...made, pick: (job: Job, pool: PoolView) => {
      const node = made.pick(job, pool);
      counts[job.class][node]++;
      return node;
    } };
  };
  run(scenarioOf({ nodes: [{ speed: 3 }, { speed: 0.6 }], classes, sources, dispatch: { ...dispatch, create }, jobs: 20_000 }));
  const toFast = counts.map(([fast, slow]) => fast / (fast + slow));
  expect(toFast[1]).toBeGreaterThan(toFast[0] + 0.05);
});
