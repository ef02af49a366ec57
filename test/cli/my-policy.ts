import type { OwnDispatcher, PoolView } from 'schedlab';

export default {
  name: 'fewest-for-its-speed',
  about: 'The node with the fewest tasks for its speed, where the new task counts as much as it is said to.',
  needs: ['queued'],
  examples: [{ newcomer: 0 }, { newcomer: 1 }],
  create: ({ newcomer = 1 }, { nodes }) => {
    const speeds = nodes.map(({ slots, speed }) => slots * speed);
    const delay = (node: number, pool: PoolView) => (pool.queued(node) + newcomer) / speeds[node];
    return {
      mechanism: 'push',
      pick(_, pool) {
        let best = 0;
        for (let node = 1; node < pool.nodes; node++) if (delay(node, pool) < delay(best, pool)) best = node;
        return best;
      },
    };
  },
} satisfies OwnDispatcher<{ newcomer?: number }>;
