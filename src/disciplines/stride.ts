import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const stride = discipline({
  name: 'stride',
  about: 'Stride scheduling: turns in proportion to the weights of classes as a lottery gives them, but without chance; with equal weights round robin.',
  source: 'Waldspurger 1995, Lottery and Stride Scheduling, chapter 3; passes of newcomers: Goyal, Vin and Cheng 1996 (start-time fair queueing)',
  needs: ['preempt'],
  cost: 'O(log n) for n waiting',
  params: object({ quantum: positive('longest turn, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  create({ quantum }) {
    /** The greatest pass with which a turn has begun: how far those that are served have come. */
    let pass = 0;
    return {
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      // Each turn takes a task one stride further; a newcomer is one stride behind those that are served.
      rank: (job, _, before) => (before >= 0 ? before : pass) + 1 / job.weight,
      started(_, rank) {
        pass = Math.max(pass, rank);
      },
      turn: (_, speed) => quantum * speed,
      stateful: true,
    };
  },
});
