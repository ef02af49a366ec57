import { z } from 'zod';
import type { PoolView } from '../model.ts';
import { object } from '../params.ts';
import { dispatcher } from './define.ts';

export const jsq = dispatcher({
  name: 'jsq',
  about: 'Join the shortest queue: the node with the fewest tasks, the one in service counted.',
  source: 'Winston 1977; Harchol-Balter 2013, section 24.2',
  needs: ['queued'],
  params: object({
    ties: z.enum(['random', 'first']).default('random').describe('which of equally short queues'),
  }),
  examples: [{ ties: 'random' }, { ties: 'first' }],
  create: ({ ties }, { nodes: { length: nodes }, stream }) => ({
    mechanism: 'push',
    pick: (_, pool) => {
      let node = firstShortest(pool, nodes);
      if (ties === 'first') return node;
      const least = pool.queued(node);
      let equal = 1;
      for (let other = node + 1; other < nodes; other++) if (pool.queued(other) === least) equal++;
      if (equal === 1) return node;
      for (let skip = stream.integer(equal); skip > 0; ) if (pool.queued(++node) === least) skip--;
      return node;
    },
  }),
});

/** The first of the shortest queues, found without a branch, since which queue is shorter is anyone's guess. */
function firstShortest(pool: PoolView, nodes: number): number {
  let best = 0;
  let least = pool.queued(0);
  for (let node = 1; node < nodes; node++) {
    const more = pool.queued(node) - least;
    const shorter = more >> 31;
    least += more & shorter;
    best += (node - best) & shorter;
  }
  return best;
}
