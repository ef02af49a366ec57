import { z } from 'zod';
import { nonNegative, object, ParamError, positive } from '../params.ts';
import { arrivals } from './define.ts';

interface Params {
  rates: { for: number; rate: number }[];
  repeat: boolean;
}

export const schedule = arrivals<Params>({
  name: 'schedule',
  alsoKnownAs: ['nhpp', 'time-varying', 'piecewise'],
  about: 'Poisson at a rate that follows a timetable, such as day and night. A rate, where given, scales all rates so that it is their mean.',
  source: 'Law 2015, section 8.6.2; Çınlar 1975 (inversion of the cumulative rate, exact without thinning)',
  rate: 'optional',
  size: 'required',
  params: object({
    rates: z
      .array(object({ for: positive('how long it lasts'), rate: nonNegative('jobs per time unit') }))
      .min(1)
      .describe('rates, one after the other'),
    repeat: z.boolean().default(true).describe('start over at the end; otherwise no job comes after it'),
  }),
  examples: [
    { params: { rates: [{ for: 8, rate: 1 }, { for: 12, rate: 10 }, { for: 4, rate: 0 }], repeat: true } },
    { params: { rates: [{ for: 1, rate: 2 }, { for: 3, rate: 6 }], repeat: true }, rate: 2.5 },
  ],
  create: ({ rates, repeat }, { rate: asked }) => {
    const period = rates.reduce((sum, segment) => sum + segment.for, 0);
    const own = rates.reduce((sum, segment) => sum + segment.for * segment.rate, 0) / period;
    if (own === 0) throw new ParamError('one of them at least must have a rate above 0', ['rates']);
    const factor = asked === undefined ? 1 : asked / own;
    const segments = rates.map((segment) => ({ lasts: segment.for, rate: segment.rate * factor }));
    return {
      name: 'schedule',
      mechanism: 'open',
      /** Of one period; where it does not repeat, of the time that it covers. */
      rate: own * factor,
      ...(repeat ? { period } : { ends: period }),
      begin: (stream) => {
        let index = 0;
        let left = segments[0].lasts;
        return {
          next: () => {
            // The expected number of jobs until the next one is exponential with mean 1; spend it segment by segment.
            let expected = stream.exponential();
            let gap = 0;
            while (index < segments.length) {
              const { rate } = segments[index];
              const inSegment = left * rate;
              if (expected < inSegment) {
                const step = expected / rate;
                left -= step;
                return gap + step;
              }
              expected -= inSegment;
              gap += left;
              index = index + 1 === segments.length && repeat ? 0 : index + 1;
              left = segments[index]?.lasts ?? 0;
            }
            return Infinity;
          },
        };
      },
    };
  },
});
