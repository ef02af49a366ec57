import { count, object } from '../params.ts';
import { distributionParam } from '../random/distributions/param.ts';
import { exponential } from '../random/distributions/exponential.ts';
import { arrivals } from './define.ts';

export const closed = arrivals({
  name: 'closed',
  alsoKnownAs: ['interactive'],
  about: 'A fixed number of customers, each of whom thinks, submits a job, and waits for it: the rate follows from the system.',
  source: 'Harchol-Balter 2013, section 2.6 (interactive systems)',
  rate: 'refused',
  size: 'required',
  params: object({
    population: count('number of customers'),
    think: distributionParam('time from the end of one job to the customer’s next'),
  }),
  examples: [{ params: { population: 20, think: exponential.create({ mean: 5 }) } }],
  create: ({ population, think }) => ({ name: 'closed', mechanism: 'closed', population, think }),
});
