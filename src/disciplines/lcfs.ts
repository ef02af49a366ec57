import { none } from '../params.ts';
import { discipline } from './define.ts';

export const lcfs = discipline({
  name: 'lcfs',
  alsoKnownAs: ['lifo', 'stack'],
  about: 'Last come, first served, without preemption.',
  source: 'Harchol-Balter 2013, chapter 29',
  cost: 'O(1)',
  needs: [],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'last' }),
});
