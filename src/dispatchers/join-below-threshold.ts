import { count, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { NodeSet } from './node-set.ts';

export const joinBelowThreshold = dispatcher({
  name: 'join-below-threshold',
  about: 'Any of the nodes that have fewer tasks than the threshold, or any of all where there is none; with a threshold of 1 it is join-idle-queue.',
  source: 'Zhou, Wu, Tan, Sun and Shroff 2017',
  cost: 'O(1)',
  needs: ['queued'],
  params: object({ threshold: count('tasks below which a node is as good as any').default(2) }),
  examples: [{ threshold: 2 }, { threshold: 1 }],
  create: ({ threshold }, { nodes: { length: nodes }, stream }) => {
    const below = new NodeSet(new Int32Array(nodes));
    for (let node = 0; node < nodes; node++) below.add(node);
    return {
      mechanism: 'push',
      pick: () => (below.size > 0 ? below.random(stream) : stream.integer(nodes)),
      changed: (node, pool) => {
        if (pool.queued(node) < threshold) below.add(node);
        else below.delete(node);
      },
    };
  },
});
