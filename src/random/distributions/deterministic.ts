import { Complex } from 'complex.js';
import { nonNegative, object } from '../../params.ts';
import { distribution } from './define.ts';
import { power } from '../../power.ts';

export const deterministic = distribution({
  name: 'deterministic',
  alsoKnownAs: ['constant', 'fixed'],
  about: 'Always the same value.',
  source: 'Kleinrock 1975, section 1.2 (the D of M/D/1)',
  params: object({ value: nonNegative('the value') }),
  examples: [{ value: 1 }, { value: 0.4 }],
  create: ({ value }) => ({
    name: 'deterministic',
    mean: value,
    variance: 0,
    support: [value, value],
    atoms: true,
    sample: () => value,
    moment: (k) => power(value, k),
    cdf: (x) => (x < value ? 0 : 1),
    masses: () => ({ values: [value], probabilities: [1] }),
    transform: (s) => new Complex(s).mul(-value).exp(),
  }),
});
