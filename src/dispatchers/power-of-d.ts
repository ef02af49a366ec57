import { count, object } from '../params.ts';
import { dispatcher } from './define.ts';

export const powerOfD = dispatcher({
  name: 'power-of-d',
  about: 'The shortest of d queues drawn uniformly without replacement; all queues where there are no more than d.',
  source: 'Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001',
  needs: ['queued'],
  params: object({ d: count('queues looked at', 1000).default(2) }),
  examples: [{ d: 2 }, { d: 3 }],
  create: ({ d }, { nodes: { length: nodes }, stream }) => {
    const drawn = Math.min(d, nodes);
    const choices = new Int32Array(drawn);
    return {
      mechanism: 'push',
      pick: (_, pool) => {
        let best = -1;
        let shortest = Infinity;
        for (let i = 0; i < drawn; i++) {
          // Floyd 1987: the i-th of a sample without replacement, in at most i comparisons; its order is not
          // uniform, so equal queues are told apart by a draw and not by their place in the sample.
          const last = nodes - drawn + i;
          let node = stream.integer(last + 1);
          for (let j = 0; j < i; j++) if (choices[j] === node) node = last;
          choices[i] = node;
        }
        let equal = 0;
        for (let i = 0; i < drawn; i++) {
          const queued = pool.queued(choices[i]);
          if (queued < shortest) {
            shortest = queued;
            best = choices[i];
            equal = 1;
          } else if (queued === shortest && stream.integer(++equal) === 0) {
            best = choices[i];
          }
        }
        return best;
      },
    };
  },
});
