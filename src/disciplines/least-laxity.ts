import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const leastLaxity = discipline({
  name: 'least-laxity',
  about: 'Least laxity first: the task that can least afford to wait any longer and still meet its deadline, looked at anew after each quantum.',
  source: 'Mok 1983, Fundamental design problems of distributed systems for the hard-real-time environment; Dertouzos and Mok 1989',
  needs: ['deadline', 'size', 'age', 'preempt'],
  cost: 'O(log n) for n waiting',
  params: object({ quantum: positive('longest time for which a task is served before its laxity is looked at again, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  // Laxity is deadline − now − what is left of the work, at speed 1; now is the same for all. While tasks wait nothing else changes.
  create: ({ quantum }) => ({
    mechanism: 'ordered',
    preemptive: true,
    ties: 'first',
    rank: (job) => job.deadline - (job.size - job.age),
    turn: (_, speed) => quantum * speed,
  }),
});
