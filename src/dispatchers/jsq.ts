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
  create: ({ ties }, { nodes, stream }) => ({
    mechanism: 'push',
    pick: (_, pool) => {
      const least = shortest(pool, nodes);
      let node = 0;
      while (pool.queued(node) !== least) node++;
      if (ties === 'first') return node;
      let equal = 1;
      for (let other = node + 1; other < nodes; other++) if (pool.queued(other) === least) equal++;
      if (equal === 1) return node;
      for (let skip = stream.integer(equal); skip > 0; ) if (pool.queued(++node) === least) skip--;
      return node;
    },
  }),
});

/** The least queue length; the minimum is taken without a branch, since which queue is shorter is anyone's guess. */
function shortest(pool: PoolView, nodes: number): number {
  let least = pool.queued(0);
  for (let node = 1; node < nodes; node++) {
    const more = pool.queued(node) - least;
    least += more & (more >> 31);
  }
  return least;
}
