import { none } from '../params.ts';
import { discipline } from './define.ts';

export const fcfs = discipline({
  name: 'fcfs',
  alsoKnownAs: ['fifo', 'first-in-first-out'],
  about: 'First come, first served.',
  source: 'Harchol-Balter 2013, chapter 29',
  cost: 'O(1)',
  needs: [],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first' }),
});
