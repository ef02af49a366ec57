import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const stride = discipline({
  name: 'stride',
  about: 'Stride scheduling: turns in proportion to the weights of classes as a lottery gives them, but without chance; on one slot with equal weights round robin.',
  source: 'Waldspurger 1995, Lottery and Stride Scheduling, chapter 3; passes of newcomers: Goyal, Vin and Cheng 1996 (start-time fair queueing)',
  needs: ['preempt'],
  cost: 'O(log n) for n waiting',
  params: object({ quantum: positive('longest turn, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  create({ quantum }) {
    /** The pass with which the last turn began, the least of those that waited: how far everybody has come. */
    let pass = 0;
    let waiting = 0;
    return {
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      // Each turn takes a task one stride further. A newcomer begins behind those that wait, level with those that are served.
      rank(job, _, before) {
        const steps = before >= 0 || waiting > 0 ? 1 : 0;
        waiting++;
        return (before >= 0 ? before : pass) + steps / job.weight;
      },
      started(_, rank) {
        waiting--;
        pass = rank;
      },
      turn: (_, speed) => quantum * speed,
      stateful: true,
    };
  },
});
