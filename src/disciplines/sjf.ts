import { none } from '../params.ts';
import { bySize } from '../ranks.ts';
import { discipline } from './define.ts';

export const sjf = discipline({
  name: 'sjf',
  alsoKnownAs: ['spt', 'shortest-job-first', 'shortest-job-next', 'sjn'],
  about: 'Shortest job first, without preemption.',
  source: 'Phipps 1956; Harchol-Balter 2013, chapter 31',
  cost: 'O(log n) for n waiting',
  needs: ['size'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: bySize }),
});
