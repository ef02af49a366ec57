import { none } from '../params.ts';
import { dispatcher } from './define.ts';

export const random = dispatcher({
  name: 'random',
  alsoKnownAs: ['uniform'],
  about: 'Each task goes to a node drawn uniformly: a Poisson stream splits into independent Poisson streams.',
  source: 'Harchol-Balter 2013, section 24.2',
  cost: 'O(1)',
  needs: [],
  params: none,
  examples: [{}],
  split: (_, nodes) => nodes.map(() => 1 / nodes.length),
  create: (_, { nodes: { length: nodes }, stream }) => ({ mechanism: 'push', pick: () => stream.integer(nodes) }),
});
