import { none } from '../params.ts';
import { exponential } from '../random/distributions/exponential.ts';
import { arrivals } from './define.ts';

export const poisson = arrivals({
  name: 'poisson',
  about: 'Independent exponential gaps: jobs from many users who know nothing of one another.',
  source: 'Harchol-Balter 2013, section 11.3',
  rate: 'required',
  size: 'required',
  params: none,
  examples: [{ params: {}, rate: 2 }],
  create: (_, { rate }) => {
    const mean = 1 / rate!;
    return {
      name: 'poisson',
      mechanism: 'open',
      rate: rate!,
      gap: exponential.create({ mean }),
      begin: (stream) => ({ next: () => mean * stream.exponential(), fill: (values) => stream.exponentials(values, mean) }),
    };
  },
});
