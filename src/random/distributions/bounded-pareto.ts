import type { Stream } from '../../model.ts';
import { object, ParamError, positive } from '../../params.ts';
import { distribution } from './define.ts';
import { inBlocks } from './in-blocks.ts';
import { power } from '../../power.ts';
import { exp } from '../exp.ts';

export const boundedPareto = distribution({
  name: 'bounded-pareto',
  alsoKnownAs: ['truncated-pareto'],
  about: 'A power law between two bounds: job sizes over many decades, most of the work in the few largest.',
  source: 'Harchol-Balter 2013, section 20.4; Crovella, Harchol-Balter & Murta 1998',
  params: object({
    shape: positive('tail exponent'),
    min: positive('smallest value'),
    max: positive('largest value'),
  }),
  examples: [
    { shape: 1.5, min: 0.01, max: 1e8 },
    { shape: 1, min: 1, max: 1e3 },
    { shape: 2, min: 1, max: 1e4 },
    { shape: 0.2, min: 1, max: 3 },
    { shape: 0.7, min: 1, max: 10 },
  ],
  create: ({ shape, min, max }) => {
    if (min >= max) throw new ParamError(`min must be below max, ${max}, not ${min}`, ['min']);
    const decades = Math.log(max / min);
    /** P[unbounded Pareto ≤ max]. */
    const below = -Math.expm1(-shape * decades);
    const moment = (k: number) => power(min, k) * (shape / below) * integral(k - shape, decades);
    const end = shape * decades;
    const within = truncated(end);
    const value = (exponent: number) => Math.min(max, min * exp(exponent / shape));
    const single = (stream: Stream) => value(within(stream));
    return {
      name: 'bounded-pareto',
      mean: moment(1),
      variance: Math.max(0, moment(2) - moment(1) ** 2),
      support: [min, max],
      atoms: false,
      sample: end < 1 ? single : inBlocks(single, (stream, values) => {
        fillTruncated(stream, end, values);
        for (let i = 0; i < values.length; i++) values[i] = value(values[i]);
      }),
      moment,
      cdf: (x) => (x <= min ? 0 : x >= max ? 1 : -Math.expm1(-shape * Math.log(x / min)) / below),
      density: (x) => (x < min || x > max ? 0 : (shape / x) * (Math.exp(-shape * Math.log(x / min)) / below)),
    };
  },
});

/** ∫ exp(a y) dy from 0 to `end`; a = 0 is the case of a moment of the shape's order. */
function integral(a: number, end: number): number {
  return a === 0 ? end : Math.expm1(a * end) / a;
}

/** Draws an exponential variate with mean 1, given that it is below `end`. */
function truncated(end: number): (stream: Stream) => number {
  if (end < 1) {
    const below = -Math.expm1(-end);
    return (stream) => -Math.log1p(-below * stream.uniform());
  }
  // Inversion would leave the far end of a wide range to a handful of doubles; rejection keeps it fine.
  return (stream) => {
    let x = stream.exponential();
    while (x > end) x = stream.exponential();
    return x;
  };
}

/** Exponential variates of mean 1 that are not above `end`, by rejection, in every place. */
function fillTruncated(stream: Stream, end: number, values: Float64Array): void {
  stream.exponentials(values);
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x <= end) values[kept++] = x;
  }
  while (kept < values.length) {
    const x = stream.exponential();
    if (x <= end) values[kept++] = x;
  }
}
