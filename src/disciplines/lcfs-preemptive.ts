import { none } from '../params.ts';
import { discipline } from './define.ts';

export const lcfsPreemptive = discipline({
  name: 'lcfs-preemptive',
  alsoKnownAs: ['plcfs', 'lcfs-pr', 'preemptive-lifo'],
  about: 'Last come, first served: a newcomer takes the slot at once, and what it interrupts resumes later where it stopped.',
  source: 'Harchol-Balter 2013, chapter 30',
  cost: 'O(slots)',
  needs: ['preempt'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: true, ties: 'last' }),
});
