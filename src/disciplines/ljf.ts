import { none } from '../params.ts';
import { discipline } from './define.ts';

export const ljf = discipline({
  name: 'ljf',
  alsoKnownAs: ['lpt', 'longest-job-first'],
  about: 'Longest job first, without preemption: a bad example, the worst order by size for the mean response.',
  source: 'Harchol-Balter 2013, chapter 31',
  needs: ['size'],
  cost: 'O(log n) for n waiting',
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: (job) => -job.size }),
});
