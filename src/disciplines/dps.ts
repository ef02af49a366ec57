import { object } from '../params.ts';
import { weightsOf, weightsParam } from './class-weights.ts';
import { discipline } from './define.ts';

export const dps = discipline<{ weights?: Readonly<Record<string, number>> | undefined }>({
  name: 'dps',
  alsoKnownAs: ['weighted-processor-sharing', 'discriminatory-processor-sharing'],
  about: 'Discriminatory processor sharing: all tasks at once, each at a rate in proportion to the weight of its class, none faster than one slot.',
  source: 'Kleinrock 1967; Fayolle, Mitrani and Iasnogorodski 1980; survey: Altman, Avrachenkov and Ayesta 2006',
  needs: ['share'],
  cost: 'O(log n) for n tasks; on s slots O(s + log n)',
  params: object({ weights: weightsParam }),
  examples: [{}],
  create: ({ weights }, { classes }) => ({ mechanism: 'shared', weights: weightsOf(classes, weights), per: 'task' }),
});
