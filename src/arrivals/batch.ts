import type { Distribution } from '../model.ts';
import { object, ParamError } from '../params.ts';
import { distributionParam } from '../random/distributions/param.ts';
import { discrete } from '../random/distributions/discrete.ts';
import { erlang } from '../random/distributions/erlang.ts';
import { exponential } from '../random/distributions/exponential.ts';
import { geometric } from '../random/distributions/geometric.ts';
import { arrivals } from './define.ts';
import { notWhole } from '../random/distributions/whole.ts';
import { withRate } from './renewal.ts';

interface Params {
  size: Distribution;
  between?: Distribution;
}

export const batch = arrivals<Params>({
  name: 'batch',
  alsoKnownAs: ['bulk'],
  about: 'Jobs come in groups at once; the rate counts jobs, not groups.',
  source: 'Kleinrock 1975, section 4.5 (bulk arrivals)',
  rate: 'required',
  size: 'required',
  params: object({
    size: distributionParam('jobs in a batch: whole numbers, 1 or more'),
    between: distributionParam('time between batches, stretched to meet the rate; exponential unless given').optional(),
  }),
  examples: [
    { params: { size: geometric.create({ mean: 3 }) }, rate: 2 },
    { params: { size: discrete.create({ values: [1, 5], probabilities: [0.75, 0.25] }), between: erlang.create({ k: 2, mean: 1 }) }, rate: 1 },
  ],
  create: ({ size, between }, { rate }) => {
    const broken = notWhole(size);
    if (broken !== undefined) throw new ParamError(`a batch must have a whole number of jobs, 1 or more; ${broken}`, ['size']);
    if (size.mean === Infinity) throw new ParamError('its mean must be finite', ['size']);
    const gap = withRate(between ?? exponential.create({ mean: 1 }), rate! / size.mean, 'between');
    return {
      name: 'batch',
      mechanism: 'open',
      rate: rate!,
      gap,
      batch: size,
      begin: (stream) => {
        let left = 0;
        return {
          next: () => {
            if (left > 0) {
              left--;
              return 0;
            }
            left = size.sample(stream) - 1;
            return gap.sample(stream);
          },
        };
      },
    };
  },
});
