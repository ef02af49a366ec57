import { none } from '../params.ts';
import { discipline } from './define.ts';

export const ps = discipline({
  name: 'ps',
  alsoKnownAs: ['processor-sharing', 'fair-sharing'],
  about: 'Processor sharing: all tasks at once, at equal rates, none faster than one slot.',
  source: 'Kleinrock 1967; Harchol-Balter 2013, chapter 30',
  cost: 'O(log n) for n tasks',
  needs: ['share'],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'shared' }),
});
