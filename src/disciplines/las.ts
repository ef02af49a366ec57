import { none } from '../params.ts';
import { discipline } from './define.ts';

export const las = discipline({
  name: 'las',
  alsoKnownAs: ['fb', 'foreground-background', 'least-attained-service', 'set'],
  about: 'Least attained service (foreground–background): the tasks served least so far share the slots equally.',
  source: 'Schrage 1967; Harchol-Balter 2013, chapter 30',
  cost: 'O(log n) for n tasks, plus O(slots)',
  needs: ['share', 'preempt'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'attained' }),
});
