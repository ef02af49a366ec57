import { none } from '../params.ts';
import { dispatcher } from './define.ts';
import { fastestFirst } from './fastest-first.ts';
import { LeastNode } from './least-node.ts';

export const shortestExpectedDelay = dispatcher({
  name: 'shortest-expected-delay',
  about: 'The node where (tasks + 1) / (slots × speed) is least, about the time until a task of mean size that joins it is done; ties go to the fastest, then to the first.',
  source: 'Banawan and Zahorjan 1989; Lui, Muntz and Towsley 1995',
  cost: 'O(log n) for n nodes',
  needs: ['queued'],
  params: none,
  examples: [{}],
  create: (_, { nodes }) => {
    const { node: nodeAt, place } = fastestFirst(nodes);
    const delay = (node: number, tasks: number) => (tasks + 1) / (nodes[node].slots * nodes[node].speed);
    const least = new LeastNode(Float64Array.from(nodeAt, (node) => delay(node, 0)));
    return {
      mechanism: 'push',
      pick: () => nodeAt[least.node],
      changed: (node, pool) => least.set(place[node], delay(node, pool.queued(node))),
    };
  },
});
