import { none } from '../params.ts';
import { discipline } from './define.ts';

export const hrrn = discipline({
  name: 'hrrn',
  alsoKnownAs: ['highest-response-ratio-next'],
  about: 'Highest response ratio next: the task whose wait is longest in proportion to its size, without preemption.',
  source: 'Brinch Hansen 1971, Short-term scheduling in multiprogramming systems',
  needs: ['size'],
  cost: 'O(log² n) for n waiting',
  params: none,
  examples: [{}],
  create: () => ({
    mechanism: 'ordered',
    preemptive: false,
    ties: 'first',
    // The response ratio is 1 more. A task of no size has waited for too long already.
    rank: (job, now) => (job.size > 0 ? -(now - job.arrival) / job.size : -Infinity),
    slope: (job) => (job.size > 0 ? -1 / job.size : 0),
  }),
});
