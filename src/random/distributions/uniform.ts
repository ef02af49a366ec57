import { Complex } from 'complex.js';
import { nonNegative, object, ParamError, positive } from '../../params.ts';
import { discounted } from '../transforms.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

export const uniform = distribution({
  name: 'uniform',
  about: 'Any value between two bounds, all equally likely.',
  source: 'Law 2015, section 6.2.2',
  params: object({ min: nonNegative('smallest value'), max: positive('largest value') }),
  examples: [
    { min: 0, max: 2 },
    { min: 3, max: 3.5 },
  ],
  create: ({ min, max }) => {
    if (min >= max) throw new ParamError(`min must be below max, ${max}, not ${min}`, ['min']);
    const width = max - min;
    return {
      name: 'uniform',
      mean: (min + max) / 2,
      variance: width ** 2 / 12,
      support: [min, max],
      atoms: false,
      sample: (stream) => min + width * stream.uniform(),
      moment: (k) => powers(min, max, k) / (k + 1),
      cdf: (x) => Math.min(1, Math.max(0, (x - min) / width)),
      density: (x) => (x < min || x > max ? 0 : 1 / width),
      transform: (s) => new Complex(s).mul(-min).exp().mul(discounted(new Complex(s).mul(width))),
    };
  },
});

/** (b^(k+1) − a^(k+1)) / (b − a), without the cancellation. */
function powers(a: number, b: number, k: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += power(a, i) * power(b, k - i);
  return sum;
}
