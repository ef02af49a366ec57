import { metric, summarise } from './define.ts';

export const slowdown = metric({
  name: 'slowdown',
  about: 'Response divided by service, of jobs whose size is not 0; 1 is a job that never waited. The service of a job of several tasks is the longest of theirs.',
  source: 'Harchol-Balter 2013, section 28.3',
  unit: 'ratio',
  of: (observed) => summarise(observed.slowdown),
});
