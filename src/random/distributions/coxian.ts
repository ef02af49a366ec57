import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { object, ParamError, positive, probability } from '../../params.ts';
import { distribution } from './define.ts';
import { phaseType } from './phase-type.ts';

export const coxian = distribution({
  name: 'coxian',
  alsoKnownAs: ['cox'],
  about: 'Exponential phases in a row; after each it goes on with some probability, or ends.',
  source: 'Cox 1955; Harchol-Balter 2013, section 21.1',
  params: object({
    rates: z.array(positive('rate')).min(1).describe('rate of each phase'),
    'continue-probabilities': z.array(probability('probability')).describe('of going on after each phase but the last'),
  }),
  examples: [
    { rates: [2, 0.5], 'continue-probabilities': [0.3] },
    { rates: [1, 2, 3], 'continue-probabilities': [0.9, 0.5] },
  ],
  create: ({ rates, 'continue-probabilities': goOn }): Distribution => {
    if (goOn.length !== rates.length - 1) {
      throw new ParamError(`needs one probability for each of the ${rates.length} phases but the last`, ['continue-probabilities']);
    }
    const generator = rates.map((rate, i) => rates.map((_, j) => (j === i ? -rate : j === i + 1 ? rate * goOn[i] : 0)));
    return { ...phaseType.create({ initial: rates.map((_, i) => (i === 0 ? 1 : 0)), generator }), name: 'coxian' };
  },
});
