import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const lottery = discipline({
  name: 'lottery',
  about: 'Lottery scheduling: each turn goes to a task drawn with chances in proportion to the weights of their classes.',
  source: 'Waldspurger and Weihl 1994, OSDI',
  needs: ['preempt'],
  cost: 'O(log n) for n waiting',
  params: object({ quantum: positive('longest turn, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  create: ({ quantum }) => ({ mechanism: 'ordered', preemptive: false, ties: 'first', lots: (job) => job.weight, turn: (_, speed) => quantum * speed }),
});
