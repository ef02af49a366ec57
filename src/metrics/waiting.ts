import { metric, summarise } from './define.ts';

export const waiting = metric({
  name: 'waiting',
  about: 'Response less service: the time for which a job held no slot, or, where slots are shared, lost by sharing.',
  source: 'Harchol-Balter 2013, section 2.3',
  unit: 'time',
  of: (observed) => summarise(observed.waiting),
});
