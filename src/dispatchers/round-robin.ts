import { none } from '../params.ts';
import { dispatcher } from './define.ts';

export const roundRobin = dispatcher({
  name: 'round-robin',
  alsoKnownAs: ['rr'],
  about: 'Nodes take turns, whatever source or class the task is from.',
  source: 'Harchol-Balter 2013, section 24.2',
  cost: 'O(1)',
  needs: [],
  params: none,
  examples: [{}],
  split: (_, nodes) => nodes.map(() => 1 / nodes.length),
  create: (_, { nodes: { length: nodes } }) => {
    let next = nodes - 1;
    return { mechanism: 'push', pick: () => (next = next + 1 === nodes ? 0 : next + 1) };
  },
});
