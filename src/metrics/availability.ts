import { metric } from './define.ts';

export const availability = metric({
  name: 'availability',
  about: 'The fraction of time for which nodes are up, averaged over the nodes.',
  source: 'Trivedi 2002, section 8.2.2 (steady-state availability)',
  unit: 'ratio',
  of: ({ troubles, nodes, time }) => ({ mean: troubles && nodes !== undefined && time > 0 ? 1 - troubles.downTime / (nodes * time) : undefined }),
});
