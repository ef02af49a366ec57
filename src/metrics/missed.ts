import { metric } from './define.ts';

export const missed = metric({
  name: 'missed',
  about: 'The fraction of jobs that were done after their deadline, of all that were done and had one.',
  source: 'Pinedo 2016, Scheduling, section 2.1 (the unit penalty of a tardy job)',
  unit: 'ratio',
  of: ({ deadlines }) => ({ mean: deadlines && deadlines.missed / deadlines.due }),
});
