import { Complex } from 'complex.js';
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
    sample: inBlocks((stream) => mean * stream.exponential(), (stream, values) => stream.exponentials(values, mean)),
    moment: (k) => factorial(k) * power(mean, k),
    cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    density: (x) => (x < 0 ? 0 : Math.exp(-x / mean) / mean),
    transform: (s) => new Complex(s).mul(mean).add(1).inverse(),
    phases: { initial: [1], generator: [[-1 / mean]] },
  }),
});

function factorial(k: number): number {
  let product = 1;
  for (let i = 2; i <= k; i++) product *= i;
  return product;
}
