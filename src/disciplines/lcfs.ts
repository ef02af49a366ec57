import { none } from '../params.ts';
import { discipline } from './define.ts';

export const lcfs = discipline({
  name: 'lcfs',
  about: 'Last come, first served, without preemption.',
  source: 'Harchol-Balter 2013, section 29.2',
  needs: [],
  params: none,
  examples: [{}],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'last' }),
});
