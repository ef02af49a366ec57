import { object, positive } from '../../params.ts';
import { exp } from '../exp.ts';
import { normalBelow } from '../special.ts';
import { distribution } from './define.ts';

export const lognormal = distribution({
  name: 'lognormal',
  about: 'The exponential of a normal variate: many factors multiplied; a heavy tail with all moments.',
  source: 'Johnson, Kotz & Balakrishnan 1994, chapter 14',
  params: object({ mean: positive('mean'), scv: positive('squared coefficient of variation') }),
  examples: [
    { mean: 1, scv: 0.25 },
    { mean: 5, scv: 4 },
  ],
  create: ({ mean, scv }) => {
    const s2 = Math.log1p(scv);
    const s = Math.sqrt(s2);
    const mu = Math.log(mean) - s2 / 2;
    const standardised = (x: number) => (Math.log(x) - mu) / s;
    return {
      name: 'lognormal',
      mean,
      variance: scv * mean ** 2,
      support: [0, Infinity],
      atoms: false,
      sample: (stream) => exp(mu + s * stream.normal()),
      moment: (k) => Math.exp(k * mu + (k * k * s2) / 2),
      cdf: (x) => (x <= 0 ? 0 : normalBelow(standardised(x))),
      density: (x) => (x <= 0 ? 0 : Math.exp(-0.5 * standardised(x) ** 2) / (x * s * Math.sqrt(2 * Math.PI))),
    };
  },
});
