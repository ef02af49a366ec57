import { z } from 'zod';
import { object } from '../params.ts';
import { discipline } from './define.ts';

export const edf = discipline({
  name: 'edf',
  alsoKnownAs: ['earliest-deadline-first', 'earliest-due-date'],
  about: 'Earliest deadline first: if any order meets all deadlines on one slot, this one does, with preemption.',
  source: 'Jackson 1955; Liu and Layland 1973, Journal of the ACM 20, section 7; Dertouzos 1974',
  needs: ['deadline', 'preempt'],
  cost: 'O(log n) for n waiting',
  params: object({
    preemptive: z.boolean().default(true).describe('whether a newcomer of earlier deadline takes the slot of a running task'),
  }),
  examples: [{ preemptive: true }, { preemptive: false }],
  create: ({ preemptive }) => ({ mechanism: 'ordered', preemptive, ties: 'first', rank: (job) => job.deadline }),
});
