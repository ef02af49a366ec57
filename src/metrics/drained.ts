import { metric } from './define.ts';

export const drained = metric({
  name: 'drained',
  about: 'Time at which the system is empty for good, of arrivals that end.',
  source: 'Harchol-Balter 2013, section 27.2 (the end of the last busy period)',
  unit: 'time',
  of: ({ drained: time }) => ({ mean: time }),
});
