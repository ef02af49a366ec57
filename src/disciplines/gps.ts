import { object } from '../params.ts';
import { weightsOf, weightsParam } from './class-weights.ts';
import { discipline } from './define.ts';

export const gps = discipline<{ weights?: Readonly<Record<string, number>> | undefined }>({
  name: 'gps',
  alsoKnownAs: ['generalised-processor-sharing', 'generalized-processor-sharing'],
  about: 'Generalised processor sharing: the classes that are there share in proportion to their weights, however many tasks each has; none is faster than one slot.',
  source: 'Parekh and Gallager 1993, IEEE/ACM Transactions on Networking 1; within a class shared equally, not first come, first served',
  needs: ['share'],
  cost: 'O(log n) for n tasks; on s slots O(s + log n)',
  params: object({ weights: weightsParam }),
  examples: [{}],
  create: ({ weights }, { classes }) => ({ mechanism: 'shared', weights: weightsOf(classes, weights), per: 'class' }),
});
