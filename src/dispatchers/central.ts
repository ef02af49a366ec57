import { none } from '../params.ts';
import { dispatcher } from './define.ts';

export const central = dispatcher({
  name: 'central',
  alsoKnownAs: ['shared-queue', 'single-queue', 'pull'],
  about: 'One queue for the pool, from which a slot that is free takes the next task; of several free slots the fastest.',
  source: 'Harchol-Balter 2013, chapter 14',
  cost: 'O(log n) for n slots',
  needs: [],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'pull' }),
});
