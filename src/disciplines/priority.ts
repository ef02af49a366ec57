import { z } from 'zod';
import { object } from '../params.ts';
import type { Ordered } from '../policy.ts';
import { byPriority } from '../ranks.ts';
import { discipline } from './define.ts';

interface Params {
  readonly preemptive: boolean;
  readonly afterwards: NonNullable<Ordered['afterwards']>;
}

export const priority = discipline<Params>({
  name: 'priority',
  about: 'Classes of smaller `priority` first, first come first served within one.',
  source: 'Cobham 1954; Harchol-Balter 2013, chapters 31 and 32; restart and resample: Gaver 1962; Conway, Maxwell and Miller 1967, chapter 8; Jaiswal 1968',
  needs: ['preempt'],
  cost: 'O(log n) for n waiting',
  params: object({
    preemptive: z.boolean().default(true).describe('whether a more urgent task takes the slot of a running one'),
    afterwards: z
      .enum(['resume', 'restart', 'resample'])
      .default('resume')
      .describe('whether a preempted task goes on where it stopped, begins again (preemptive repeat identical), or begins again with another size of its class (preemptive repeat different)'),
  }),
  examples: [
    { preemptive: true, afterwards: 'resume' },
    { preemptive: false, afterwards: 'resume' },
    { preemptive: true, afterwards: 'restart' },
    { preemptive: true, afterwards: 'resample' },
  ],
  create: ({ preemptive, afterwards }) => ({ mechanism: 'ordered', preemptive, afterwards, ties: 'first', rank: byPriority }),
});
