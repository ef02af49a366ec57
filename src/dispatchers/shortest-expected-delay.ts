import { none } from '../params.ts';
import { dispatcher } from './define.ts';
import { LevelsByKind } from './levels-by-kind.ts';

export const shortestExpectedDelay = dispatcher({
  name: 'shortest-expected-delay',
  alsoKnownAs: ['sed'],
  about: 'The node where (tasks + 1) / (slots × speed) is least, about the time until a task of mean size that joins it is done; ties go to the fastest, then to the one of most slots, then to any.',
  source: 'Banawan and Zahorjan 1989; Lui, Muntz and Towsley 1995',
  cost: 'O(log k) for k kinds of nodes',
  needs: ['queued'],
  params: none,
  examples: [{}],
  create: (_, { nodes, stream }) => {
    const levels = new LevelsByKind(nodes, ({ slots, speed }, tasks) => (tasks + 1) / (slots * speed), stream);
    return { mechanism: 'push', pick: () => levels.node, changed: (node, pool) => levels.set(node, pool.queued(node)) };
  },
});
