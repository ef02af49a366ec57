import { metric } from './define.ts';

export const dead = metric({
  name: 'dead',
  about: 'Dead letters: the fraction of jobs that were given up, of all that left, were given up or turned away.',
  source: 'Hohpe and Woolf 2003, Enterprise Integration Patterns (dead letter channel)',
  unit: 'ratio',
  of: ({ tried, completed, lost }) => ({ mean: tried && completed + lost > 0 ? tried.dead / (completed + lost) : undefined }),
});
