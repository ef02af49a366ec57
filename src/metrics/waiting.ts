import { metric, summarise } from './define.ts';

export const waiting = metric({
  name: 'waiting',
  about: 'Response less service: the time for which a job held no slot, or, where slots are shared, lost by sharing. Of a job of several tasks, response less the longest service of them.',
  source: 'Harchol-Balter 2013, section 2.3; several tasks: Ousterhout, Wendell, Zaharia and Stoica 2013, Sparrow, section 2 (delay)',
  unit: 'time',
  of: (observed) => summarise(observed.waiting),
});
