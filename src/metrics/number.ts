import { metric } from './define.ts';

export const number = metric({
  name: 'number',
  about: 'Jobs in the system, waiting and in service, averaged over time.',
  source: 'Harchol-Balter 2013, section 2.3',
  unit: 'jobs',
  of: ({ jobTime, time }) => ({ mean: jobTime === undefined || time === 0 ? undefined : jobTime / time }),
});
