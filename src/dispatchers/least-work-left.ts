import type { PoolView, Stream } from '../model.ts';
import { none } from '../params.ts';
import { dispatcher } from './define.ts';
import { LeastIndex } from '../least-index.ts';
import { NodeSet } from './node-set.ts';

/** Of a time, as a fraction. */
const ROUNDING = 1e-12;

export const leastWorkLeft = dispatcher({
  name: 'least-work-left',
  alsoKnownAs: ['least-work', 'lwl'],
  about: 'The node where work left / (slots × speed) is least; one at random of those that have none.',
  source: 'Harchol-Balter 2013, chapter 24',
  cost: 'O(log n) for n nodes of one slot, O(n) otherwise',
  needs: ['work'],
  params: none,
  examples: [{}],
  create: (_, { nodes, stream, late = false }) => {
    const rate = Float64Array.from(nodes, ({ slots, speed }) => slots * speed);
    // How fast the work of several slots falls depends on how many are busy: no order of nodes lasts from one event to the next.
    if (!late && nodes.some(({ slots }) => slots !== 1)) return { mechanism: 'push', pick: (__, pool) => scan(pool, rate, stream) };
    const idle = new NodeSet(new Int32Array(nodes.length));
    for (const node of nodes.keys()) idle.add(node);
    // Nobody asks which of the busy nodes it is while there are idle ones: what is kept of those does not matter.
    const oneRate = rate.every((one) => one === rate[0]) ? rate[0] : 0;
    const busy = new LeastIndex(new Float64Array(nodes.length));
    /** When it would be free, which stays the same while its work falls, but for rounding; what was reported stands still instead. */
    const free = (pool: PoolView, node: number, before: number) => {
      const left = pool.work(node) / (oneRate || rate[node]);
      const time = late ? left : pool.now + left;
      return Math.abs(time - before) > ROUNDING * time ? time : before;
    };
    return {
      mechanism: 'push',
      pick: (_job, pool) => {
        if (idle.size > 0) return idle.random(stream);
        busy.renew(pool, free);
        return busy.index;
      },
      changed: (node, pool) => {
        if (pool.work(node) > 0) {
          idle.delete(node);
          busy.touch(node);
        } else {
          idle.add(node);
        }
      },
    };
  },
});

function scan(pool: PoolView, rate: Float64Array, stream: Stream): number {
  let best = 0;
  let least = Infinity;
  let equal = 0;
  for (let node = 0; node < pool.nodes; node++) {
    const left = pool.work(node) / rate[node];
    if (left < least) {
      best = node;
      least = left;
      equal = 1;
    } else if (left === least && stream.integer(++equal) === 0) {
      best = node;
    }
  }
  return best;
}
