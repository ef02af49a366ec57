import { z } from 'zod';
import { nonNegative, object, ParamError, probabilities } from '../../params.ts';
import { choice } from '../choice.ts';
import { countUpTo } from '../search.ts';
import { sumOfExponentials } from '../transforms.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

export const discrete = distribution({
  name: 'discrete',
  about: 'One of the listed values, each with its probability.',
  source: 'Law 2015, section 6.2.3',
  params: object({
    values: z.array(nonNegative('value')).min(1).describe('the values'),
    probabilities: probabilities('probability of each value'),
  }),
  examples: [
    { values: [1, 10], probabilities: [0.9, 0.1] },
    { values: [5, 0.5, 2], probabilities: [0.25, 0.25, 0.5] },
  ],
  create: ({ values, probabilities: p }) => {
    if (p.length !== values.length) throw new ParamError(`needs one probability for each of the ${values.length} values`, ['probabilities']);
    const index = choice(p);
    const sum = (term: (value: number) => number) => values.reduce((total, value, i) => total + p[i] * term(value), 0);
    const mean = sum((value) => value);
    const order = values.map((_, i) => i).filter((i) => p[i] > 0).toSorted((i, j) => values[i] - values[j]);
    const sorted = order.map((i) => values[i]);
    const below = [0];
    for (const i of order) below.push(below[below.length - 1] + p[i]);
    below[below.length - 1] = 1;
    return {
      name: 'discrete',
      mean,
      variance: sum((value) => (value - mean) ** 2),
      support: [sorted[0], sorted[sorted.length - 1]],
      atoms: true,
      sample: (stream) => values[index(stream)],
      moment: (k) => sum((value) => power(value, k)),
      cdf: (x) => below[countUpTo(sorted, x)],
      masses: () => ({ values: sorted, probabilities: order.map((i) => p[i]) }),
      transform: (s) => sumOfExponentials(s, values, (i) => p[i]),
    };
  },
});
