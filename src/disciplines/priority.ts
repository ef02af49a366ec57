import { z } from 'zod';
import { object } from '../params.ts';
import { discipline } from './define.ts';

export const priority = discipline({
  name: 'priority',
  about: 'Classes of smaller `priority` first, first come first served within one; a preempted task resumes where it stopped.',
  source: 'Cobham 1954; Harchol-Balter 2013, chapters 31 and 32',
  needs: ['preempt'],
  params: object({
    preemptive: z.boolean().default(true).describe('whether a more urgent task takes the slot of a running one'),
  }),
  examples: [{ preemptive: true }, { preemptive: false }],
  create: ({ preemptive }) => ({ mechanism: 'ordered', preemptive, ties: 'first', rank: (job) => job.priority }),
});
