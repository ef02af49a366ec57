import { none } from '../params.ts';
import { deterministic as always } from '../random/distributions/deterministic.ts';
import { arrivals } from './define.ts';

export const deterministic = arrivals({
  name: 'deterministic',
  about: 'Jobs at equal intervals, the first one interval after the start.',
  source: 'Kleinrock 1975, section 1.2 (the D of D/M/1)',
  rate: 'required',
  size: 'required',
  params: none,
  examples: [{ params: {}, rate: 4 }],
  create: (_, { rate }) => {
    const value = 1 / rate!;
    return { name: 'deterministic', mechanism: 'open', rate: rate!, gap: always.create({ value }), begin: () => ({ next: () => value }) };
  },
});
