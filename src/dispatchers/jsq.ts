import { z } from 'zod';
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
      let best = 0;
      let shortest = pool.queued(0);
      let equal = 1;
      for (let node = 1; node < nodes; node++) {
        const queued = pool.queued(node);
        if (queued < shortest) {
          shortest = queued;
          best = node;
          equal = 1;
        } else if (queued === shortest) {
          equal++;
        }
      }
      if (ties === 'first' || equal === 1) return best;
      let skip = stream.integer(equal);
      while (skip > 0) if (pool.queued(++best) === shortest) skip--;
      return best;
    },
  }),
});
