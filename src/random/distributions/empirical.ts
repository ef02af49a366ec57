import { z } from 'zod';
import { nonNegative, object } from '../../params.ts';
import { countUpTo } from '../search.ts';
import { sumOfExponentials } from '../transforms.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

export const empirical = distribution({
  name: 'empirical',
  alsoKnownAs: ['histogram', 'samples'],
  about: 'Measured values, each equally likely.',
  source: 'Law 2015, section 6.2.4; Efron 1979',
  params: object({ values: z.array(nonNegative('value')).min(1).describe('the measurements') }),
  examples: [{ values: [1.2, 0.3, 2.5, 0.3, 7] }, { values: Array.from({ length: 40 }, (_, i) => i ** 2 / 100) }],
  create: ({ values }) => {
    const sorted = Float64Array.from(values).toSorted();
    const n = sorted.length;
    const average = (term: (value: number) => number) => sorted.reduce((sum, value) => sum + term(value), 0) / n;
    const mean = average((value) => value);
    return {
      name: 'empirical',
      mean,
      variance: average((value) => (value - mean) ** 2),
      support: [sorted[0], sorted[n - 1]],
      atoms: true,
      sample: (stream) => sorted[stream.integer(n)],
      moment: (k) => average((value) => power(value, k)),
      cdf: (x) => countUpTo(sorted, x) / n,
      masses: () => ({ values: sorted, probabilities: new Float64Array(n).fill(1 / n) }),
      transform: (s) => sumOfExponentials(s, sorted, () => 1 / n),
    };
  },
});
