import { object, positive } from '../params.ts';
import { dispatcher } from './define.ts';
import { ServiceRates } from './service-rates.ts';
import { soonest } from './soonest.ts';

export const ucb = dispatcher({
  name: 'ucb',
  about: 'Nodes of unknown speed, met with optimism: shortest expected delay, each node taken to serve as fast as an upper confidence bound says, which comes down as tasks are done there.',
  source: 'Auer, Cesa-Bianchi and Fischer 2002, section 2 (UCB1)',
  cost: 'O(n) for n nodes',
  needs: ['queued'],
  params: object({ exploration: positive('factor of the logarithm in the width of the bound').default(2) }),
  examples: [{ exploration: 2 }],
  create: ({ exploration }, { nodes, stream }) => {
    const rates = new ServiceRates(nodes);
    return {
      mechanism: 'push',
      pick: (_, pool) => {
        const { now } = pool;
        const mean = rates.meanTime();
        const logarithm = exploration * Math.log(1 + rates.allDone);
        // As if each node had done one task already, in the time that tasks take on average.
        const bound = (node: number) => {
          const done = rates.done[node] + 1;
          return (done / (rates.busyUntil(node, now) + mean)) * (1 + Math.sqrt(logarithm / done));
        };
        const node = soonest(nodes, pool, stream, bound);
        rates.sent(node, now);
        return node;
      },
      finished: (_, node, { now }) => rates.finished(node, now),
      refused: (_, node, { now }) => rates.refused(node, now),
    };
  },
});
