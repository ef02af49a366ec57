import { z } from 'zod';
import { object } from '../params.ts';
import { discipline } from './define.ts';

export const srptBounce = discipline({
  name: 'srpt-bounce',
  about: 'SRPT for estimated sizes: a task that outlives its estimate bounces back, the more urgent the less it has overrun, instead of keeping the slot for ever.',
  source: 'Scully, Grosof and Mitzenmacher 2022, Uniform bounds for scheduling with job size estimates, ITCS (SRPT-B)',
  needs: ['size', 'age', 'preempt'],
  cost: 'O(log n) for n waiting',
  params: object({
    step: z.number().gt(0.001).max(1).default(0.1).describe('part of its estimate for which an overdue task is served before it is compared again'),
  }),
  examples: [{ step: 0.1 }],
  // With estimate z and age a the rank is z − a, then a − z, which ends at z.
  create: ({ step }) => ({
    mechanism: 'ordered',
    preemptive: true,
    ties: 'first',
    rank: ({ size, age }) => Math.min(Math.abs(size - age), size),
    turn({ size, age }) {
      if (age < size) return size - age;
      return age < 2 * size ? step * size : Infinity;
    },
  }),
});
