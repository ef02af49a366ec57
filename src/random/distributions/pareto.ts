import { object, ParamError, positive } from '../../params.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';
import { exp } from '../exp.ts';
import { inBlocks } from './in-blocks.ts';

interface Params {
  shape: number;
  min?: number;
  mean?: number;
}

export const pareto = distribution<Params>({
  name: 'pareto',
  about: 'Power-law tail, P[X > x] = (min / x)^shape: moments of the shape’s order and above are infinite.',
  source: 'Johnson, Kotz & Balakrishnan 1994, chapter 20; Harchol-Balter 2013, section 20.3',
  params: object({
    shape: positive('tail exponent'),
    min: positive('smallest value').optional(),
    mean: positive('mean, instead of min; shape must be above 1').optional(),
  }),
  examples: [{ shape: 2.5, mean: 1 }, { shape: 1.2, min: 3 }, { shape: 9, min: 1 }, { shape: 0.8, min: 1 }],
  create: (params) => {
    const { shape } = params;
    const min = smallest(params);
    const moment = (k: number) => (k < shape ? (shape / (shape - k)) * power(min, k) : Infinity);
    return {
      name: 'pareto',
      mean: moment(1),
      variance: shape > 2 ? (shape * min ** 2) / ((shape - 1) ** 2 * (shape - 2)) : Infinity,
      support: [min, Infinity],
      atoms: false,
      // Its logarithm is exponential, which reaches further into the tail than a power of a uniform variate.
      sample: inBlocks((stream) => min * exp(stream.exponential() / shape), (stream, values) => {
        stream.exponentials(values);
        for (let i = 0; i < values.length; i++) values[i] = min * exp(values[i] / shape);
      }),
      moment,
      cdf: (x) => (x <= min ? 0 : -Math.expm1(-shape * Math.log(x / min))),
      density: (x) => (x < min ? 0 : (shape / x) * Math.exp(-shape * Math.log(x / min))),
    };
  },
});

function smallest({ shape, min, mean }: Params): number {
  if (min !== undefined && mean === undefined) return min;
  if (mean === undefined || min !== undefined) throw new ParamError('give either min or mean');
  if (shape <= 1) throw new ParamError(`the mean is infinite unless shape is above 1, not ${shape}; give min`, ['mean']);
  return (mean * (shape - 1)) / shape;
}
