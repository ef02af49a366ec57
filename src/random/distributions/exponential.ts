import { Complex } from 'complex.js';
import type { Stream } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { distribution } from './define.ts';
import { inBlocks } from './in-blocks.ts';
import { power } from '../../power.ts';

export const exponential = distribution({
  name: 'exponential',
  alsoKnownAs: ['exp', 'markovian'],
  about: 'Memoryless: whatever has passed, as much is still to come.',
  source: 'Harchol-Balter 2013, section 11.2',
  params: object({ mean: positive('mean') }),
  examples: [{ mean: 1 }, { mean: 0.25 }],
  create: ({ mean }) => ({
    name: 'exponential',
    mean,
    variance: mean ** 2,
    support: [0, Infinity],
    atoms: false,
    sample: inBlocks((stream) => mean * stream.exponential(), (stream, values) => scaledExponentials(stream, mean, values)),
    moment: (k) => factorial(k) * power(mean, k),
    cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    density: (x) => (x < 0 ? 0 : Math.exp(-x / mean) / mean),
    transform: (s) => new Complex(s).mul(mean).add(1).inverse(),
    phases: { initial: [1], generator: [[-1 / mean]] },
  }),
});

/** Exponential variates of that mean in every place. */
export function scaledExponentials(stream: Stream, mean: number, values: Float64Array): void {
  stream.exponentials(values);
  for (let i = 0; i < values.length; i++) values[i] *= mean;
}

function factorial(k: number): number {
  let product = 1;
  for (let i = 2; i <= k; i++) product *= i;
  return product;
}
