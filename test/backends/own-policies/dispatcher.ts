import type { OwnDispatcher } from '../../../src/lab/modules/own.ts';

export default {
  name: 'last-of-equals',
  about: 'The node with the fewest tasks, of several the last.',
  needs: ['queued'],
  create: (_, { nodes }) => ({
    mechanism: 'push',
    pick: (_job, pool) => nodes.reduce((best, _node, node) => (pool.queued(node) <= pool.queued(best) ? node : best), 0),
  }),
} satisfies OwnDispatcher;
