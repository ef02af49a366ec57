import { Complex } from 'complex.js';
import type { Stream } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { gammaBelow, logGamma } from '../special.ts';
import { distribution } from './define.ts';

export const gamma = distribution({
  name: 'gamma',
  about: 'Squared coefficient of variation 1 / shape: more regular than exponential above shape 1, less below.',
  source: 'Law 2015, section 6.2.2; drawn by Marsaglia & Tsang 2000, "A simple method for generating gamma variables"',
  params: object({ shape: positive('shape; 1 is exponential'), mean: positive('mean') }),
  examples: [
    { shape: 2.5, mean: 1 },
    { shape: 0.5, mean: 3 },
    { shape: 40, mean: 0.1 },
  ],
  create: ({ shape, mean }) => {
    const scale = mean / shape;
    const standard = standardGamma(shape);
    return {
      name: 'gamma',
      mean,
      variance: mean * scale,
      support: [0, Infinity],
      atoms: false,
      sample: (stream) => scale * standard(stream),
      moment: (k) => {
        let product = 1;
        for (let i = 0; i < k; i++) product *= scale * (shape + i);
        return product;
      },
      cdf: (x) => gammaBelow(shape, x / scale),
      density: (x) => (x < 0 ? 0 : x === 0 ? atZero(shape, mean) : density(shape, x / scale) / scale),
      transform: (s) => new Complex(s).mul(scale).add(1).log().mul(-shape).exp(),
    };
  },
});

function density(shape: number, x: number): number {
  return Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape));
}

function atZero(shape: number, mean: number): number {
  if (shape === 1) return 1 / mean;
  return shape < 1 ? Infinity : 0;
}

/** Draws a gamma variate of scale 1. */
function standardGamma(shape: number): (stream: Stream) => number {
  if (shape < 1) {
    const above = standardGamma(shape + 1);
    return (stream) => above(stream) * Math.exp(-stream.exponential() / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return (stream) => {
    for (;;) {
      const x = stream.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      // Products: a power costs more than all the rest of this.
      const v = root * root * root;
      const square = x * x;
      const u = stream.uniform();
      if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
    }
  };
}
