import { z } from 'zod';
import { object } from '../params.ts';
import { discipline } from './define.ts';

export const randomOrder = discipline({
  name: 'random-order',
  alsoKnownAs: ['siro', 'ros', 'service-in-random-order'],
  about: 'Any of the waiting tasks next, each with equal chance or by weight, without preemption.',
  source: 'Kingman 1962; by weight: Haviv and van der Wal 1997, Probability in the Engineering and Informational Sciences 11',
  needs: [],
  cost: 'O(log n) for n waiting',
  params: object({
    weighted: z.boolean().default(false).describe('whether chances are in proportion to the weights of the classes'),
  }),
  examples: [{ weighted: false }, { weighted: true }],
  create: ({ weighted }) => ({ mechanism: 'ordered', preemptive: false, ties: 'first', lots: weighted ? (job) => job.weight : () => 1 }),
});
