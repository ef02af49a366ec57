import type { Distribution } from '../../model.ts';
import { count, object, positive } from '../../params.ts';
import { distribution } from './define.ts';
import { gamma } from './gamma.ts';

export const erlang = distribution({
  name: 'erlang',
  about: 'The sum of k equal exponential stages: squared coefficient of variation 1 / k.',
  source: 'Kleinrock 1975, section 4.2',
  params: object({ k: count('number of stages'), mean: positive('mean of the sum') }),
  examples: [
    { k: 1, mean: 2 },
    { k: 3, mean: 1 },
    { k: 25, mean: 1 },
  ],
  create: ({ k, mean }): Distribution => {
    const stage = mean / k;
    const whole = gamma.create({ shape: k, mean });
    // Beyond a few stages one gamma variate costs less than their sum.
    if (k > 4) return { ...whole, name: 'erlang' };
    return {
      ...whole,
      name: 'erlang',
      sample: (stream) => {
        let sum = stream.exponential();
        for (let i = 1; i < k; i++) sum += stream.exponential();
        return stage * sum;
      },
    };
  },
});
