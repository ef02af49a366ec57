import { count, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { NodeSet } from './node-set.ts';

export const joinIdleQueue = dispatcher({
  name: 'join-idle-queue',
  alsoKnownAs: ['jiq'],
  about: 'A node that falls idle is put on a list, and a task goes to a node on the list, any of them alike, or to any of all nodes where the list is empty.',
  source: 'Lu, Xie, Kliot, Geller, Larus and Greenberg 2011',
  cost: 'O(1)',
  needs: ['queued'],
  params: object({
    dispatchers: count('dispatchers with a list each, of which one at random is told of an idle node, and one at random gets the task').default(1),
  }),
  examples: [{ dispatchers: 1 }, { dispatchers: 3 }],
  create: ({ dispatchers }, { nodes: { length: nodes }, stream }) => {
    const anyOf = (all: number) => (all === 1 ? 0 : stream.integer(all));
    const places = new Int32Array(nodes);
    const lists = Array.from({ length: dispatchers }, () => new NodeSet(places));
    /** The list that each node is on, or was on last. */
    const listOf = Int32Array.from({ length: nodes }, (_, node) => node % dispatchers);
    for (let node = 0; node < nodes; node++) lists[listOf[node]].add(node);
    return {
      mechanism: 'push',
      pick: () => {
        const idle = lists[anyOf(dispatchers)];
        return idle.size > 0 ? idle.random(stream) : anyOf(nodes);
      },
      changed: (node, pool) => {
        const list = lists[listOf[node]];
        if (pool.queued(node) > 0) {
          list.delete(node);
        } else if (!list.has(node)) {
          listOf[node] = anyOf(dispatchers);
          lists[listOf[node]].add(node);
        }
      },
    };
  },
});
