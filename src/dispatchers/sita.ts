import { z } from 'zod';
import type { Node, Workload } from '../model.ts';
import { object, ParamError, positive } from '../params.ts';
import { equalLoadCutoffs, workBetween } from '../size-intervals.ts';
import { capacities } from './capacities.ts';
import { dispatcher } from './define.ts';

interface Params {
  cutoffs: 'equal-load' | number[];
}

export const sita = dispatcher<Params>({
  name: 'sita',
  alsoKnownAs: ['size-interval', 'sita-e'],
  about: 'Size interval task assignment: the smallest tasks go to the first node, larger ones to the next …, so that no short one waits behind a long one. Those of equal load give each node work in proportion to slots times speed; a size exactly at a cutoff goes below it.',
  source: 'Crovella, Harchol-Balter and Murta 1998; Harchol-Balter, Crovella and Murta 1999; Harchol-Balter 2013, chapter 24',
  cost: 'O(log n) for n nodes',
  needs: ['size', 'workload'],
  params: object({
    cutoffs: z
      .union([z.literal('equal-load'), z.array(positive('a size'))])
      .default('equal-load')
      .describe('the sizes between the intervals, ascending, one less than nodes; or equal-load, from the distribution of sizes'),
  }),
  examples: [{ cutoffs: 'equal-load' }],
  split: (params, nodes, workload) => workBetween(sizeOf(workload), cutoffsOf(params, nodes, workload)),
  create: (params, { nodes, workload }) => {
    const cutoffs = Float64Array.from(cutoffsOf(params, nodes, workload));
    return {
      mechanism: 'push',
      pick: ({ size }) => {
        let [low, high] = [0, cutoffs.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (cutoffs[middle] < size) low = middle + 1;
          else high = middle;
        }
        return low;
      },
    };
  },
});

/** Throws a ParamError. */
function cutoffsOf({ cutoffs }: Params, nodes: readonly Node[], workload: Workload): readonly number[] {
  if (cutoffs === 'equal-load') return equalLoadCutoffs(sizeOf(workload), capacities(nodes));
  if (cutoffs.length !== nodes.length - 1) throw new ParamError(`must be ${nodes.length - 1} sizes between ${nodes.length} nodes, not ${cutoffs.length}`, ['cutoffs']);
  if (cutoffs.some((cutoff, i) => i > 0 && cutoff <= cutoffs[i - 1])) throw new ParamError('must ascend', ['cutoffs']);
  return cutoffs;
}

function sizeOf({ size }: Workload) {
  if (!size) throw new ParamError('needs to know how sizes are distributed');
  return size;
}
