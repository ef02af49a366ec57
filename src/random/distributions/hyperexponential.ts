import { Complex } from 'complex.js';
import { z } from 'zod';
import { object, ParamError, positive, probabilities } from '../../params.ts';
import { choice } from '../choice.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

interface Params {
  probabilities?: number[];
  means?: number[];
  mean?: number;
  scv?: number;
}

export const hyperexponential = distribution<Params>({
  name: 'hyperexponential',
  alsoKnownAs: ['h2'],
  about: 'One of several exponentials, chosen at random: more variable than exponential.',
  source: 'Kleinrock 1975, section 4.7; two branches fitted with balanced means (Whitt 1982, "Approximating a point process", eq. 3.7)',
  params: object({
    probabilities: probabilities('probability of each branch').optional(),
    means: z.array(positive('mean')).min(1).optional().describe('mean of each branch'),
    mean: positive('mean; with scv, instead of probabilities and means').optional(),
    scv: z.number().min(1).max(1e9).optional().describe('squared coefficient of variation, 1 or more'),
  }),
  examples: [{ mean: 1, scv: 4 }, { probabilities: [0.2, 0.3, 0.5], means: [4, 1, 0.1] }, { mean: 2, scv: 1 }],
  create: (params) => {
    const [p, means] = branches(params);
    const branch = choice(p);
    const sum = (term: (mean: number) => number) => p.reduce((total, weight, i) => total + weight * term(means[i]), 0);
    const mean = sum((m) => m);
    return {
      name: 'hyperexponential',
      mean,
      // The variance within the branches and between them: no digits cancel.
      variance: sum((m) => m ** 2) + sum((m) => (m - mean) ** 2),
      support: [0, Infinity],
      atoms: false,
      sample: (stream) => means[branch(stream)] * stream.exponential(),
      moment: (k) => {
        let factorial = 1;
        for (let i = 2; i <= k; i++) factorial *= i;
        return factorial * sum((m) => power(m, k));
      },
      cdf: (x) => (x <= 0 ? 0 : sum((m) => -Math.expm1(-x / m))),
      density: (x) => (x < 0 ? 0 : sum((m) => Math.exp(-x / m) / m)),
      transform: (s) => means.reduce((total, m, i) => total.add(new Complex(s).mul(m).add(1).inverse().mul(p[i])), new Complex(0)),
      phases: { initial: p, generator: means.map((m, i) => means.map((_, j) => (i === j ? -1 / m : 0))) },
    };
  },
});

function branches({ probabilities: p, means, mean, scv }: Params): [readonly number[], readonly number[]] {
  if (p && means && mean === undefined && scv === undefined) {
    if (p.length !== means.length) throw new ParamError(`needs one mean for each of the ${p.length} probabilities`, ['means']);
    return [p, means];
  }
  if (mean === undefined || scv === undefined || p || means) {
    throw new ParamError('give either probabilities and means, or mean and scv');
  }
  const often = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  // 1 − often would lose its digits where scv is large.
  const seldom = 1 / (scv + 1) / (2 * often);
  return [[often, seldom], [mean / (2 * often), mean / (2 * seldom)]];
}
