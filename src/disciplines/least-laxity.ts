import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const leastLaxity = discipline({
  name: 'least-laxity',
  alsoKnownAs: ['llf', 'least-slack'],
  about: 'Least laxity first: the task that can least afford to wait any longer and still meet its deadline, looked at anew after each quantum.',
  source: 'Mok 1983, Fundamental design problems of distributed systems for the hard-real-time environment; Dertouzos and Mok 1989',
  needs: ['deadline', 'size', 'age', 'preempt'],
  cost: 'O(log n) for n waiting',
  params: object({ quantum: positive('longest time for which a task is served before its laxity is looked at again, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  create({ quantum }) {
    /** Of the fastest slot of the queue, to which the first of all tasks comes. */
    let fastest: number | undefined;
    return {
      mechanism: 'ordered',
      preemptive: true,
      ties: 'first',
      // Laxity is deadline − now − what is left to do; now is the same for all, and while tasks wait nothing else changes.
      rank: (job) => job.deadline - (job.size - job.age) / (fastest ?? 1),
      turn(_, speed) {
        fastest ??= speed;
        return quantum * speed;
      },
      stateful: true,
    };
  },
});
