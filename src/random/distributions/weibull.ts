import { z } from 'zod';
import { object, positive } from '../../params.ts';
import { gamma } from '../special.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

export const weibull = distribution({
  name: 'weibull',
  about: 'Time to failure: the longer it has lasted, the sooner it ends (shape above 1) or the later (below 1).',
  source: 'Law 2015, section 6.2.2',
  params: object({ shape: z.number().min(0.02).max(1e4).describe('shape; 1 is exponential'), mean: positive('mean') }),
  examples: [
    { shape: 2, mean: 1 },
    { shape: 0.6, mean: 2 },
  ],
  create: ({ shape, mean }) => {
    const scale = mean / gamma(1 + 1 / shape);
    const moment = (k: number) => power(scale, k) * gamma(1 + k / shape);
    return {
      name: 'weibull',
      mean,
      variance: Math.max(0, moment(2) - mean ** 2),
      support: [0, Infinity],
      atoms: false,
      sample: (stream) => scale * power(stream.exponential(), 1 / shape),
      moment,
      cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-power(x / scale, shape))),
      density: (x) => (x < 0 ? 0 : (shape / scale) * power(x / scale, shape - 1) * Math.exp(-power(x / scale, shape))),
    };
  },
});
