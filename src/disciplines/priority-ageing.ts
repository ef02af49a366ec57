import { z } from 'zod';
import { nonNegative, object } from '../params.ts';
import { discipline } from './define.ts';

export const priorityAgeing = discipline({
  name: 'priority-ageing',
  alsoKnownAs: ['aging', 'priority-aging'],
  about: 'Priorities with ageing: every task becomes more urgent at the same rate from when it came, so that none starves.',
  source: 'Silberschatz, Operating System Concepts, section 5.3.4; Jackson 1960, Naval Research Logistics Quarterly 7 (dynamic priorities)',
  needs: ['preempt'],
  cost: 'O(log n) for n waiting',
  params: object({
    rate: nonNegative('what the priority of every task falls by per time unit; 0: plain priorities'),
    preemptive: z.boolean().default(false).describe('whether a more urgent newcomer takes the slot of a running task'),
  }),
  examples: [
    { rate: 0.1, preemptive: false },
    { rate: 1, preemptive: true },
  ],
  // Since all of them age alike, priority − rate (now − arrival) keeps the order that it has at time 0.
  create: ({ rate, preemptive }) => ({ mechanism: 'ordered', preemptive, ties: 'first', rank: (job) => job.priority + rate * job.arrival }),
});
