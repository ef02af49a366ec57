import { metric } from './define.ts';

export const queue = metric({
  name: 'queue',
  about: 'Queue length: jobs in the system less busy slots, averaged over time.',
  source: 'Harchol-Balter 2013, section 2.3',
  unit: 'jobs',
  of: ({ jobTime, busyTime, time }) => ({
    mean: jobTime === undefined || busyTime === undefined || time === 0 ? undefined : (jobTime - busyTime) / time,
  }),
});
