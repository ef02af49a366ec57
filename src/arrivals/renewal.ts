import type { Distribution } from '../model.ts';
import { object, ParamError } from '../params.ts';
import { distributionParam } from '../random/distributions/param.ts';
import { erlang } from '../random/distributions/erlang.ts';
import { hyperexponential } from '../random/distributions/hyperexponential.ts';
import { scaled } from '../random/distributions/scaled.ts';
import { arrivals } from './define.ts';

export const renewal = arrivals({
  name: 'renewal',
  alsoKnownAs: ['gi'],
  about: 'Independent gaps of any distribution; a rate, where given, stretches them.',
  source: 'Cox 1962, "Renewal theory"; Kleinrock 1975, section 5.1',
  rate: 'optional',
  size: 'required',
  params: object({ gap: distributionParam('time from one job to the next') }),
  examples: [
    { params: { gap: erlang.create({ k: 4, mean: 0.5 }) } },
    { params: { gap: hyperexponential.create({ mean: 1, scv: 3 }) }, rate: 4 },
  ],
  create: ({ gap: given }, { rate }) => {
    const gap = withRate(given, rate, 'gap');
    return {
      name: 'renewal',
      mechanism: 'open',
      rate: 1 / gap.mean,
      gap,
      begin: (stream) => ({ next: () => gap.sample(stream) }),
    };
  },
});

/** The gaps stretched so that `rate` of them end per time unit. Throws a ParamError at `key` where their mean is 0 or infinite. */
export function withRate(gap: Distribution, rate: number | undefined, key: string): Distribution {
  if (!(gap.mean > 0 && gap.mean < Infinity)) throw new ParamError(`its mean must be positive and finite, not ${gap.mean}`, [key]);
  return rate === undefined ? gap : scaled(gap, 1 / (rate * gap.mean));
}
