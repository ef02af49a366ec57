import { metric } from './define.ts';

export const loss = metric({
  name: 'loss',
  about: 'The fraction of jobs that were turned away by a full node or pool, of all that left, were given up or turned away.',
  source: 'Harchol-Balter 2013, section 15.2',
  unit: 'ratio',
  of: ({ completed, lost, lossy, tried }) => ({ mean: lossy && completed + lost > 0 ? (lost - (tried?.dead ?? 0)) / (completed + lost) : undefined }),
});
