import { z } from 'zod';
import { object, positive } from '../params.ts';
import { weightsOf } from './capacities.ts';
import { dispatcher } from './define.ts';

interface Params {
  readonly weights: 'speed' | readonly number[];
}

export const weightedRoundRobin = dispatcher<Params>({
  name: 'weighted-round-robin',
  alsoKnownAs: ['wrr'],
  about: 'Nodes take turns, each as often as its weight says, and as evenly spread as can be: weights 5, 1, 1 give a a b a c a a. Nodes of equal weight rotate.',
  source: 'Sysoev 2012, nginx 1.3.1, ngx_http_upstream_round_robin (smooth weighted balancing)',
  cost: 'O(w) for w different weights',
  needs: [],
  params: object({
    weights: z
      .union([z.literal('speed'), z.array(positive('weight of a node')).min(1)])
      .default('speed')
      .describe('one for each node; speed: slots × speed of the node'),
  }),
  examples: [{ weights: 'speed' }],
  split: (params, nodes) => {
    const weights = weightsOf(params.weights, nodes);
    const total = sum(weights);
    return weights.map((weight) => weight / total);
  },
  create: (params, { nodes }) => {
    const weights = weightsOf(params.weights, nodes);
    const total = sum(weights);
    const byWeight = new Map<number, number[]>(weights.map((weight) => [weight, []]));
    for (const [node, weight] of weights.entries()) byWeight.get(weight)!.push(node);
    const kinds = [...byWeight.keys()];
    const members = [...byWeight.values()];
    // By kind: whose turn it is, and its credit. In every round all nodes gain their weights, and who has most pays the total; a node
    // has had as many turns as the others of its kind or one more, so that they all pay where the turn comes round to the first.
    const turn = new Int32Array(kinds.length);
    const credit = new Float64Array(kinds.length);
    return {
      mechanism: 'push',
      pick: () => {
        let best = 0;
        for (let kind = 0; kind < kinds.length; kind++) {
          credit[kind] += kinds[kind];
          const more = credit[kind] - credit[best];
          if (more > 0 || (more === 0 && members[kind][turn[kind]] < members[best][turn[best]])) best = kind;
        }
        const node = members[best][turn[best]];
        if (++turn[best] === members[best].length) {
          turn[best] = 0;
          credit[best] -= total;
        }
        return node;
      },
    };
  },
});

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
