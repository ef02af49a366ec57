import { z } from 'zod';
import type { Replicate } from '../policy.ts';
import { count, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { drawNodes, shuffle } from './sample.ts';

interface Params {
  d: number;
  cancel: 'on-start' | 'on-completion';
  sizes: Replicate['sizes'];
}

export const redundancyD = dispatcher<Params>({
  name: 'redundancy-d',
  alsoKnownAs: ['cloning', 'replication', 'hedging'],
  about: 'Copies of each task go to d nodes drawn uniformly without replacement, all nodes where there are no more than d; when the first of them starts, or is done, the others are taken back.',
  source: 'Gardner, Harchol-Balter, Scheller-Wolf, Velednitsky and Zbarsky 2017; Ayesta, Bodas and Verloop 2018 (cancel on start)',
  cost: 'O(d²)',
  needs: ['cancel'],
  params: object({
    d: count('copies of each task', 1000).default(2),
    cancel: z.enum(['on-completion', 'on-start']).default('on-completion').describe('when the other copies are taken back: when the first of them starts, or is done'),
    sizes: z.enum(['independent', 'same']).default('independent').describe('whether each copy has a size of its own, or all have that of the task'),
  }),
  examples: [
    { d: 2, cancel: 'on-completion', sizes: 'independent' },
    { d: 2, cancel: 'on-start', sizes: 'same' },
    { d: 3, cancel: 'on-completion', sizes: 'same' },
  ],
  create: (params, { nodes: { length: nodes }, stream }) => ({
    mechanism: 'replicate',
    cancel: params.cancel === 'on-start' ? 'on start' : 'on completion',
    sizes: params.sizes,
    copies: Math.min(params.d, nodes),
    pick: (_job, _pool, chosen) => {
      drawNodes(chosen, nodes, stream);
      // The first that is idle starts where the others are then taken back.
      shuffle(chosen, stream);
    },
  }),
});
