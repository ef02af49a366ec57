import { none } from '../params.ts';
import { capacities } from './capacities.ts';
import { dispatcher } from './define.ts';
import { hash, together } from './hash.ts';

export const rendezvous = dispatcher({
  name: 'rendezvous',
  alsoKnownAs: ['hrw', 'highest-random-weight'],
  about: 'Rendezvous hashing: a key goes to the node for which the two together hash highest, in proportion to slots times speed. A node that comes takes keys from all others, and no key moves between those.',
  source: 'Thaler and Ravishankar 1998; Schindelhauer and Schomaker 2005 (weights: the logarithmic method)',
  cost: 'O(n) for n nodes',
  needs: ['key'],
  params: none,
  examples: [{}],
  create: (_, { nodes }) => {
    const weights = Float64Array.from(capacities(nodes));
    return {
      mechanism: 'push',
      pick: ({ key }) => {
        const word = hash(key);
        let [best, least] = [0, Infinity];
        for (let node = 0; node < weights.length; node++) {
          // An exponential variate of rate w, made from the hash: the least of them is this node's with a chance in proportion to w.
          const wait = -Math.log((together(word, node) + 0.5) / 2 ** 32) / weights[node];
          if (wait < least) [best, least] = [node, wait];
        }
        return best;
      },
    };
  },
});
