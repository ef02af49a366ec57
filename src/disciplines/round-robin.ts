import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

export const roundRobin = discipline({
  name: 'round-robin',
  alsoKnownAs: ['rr', 'time-slicing'],
  about: 'Tasks take turns of at most one quantum, in the order in which they came; switching costs nothing.',
  source: 'Kleinrock 1964; Silberschatz, Operating System Concepts, section 5.3',
  cost: 'O(1)',
  needs: ['preempt'],
  params: object({ quantum: positive('longest turn, in time units') }),
  examples: [{ quantum: 0.5 }, { quantum: 3 }],
  quantum: ({ quantum }) => quantum,
  create: ({ quantum }) => ({ mechanism: 'ordered', preemptive: false, ties: 'first', turn: (_, speed) => quantum * speed }),
});
