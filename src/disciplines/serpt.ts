import { count, object } from '../params.ts';
import { lifeTables, orderedByAge } from './by-age.ts';
import { discipline } from './define.ts';
import { residualLife } from './residual-life.ts';

export const serpt = discipline({
  name: 'serpt',
  alsoKnownAs: ['shortest-expected-remaining-processing-time'],
  about: 'Shortest expected remaining processing time, preemptive: what is to be expected of a task of its age and class.',
  source: 'Scully, Harchol-Balter and Scheller-Wolf 2020, "Simple near-optimal scheduling for the M/G/1"',
  needs: ['age', 'workload', 'preempt'],
  cost: 'O(log n) for n waiting, in each of about `resolution` turns of a task',
  params: object({
    resolution: count('steps of age in which about one task in so many ends; more are finer and slower', 1e4).default(20),
  }),
  examples: [{ resolution: 20 }],
  create: ({ resolution }, setup) => orderedByAge(lifeTables(setup, resolution), (table) => residualLife(table, resolution)),
});
