import { Complex } from 'complex.js';
import { z } from 'zod';
import type { Masses } from '../../model.ts';
import { object } from '../../params.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

/** Of greater means the values that matter would be too many to list. */
const MOST_LISTED = 1000;

export const geometric = distribution({
  name: 'geometric',
  about: 'Tosses until the first success, 1 or more: the memoryless distribution of whole numbers, such as batch sizes.',
  source: 'Harchol-Balter 2013, section 3.5',
  params: object({ mean: z.number().min(1).max(1e12).describe('mean, 1 or more; the chance of success is 1 / mean') }),
  examples: [{ mean: 3 }, { mean: 1 }, { mean: 1.25 }],
  create: ({ mean }) => {
    const success = 1 / mean;
    const failure = (mean - 1) / mean;
    /** −ln of the chance of failure: the rate of the exponential variate that rounds up to this one. */
    const rate = -Math.log1p(-success);
    return {
      name: 'geometric',
      mean,
      variance: mean * (mean - 1),
      support: [1, mean === 1 ? 1 : Infinity],
      atoms: true,
      sample: (stream) => 1 + Math.floor(stream.exponential() / rate),
      moment: (k) => moment(k, mean),
      cdf: (x) => (x < 1 ? 0 : -Math.expm1(-rate * Math.floor(x))),
      ...(mean <= MOST_LISTED && { masses: () => listed(mean, rate) }),
      transform: (s) => {
        const step = new Complex(s).neg().exp();
        return step.mul(success).div(step.mul(-failure).add(1));
      },
    };
  },
});

/** Every value but for a chance of 1e-20 that it is beyond the last. */
function listed(mean: number, rate: number): Masses {
  const values = Float64Array.from({ length: 1 + Math.ceil(46 / rate) }, (_, i) => i + 1);
  return { values, probabilities: values.map((value) => power((mean - 1) / mean, value - 1) / mean) };
}

/** Σ S(k, j) E[X (X − 1) … (X − j + 1)], with Stirling numbers of the second kind and E[…] = j! (mean − 1)^(j−1) mean. */
function moment(k: number, mean: number): number {
  let stirling = [1];
  for (let n = 1; n <= k; n++) stirling = Array.from({ length: n + 1 }, (_, j) => (stirling[j - 1] ?? 0) + j * (stirling[j] ?? 0));
  let sum = 0;
  let factorial = 1;
  for (let j = 1; j <= k; j++) {
    factorial *= j;
    sum += stirling[j] * factorial * power(mean - 1, j - 1) * mean;
  }
  return sum;
}
