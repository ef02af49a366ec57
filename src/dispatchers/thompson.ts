import { none } from '../params.ts';
import { dispatcher } from './define.ts';
import { gammaVariate } from './gamma-variate.ts';
import { ServiceRates } from './service-rates.ts';
import { soonest } from './soonest.ts';

export const thompson = dispatcher({
  name: 'thompson',
  alsoKnownAs: ['thompson-sampling'],
  about: 'Nodes of unknown speed, met by chance: shortest expected delay, the rate of each node drawn anew for every task from what is believed of it, a gamma distribution that narrows as tasks are done there.',
  source: 'Thompson 1933; Russo, Van Roy, Kazerouni, Osband and Wen 2018',
  cost: 'O(n) for n nodes',
  needs: ['queued'],
  params: none,
  examples: [{}],
  create: (_, { nodes, stream }) => {
    const rates = new ServiceRates(nodes);
    return {
      mechanism: 'push',
      pick: (_job, pool) => {
        const { now } = pool;
        const mean = rates.meanTime();
        // Conjugate to exponential service; a priori as if one task had been done, in the time that tasks take on average.
        const drawn = (node: number) => gammaVariate(rates.done[node] + 1, stream) / (rates.busyUntil(node, now) + mean);
        const node = soonest(nodes, pool, stream, drawn);
        rates.sent(node, now);
        return node;
      },
      finished: (_job, node, { now }) => rates.finished(node, now),
      refused: (_job, node, { now }) => rates.refused(node, now),
    };
  },
});
