import { none } from '../params.ts';
import { discipline } from './define.ts';

export const accumulatingPriority = discipline({
  name: 'accumulating-priority',
  about: 'Delay-dependent priority: a waiting task gains priority in proportion to its wait and the `weight` of its class; the greatest goes next, without preemption.',
  source: 'Kleinrock 1964, Naval Research Logistics Quarterly 11; Kleinrock 1976, section 3.7; Stanford, Taylor and Ziedins 2014',
  needs: [],
  cost: 'O(log² k) for k classes waiting',
  params: none,
  examples: [{}],
  create: () => ({
    mechanism: 'ordered',
    preemptive: false,
    ties: 'first',
    rank: (job, now) => -job.weight * (now - job.arrival),
    slope: (job) => -job.weight,
    // Within a class the first to come has gained most.
    per: 'class',
  }),
});
