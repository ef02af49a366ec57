import { metric } from './define.ts';

export const throughput = metric({
  name: 'throughput',
  about: 'Jobs done per time unit.',
  source: 'Harchol-Balter 2013, section 2.4',
  unit: 'jobs per time',
  of: ({ completed, time }) => ({ mean: time === 0 ? undefined : completed / time }),
});
