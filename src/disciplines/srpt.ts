import { none } from '../params.ts';
import { byRest } from '../ranks.ts';
import { discipline } from './define.ts';

export const srpt = discipline({
  name: 'srpt',
  alsoKnownAs: ['srtf', 'shortest-remaining-time-first'],
  about: 'Shortest remaining processing time, preemptive: no policy has a smaller mean response on one slot.',
  source: 'Schrage and Miller 1966; Schrage 1968; Harchol-Balter 2013, chapter 33',
  cost: 'O(log n) for n waiting, plus O(slots)',
  needs: ['size', 'age', 'preempt'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: true, ties: 'first', rank: byRest }),
});
