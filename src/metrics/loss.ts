import { metric } from './define.ts';

export const loss = metric({
  name: 'loss',
  about: 'The fraction of jobs that were turned away by a full node or pool, of all that left or were turned away.',
  source: 'Harchol-Balter 2013, section 15.2',
  unit: 'ratio',
  of: ({ completed, lost, lossy }) => ({ mean: lossy && completed + lost > 0 ? lost / (completed + lost) : undefined }),
});
