import type { Distribution } from '../../model.ts';
import { count, object, positive } from '../../params.ts';
import { stages } from '../transforms.ts';
import { distribution } from './define.ts';
import { gamma } from './gamma.ts';

const MOST_STAGES = 100;

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
  // One gamma variate costs no more than the sum of three stages.
  create: ({ k, mean }): Distribution => ({
    ...gamma.create({ shape: k, mean }),
    name: 'erlang',
    // A matrix of thousands of stages would serve nobody.
    ...(k <= MOST_STAGES && { phases: stages(k, mean) }),
  }),
});
