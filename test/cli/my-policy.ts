import type { OwnDispatcher, PoolView } from 'schedlab';

/** Tasks at the node, the new one included, over what it does per time unit. */
function delay(node: number, pool: PoolView): number {
  return (pool.queued(node) + 1) / (pool.slots(node) * pool.speed(node));
}

export default {
  name: 'sooner-of-two',
  about: 'Of two nodes drawn at random, the one with less to do for its speed.',
  needs: ['queued'],
  create: (_, { nodes, stream }) => ({
    mechanism: 'push',
    pick: (_job, pool) => {
      const [one, other] = [stream.integer(nodes.length), stream.integer(nodes.length)];
      return delay(other, pool) < delay(one, pool) ? other : one;
    },
  }),
} satisfies OwnDispatcher;
