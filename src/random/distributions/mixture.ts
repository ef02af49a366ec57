import { Complex } from 'complex.js';
import { z } from 'zod';
import type { ComplexValue, Distribution } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { choice } from '../choice.ts';
import { sideBySide } from '../transforms.ts';
import { distribution } from './define.ts';
import { deterministic } from './deterministic.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { distributionParam } from './param.ts';

interface Params {
  of: { weight: number; distribution: Distribution }[];
}

export const mixture = distribution<Params>({
  name: 'mixture',
  about: 'One of several distributions, chosen at random in proportion to its weight.',
  source: 'Law 2015, section 8.2.2 (composition)',
  params: object({
    of: z
      .array(object({ weight: positive('relative weight'), distribution: distributionParam('what is drawn') }))
      .min(1)
      .describe('what is mixed; weights need not sum to 1'),
  }),
  examples: [
    { of: [{ weight: 3, distribution: exponential.create({ mean: 1 }) }, { weight: 1, distribution: gamma.create({ shape: 20, mean: 5 }) }] },
    { of: [{ weight: 1, distribution: lognormal.create({ mean: 2, scv: 0.5 }) }, { weight: 1, distribution: deterministic.create({ value: 1 }) }] },
  ],
  create: ({ of }) => {
    const weights = of.map(({ weight }) => weight);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const parts = of.map((entry) => entry.distribution);
    const which = choice(weights);
    const sum = (term: (part: Distribution) => number) => parts.reduce((all, part, i) => all + (weights[i] / total) * term(part), 0);
    const mean = sum((part) => part.mean);
    const atoms = parts.some((part) => part.atoms);
    return {
      name: 'mixture',
      mean,
      variance: mean === Infinity ? Infinity : sum((part) => part.variance + (part.mean - mean) ** 2),
      support: [Math.min(...parts.map((part) => part.support[0])), Math.max(...parts.map((part) => part.support[1]))],
      atoms,
      parts: parts.map((part, i) => ({ weight: weights[i] / total, distribution: part })),
      sample: (stream) => parts[which(stream)].sample(stream),
      moment: (k) => sum((part) => part.moment(k)),
      cdf: (x) => sum((part) => part.cdf(x)),
      ...(parts.every((part) => part.density) && { density: (x: number) => sum((part) => part.density!(x)) }),
      ...(parts.every((part) => part.transform) && {
        transform: (s: ComplexValue) => parts.reduce((all, part, i) => all.add(new Complex(part.transform!(s)).mul(weights[i] / total)), new Complex(0)),
      }),
      ...(parts.every((part) => part.phases) && { phases: sideBySide(parts.map((part) => part.phases!), weights.map((weight) => weight / total)) }),
    };
  },
});
