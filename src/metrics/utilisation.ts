import { metric } from './define.ts';

export const utilisation = metric({
  name: 'utilisation',
  about: 'The fraction of slots that are busy, averaged over time.',
  source: 'Harchol-Balter 2013, section 2.4',
  unit: 'ratio',
  of: ({ busyTime, slots, time }) => ({
    mean: busyTime === undefined || slots === undefined || slots === Infinity || time === 0 ? undefined : busyTime / (slots * time),
  }),
});
