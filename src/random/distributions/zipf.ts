import { count, nonNegative, object } from '../../params.ts';
import { power } from '../../power.ts';
import { countUpTo } from '../search.ts';
import { sumOfExponentials } from '../transforms.ts';
import { distribution } from './define.ts';

/** Creation is O(n), a draw O(log n). */
export const zipf = distribution({
  name: 'zipf',
  about: 'A whole number from 1 to n, k with a probability in proportion to 1 / k^exponent: which of n users, files or keys it is, the most popular first.',
  source: 'Zipf 1949; Johnson, Kemp and Kotz 2005, Univariate Discrete Distributions, section 11.2.20',
  params: object({
    n: count('largest value'),
    exponent: nonNegative('how much less likely each is than the one before; 0 makes all equally likely').default(1),
  }),
  examples: [{ n: 10, exponent: 1 }, { n: 1000, exponent: 0.8 }, { n: 50, exponent: 2.5 }, { n: 4, exponent: 0 }, { n: 1, exponent: 1 }],
  create: ({ n, exponent }) => {
    const values = Float64Array.from({ length: n }, (_, i) => i + 1);
    const probabilities = values.map((value) => power(value, -exponent));
    // From the least on, so that no digit of what is rare is lost.
    const total = probabilities.reduceRight((sum, weight) => sum + weight, 0);
    for (let i = 0; i < n; i++) probabilities[i] /= total;
    const below = new Float64Array(n);
    for (let i = 0, sum = 0; i < n; i++) below[i] = sum += probabilities[i];
    below[n - 1] = 1;
    const sum = (term: (value: number) => number) => values.reduceRight((all, value, i) => all + probabilities[i] * term(value), 0);
    const mean = sum((value) => value);
    return {
      name: 'zipf',
      mean,
      variance: sum((value) => (value - mean) ** 2),
      support: [1, n],
      atoms: true,
      sample: (stream) => 1 + countUpTo(below, stream.uniform()),
      moment: (k) => sum((value) => power(value, k)),
      cdf: (x) => (x < 1 ? 0 : below[Math.min(n, Math.floor(x)) - 1]),
      masses: () => ({ values, probabilities }),
      transform: (s) => sumOfExponentials(s, values, (i) => probabilities[i]),
    };
  },
});
