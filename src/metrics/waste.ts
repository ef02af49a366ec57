import { metric } from './define.ts';

export const waste = metric({
  name: 'waste',
  about: 'The fraction of the work done that was done in vain: in tries that failed, were lost or were taken back.',
  source: 'Dean and Barroso 2013, The tail at scale (additional load by hedged requests)',
  unit: 'ratio',
  of: ({ troubles, work }) => ({ mean: troubles && work !== undefined && work > 0 ? troubles.wasted / work : undefined }),
});
