import { z } from 'zod';
import { object } from '../params.ts';
import { discipline } from './define.ts';

export const cMu = discipline({
  name: 'c-mu',
  about: 'The cμ rule: classes of greater weight over mean size first, where the weight is what keeping a job for one time unit costs.',
  source: 'Cox and Smith 1961, Queues; Buyukkoc, Varaiya and Walrand 1985, Advances in Applied Probability 17',
  needs: ['workload', 'preempt'],
  cost: 'O(log n) for n waiting',
  params: object({
    preemptive: z.boolean().default(false).describe('whether a more urgent task takes the slot of a running one; the best order then only where sizes are exponential'),
  }),
  examples: [{ preemptive: false }, { preemptive: true }],
  create({ preemptive }, { classes, workload }) {
    // A class whose sizes nobody knows counts as average.
    const average = workload.size?.mean ?? 1;
    const ranks = classes.map(({ weight }, index) => -weight / (workload.classes[index].size?.mean ?? average));
    return { mechanism: 'ordered', preemptive, ties: 'first', rank: (job) => ranks[job.class] };
  },
});
