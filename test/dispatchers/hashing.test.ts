import { describe, expect, test } from 'vitest';
import { consistentHash } from '../../src/dispatchers/consistent-hash.ts';
import { hash, spread } from '../../src/dispatchers/hash.ts';
import { rendezvous } from '../../src/dispatchers/rendezvous.ts';
import type { Job, Node, PoolView } from '../../src/model.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import type { Push } from '../../src/policy.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { stream } from '../../src/random/stream.ts';
import { by, farm, run } from './runs.ts';

const VIEW = {} as PoolView;
const KEYS = 20_000;

function made(definition: DispatcherDefinition, params: unknown, nodes: number, speed: (node: number) => number = () => 1): Push {
  const all = Array.from({ length: nodes }, (_, i): Node => ({ slots: 1, speed: speed(i), capacity: Infinity }));
  return definition.create(params, { nodes: all, stream: stream('hashing'), workload: { rate: 1, classes: [] } }) as Push;
}

const at = (dispatcher: Push, key: number) => dispatcher.pick({ key } as Job, VIEW);

test('the hash is the same on every engine, by known values, and spreads words one to one', () => {
  // The finaliser of MurmurHash3 of 1, as other implementations give it.
  expect(spread(0)).toBe(0);
  expect(spread(1)).toBe(0x514e28b7);
  expect([0, 1, 2 ** 32, 2 ** 53 - 1].map(hash)).toEqual([2856213345, 344474760, expect.any(Number), expect.any(Number)]);
  expect(new Set(Array.from({ length: 50_000 }, (_, i) => spread(i))).size).toBe(50_000);
  expect(hash(2 ** 32)).not.toBe(hash(0));
});

describe.each([
  ['rendezvous', rendezvous, {}, 0],
  // The largest part of a ring of so many points is wider than the mean by a standard deviation of 1/√points.
  ['consistent hash', consistentHash, { points: 400 }, 0.05],
] as const)('%s', (_, definition, params, imbalance) => {
  test('the same key goes to the same node, whoever made the dispatcher', () => {
    const [one, other] = [made(definition, params, 7), made(definition, params, 7)];
    for (let key = 0; key < 500; key++) expect([at(one, key), at(one, key), at(other, key)]).toEqual(new Array(3).fill(at(one, key)));
  });

  test('keys are balanced', () => {
    const dispatcher = made(definition, params, 10);
    const counts = new Array<number>(10).fill(0);
    for (let key = 0; key < KEYS; key++) counts[at(dispatcher, key)]++;
    const spreadOf = 4 * (Math.sqrt(KEYS * 0.09) + imbalance * (KEYS / 10));
    for (const count of counts) expect(Math.abs(count - KEYS / 10)).toBeLessThan(spreadOf);
  });

  test('a node that comes takes its share of the keys, from all others, and no key moves between those', () => {
    const [before, after] = [made(definition, params, 9), made(definition, params, 10)];
    const taken = new Array<number>(9).fill(0);
    for (let key = 0; key < KEYS; key++) {
      const [from, to] = [at(before, key), at(after, key)];
      if (from === to) continue;
      expect(to).toBe(9);
      taken[from]++;
    }
    const moved = taken.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(moved - KEYS / 10)).toBeLessThan(4 * (Math.sqrt(KEYS * 0.09) + imbalance * (KEYS / 10)));
    for (const count of taken) expect(count).toBeGreaterThan(0);
  });
});

test('rendezvous: keys in proportion to slots times speed, and none moves from a node whose weight grows', () => {
  const [before, after] = [made(rendezvous, {}, 3, (i) => i + 1), made(rendezvous, {}, 3, (i) => (i === 1 ? 4 : i + 1))];
  const counts = [0, 0, 0];
  for (let key = 0; key < KEYS; key++) {
    counts[at(before, key)]++;
    if (at(before, key) !== at(after, key)) expect(at(after, key)).toBe(1);
  }
  for (const [i, count] of counts.entries()) {
    const p = (i + 1) / 6;
    expect(Math.abs(count - KEYS * p)).toBeLessThan(4 * Math.sqrt(KEYS * p * (1 - p)));
  }
});

const fewKeys = (params: Record<string, unknown>) =>
  farm({ nodes: Array.from({ length: 8 }, () => ({})), load: 0.7, key: uniform.create({ min: 0, max: 4 }), dispatch: by(consistentHash, params), jobs: 10_000 });

describe('bounded loads', () => {
  test('no node has more than the bound when a task is sent there, and the task goes round the ring from its own place', () => {
    const [nodes, bound] = [8, 1.25];
    const dispatcher = made(consistentHash, { points: 50, bound }, nodes);
    const unbounded = made(consistentHash, { points: 50 }, nodes);
    const chance = stream('bounded');
    const tasks = new Array<number>(nodes).fill(0);
    const inSystem: number[] = [];
    let own = 0;
    for (let job = 0; job < 5000; job++) {
      // A few keys are asked for far more often than others.
      const key = Math.floor(30 * chance.uniform() * chance.uniform() * chance.uniform());
      const most = Math.ceil((bound * (inSystem.length + 1)) / nodes);
      const node = at(dispatcher, key);
      expect(++tasks[node]).toBeLessThanOrEqual(most);
      inSystem.push(node);
      const home = at(unbounded, key);
      if (node === home) own++;
      // Only a full node is passed over.
      else expect(tasks[home]).toBeGreaterThanOrEqual(most);
      while (inSystem.length > 40 * chance.uniform()) {
        const [left] = inSystem.splice(chance.integer(inSystem.length), 1);
        tasks[left]--;
        (chance.integer(2) === 0 ? dispatcher.finished : dispatcher.refused)!({} as Job, left, VIEW);
      }
    }
    expect(own).toBeGreaterThan(1500);
  });

  test('under a few keys that everybody wants it keeps a pool alive that is overloaded without it', () => {
    expect(run(fewKeys({ bound: 1.25 })).response).toBeLessThan(4);
    expect(run(fewKeys({})).response).toBeGreaterThan(100);
  });
});
