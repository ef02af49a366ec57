import { z } from 'zod';
import type { Node } from '../model.ts';
import { nonNegative, object, ParamError } from '../params.ts';
import { aliasTable } from './alias-table.ts';
import { weightsOf } from './capacities.ts';
import { dispatcher } from './define.ts';

interface Params {
  weights: 'speed' | number[];
}

export const weightedRandom = dispatcher<Params>({
  name: 'weighted-random',
  about: 'Each task goes to a node drawn in proportion to its weight: in proportion to speed, all nodes are equally loaded.',
  source: 'Harchol-Balter 2013, chapter 11 (Poisson splitting); Walker 1977 (the draw)',
  cost: 'O(1)',
  needs: [],
  params: object({
    weights: z
      .union([z.literal('speed'), z.array(nonNegative('weight of a node')).min(1)])
      .default('speed')
      .describe('of each node, in the order of nodes; or speed: slots times speed'),
  }),
  examples: [{ weights: 'speed' }],
  split: ({ weights }, nodes) => shares(weights, nodes),
  create: ({ weights }, { nodes, stream }) => {
    const draw = aliasTable(shares(weights, nodes));
    return { mechanism: 'push', pick: () => draw(stream) };
  },
});

/** Throws a ParamError. */
function shares(weights: Params['weights'], nodes: readonly Node[]): readonly number[] {
  const each = weightsOf(weights, nodes);
  const total = each.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new ParamError('must not be 0 for every node', ['weights']);
  return each.map((weight) => weight / total);
}
