import { z } from 'zod';
import { count, object } from '../params.ts';
import { lifeTables, orderedByAge } from './by-age.ts';
import { discipline } from './define.ts';
import { gittinsIndex, hazardFalls } from './gittins-index.ts';
import { isSameTable } from './life-table.ts';

export const gittins = discipline({
  name: 'gittins',
  alsoKnownAs: ['gittins-index'],
  about: 'The task of greatest Gittins index, preemptive: on one slot with Poisson arrivals no policy that is told no sizes has a smaller mean response.',
  source: 'Gittins 1979; Sevcik 1974, Journal of the ACM 21 (as smallest rank); Aalto, Ayesta and Righter 2009; Scully, Harchol-Balter and Scheller-Wolf 2018 (SOAP)',
  needs: ['age', 'workload', 'preempt', 'share'],
  cost: 'O(log n) for n waiting, in each of about `resolution` turns of a task',
  params: object({
    weighted: z.boolean().default(false).describe('whether the index is multiplied by the weight of the class: least weighted response'),
    resolution: count('steps of age in which about one task in so many ends; more are finer and slower', 1e4).default(20),
  }),
  examples: [{ weighted: false, resolution: 20 }, { weighted: true, resolution: 5 }],
  create: ({ weighted, resolution }, setup) => {
    const tables = lifeTables(setup, resolution);
    const weights = setup.classes.map(({ weight }) => (weighted ? weight : 1));
    const alike = weights.every((weight) => weight === weights[0]) && tables.every((table) => isSameTable(table, tables[0]));
    if (alike && hazardFalls(tables[0], resolution)) return { mechanism: 'attained' };
    return orderedByAge(tables, (table) => gittinsIndex(table, resolution), weights.map((weight) => 1 / weight));
  },
});
