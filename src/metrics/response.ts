import { metric, summarise } from './define.ts';

export const response = metric({
  name: 'response',
  about: 'Time from the arrival of a job until it is done, with all of its tasks where it has several.',
  source: 'Harchol-Balter 2013, section 2.3',
  unit: 'time',
  of: (observed) => summarise(observed.response),
});
