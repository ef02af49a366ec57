/** Policies that keep an index decide as they would if they looked at every node, whatever the pool and however late the view. */
import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { lcfsPreemptive } from '../../src/disciplines/lcfs-preemptive.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { joinBelowThreshold } from '../../src/dispatchers/join-below-threshold.ts';
import { joinIdleQueue } from '../../src/dispatchers/join-idle-queue.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { leastConnections } from '../../src/dispatchers/least-connections.ts';
import { leastWorkLeft } from '../../src/dispatchers/least-work-left.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { shortestExpectedDelay } from '../../src/dispatchers/shortest-expected-delay.ts';
import type { Node, PoolView } from '../../src/model.ts';
import { hyperexponential } from '../../src/random/distributions/hyperexponential.ts';
import type { Information } from '../../src/scenario.ts';
import { serveBy } from '../contract/scenarios.ts';
import { by, farm, run } from './runs.ts';
import { watched } from './watch.ts';

const pools: Readonly<Record<string, readonly Partial<Node>[]>> = {
  'equal nodes': Array.from({ length: 12 }, () => ({})),
  'unequal nodes with little room': Array.from({ length: 15 }, (_, i) => ({ speed: 1 + (i % 3), capacity: 2 + (i % 4) })),
  'so many that no policy looks at all': Array.from({ length: 80 }, (_, i) => ({ speed: 1 + (i % 2), capacity: i % 5 === 0 ? 3 : Infinity })),
  'several slots': Array.from({ length: 9 }, (_, i) => ({ slots: 1 + (i % 3), speed: 1 + (i % 2), capacity: 6 })),
};

const lateness: Readonly<Record<string, Information | undefined>> = { 'at once': undefined, 'after a delay': { delay: 0.7 }, 'every so often': { every: 1.3 } };

const disciplines = [fcfs, ps, lcfsPreemptive, srpt].map((definition) => serveBy(definition));

/** Nodes of the least value, to within rounding. */
function least(pool: PoolView, value: (node: number) => number, rounding = 0): readonly number[] {
  const values = Array.from({ length: pool.nodes }, (_, node) => value(node));
  const best = Math.min(...values);
  return [...values.keys()].filter((node) => values[node] <= best + rounding);
}

const rate = (pool: PoolView, node: number) => pool.slots(node) * pool.speed(node);
/** Of these the fastest, and of the fastest those of most slots. */
function preferred(nodes: readonly number[], pool: PoolView): readonly number[] {
  const compare = (a: number, b: number) => pool.speed(b) - pool.speed(a) || pool.slots(b) - pool.slots(a);
  const [best] = nodes.toSorted(compare);
  return nodes.filter((node) => compare(node, best) === 0);
}
const all = (pool: PoolView) => Array.from({ length: pool.nodes }, (_, node) => node);

interface Claim {
  readonly definition: DispatcherDefinition;
  readonly params?: Record<string, unknown>;
  /** The nodes of which it may pick any. `sent`: jobs that were sent there and are not done. */
  readonly may: (pool: PoolView, sent: readonly number[]) => readonly number[];
}

const claims: readonly Claim[] = [
  { definition: jsq, may: (pool) => least(pool, (node) => pool.queued(node)) },
  { definition: jsq, params: { ties: 'first' }, may: (pool) => least(pool, (node) => pool.queued(node)).slice(0, 1) },
  { definition: shortestExpectedDelay, may: (pool) => preferred(least(pool, (node) => (pool.queued(node) + 1) / rate(pool, node)), pool) },
  { definition: leastConnections, may: (pool, sent) => least(pool, (node) => sent[node]) },
  { definition: leastConnections, params: { weights: 'speed' }, may: (pool, sent) => preferred(least(pool, (node) => sent[node] / rate(pool, node)), pool) },
  { definition: leastWorkLeft, may: (pool) => least(pool, (node) => pool.work(node) / rate(pool, node), 1e-9) },
  { definition: powerOfD, params: { d: 100 }, may: (pool) => least(pool, (node) => pool.queued(node)) },
  { definition: joinIdleQueue, may: (pool) => orAny(all(pool).filter((node) => pool.queued(node) === 0), pool) },
  { definition: joinBelowThreshold, params: { threshold: 3 }, may: (pool) => orAny(all(pool).filter((node) => pool.queued(node) < 3), pool) },
];

const orAny = (nodes: readonly number[], pool: PoolView) => (nodes.length > 0 ? nodes : all(pool));

describe.each(Object.entries(pools))('%s', (_, nodes) => {
  test.each(Object.entries(lateness))('what they are shown is known %s', (__, information) => {
    for (const { definition, params, may } of claims) {
      for (const discipline of disciplines) {
        const sent = nodes.map(() => 0);
        let decisions = 0;
        const dispatch = watched(by(definition, params), {
          picked: (node, pool) => {
            const allowed = may(pool, sent);
            if (!allowed.includes(node)) expect(allowed, `${definition.name} under ${discipline.name} picks ${node} at ${pool.now}`).toContain(node);
            sent[node]++;
            decisions++;
          },
          finished: (node) => sent[node]--,
          refused: (node) => sent[node]--,
        });
        run(farm({ nodes, dispatch, discipline, load: 0.85, size: hyperexponential.create({ mean: 1, scv: 4 }), jobs: 300, ...(information && { information }) }));
        expect(decisions).toBeGreaterThanOrEqual(300);
      }
    }
  });
});
