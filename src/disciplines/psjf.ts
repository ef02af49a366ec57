import { none } from '../params.ts';
import { bySize } from '../ranks.ts';
import { discipline } from './define.ts';

export const psjf = discipline({
  name: 'psjf',
  alsoKnownAs: ['preemptive-sjf'],
  about: 'Preemptive shortest job first: by original size, whatever is left of it; a preempted task resumes where it stopped.',
  source: 'Harchol-Balter 2013, chapter 32',
  cost: 'O(log n) for n waiting, plus O(slots)',
  needs: ['size', 'preempt'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: true, ties: 'first', rank: bySize }),
});
