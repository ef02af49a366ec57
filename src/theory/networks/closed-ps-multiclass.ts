import { z } from 'zod';
import type { Scenario } from '../../scenario.ts';
import type { Prediction } from '../../prediction.ts';
import { count, nonNegative, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import type { ClosedClass } from './closed-classes.ts';
import { mva } from './mva.ts';
import { closedSharing } from './recognise-closed.ts';
import { MOST, nameParam } from './stations.ts';

interface SharingClass extends ClosedClass {
  /** Mean size over speed. */
  readonly service: number;
}

interface Params {
  readonly classes: readonly SharingClass[];
}

export const closedPsMulticlass = formula<Params>({
  name: 'closed-ps-multiclass',
  title: 'closed classes sharing one slot',
  short: 'closed classes, one slot',
  about: 'Customers of several classes who think, and send their jobs to one slot that all share equally. Sizes and think times of any distributions: only their means matter.',
  source: 'Baskett, Chandy, Muntz and Palacios 1975, Journal of the ACM 22; Reiser and Lavenberg 1980, Journal of the ACM 27',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    classes: z
      .array(
        object({
          name: nameParam,
          population: count('number of customers'),
          think: nonNegative('mean think time Z').default(0).describe('mean think time Z'),
          service: positive('mean service time D: mean size / speed'),
        }),
      )
      .min(1)
      .max(MOST)
      .describe('classes, each of them { population, think, service, name }'),
  }),
  equations: [
    'R_r(n) = D_r (1 + Q(n − e_r))   (arrival theorem)',
    'X_r(n) = n_r / (Z_r + R_r(n))',
    'Q(n) = Σ_r X_r(n) R_r(n),  from Q(0) = 0 through all n ≤ N',
    'E[T_r] = R_r(N),  E[W_r] = E[T_r] − D_r,  E[N_r] = X_r E[T_r]',
    'U = Σ_r X_r D_r',
  ],
  symbols: {
    n: 'customers of each class; e_r is one of class r, N are all',
    D_r: 'mean service time of class r: size / speed',
    Z_r: 'mean think time of class r',
    R_r: 'response of class r with so many customers',
    X_r: 'jobs of class r per time unit',
    Q: 'jobs at the slot',
    U: 'utilisation',
  },
  mistakes: [
    'Under first come, first served the distributions do matter, and classes of different means have no such formula.',
    'A job does not see the shares of all N customers but those of the others: n − e_r.',
    'A class with more customers does not slow the slot but the others: the work done per time unit is 1 as long as anybody is there.',
  ],
  create: (params) => solve(params),
  steps(params) {
    const { values, classes = [] } = solve(params);
    return [
      ...classes.slice(0, 10).map(({ name, values: one }) => `${name}: X = ${figure(one['throughput'])},  E[T] = ${figure(one['response'])},  E[N] = ${figure(one['number'])}`),
      `U = ${figure(values['utilisation'])}`,
      `E[T] = ${figure(values['number'])}/${figure(values['throughput'])} = ${figure(values['response'])} time units, a job of any class`,
    ];
  },
  recogniseScenario(scenario: Scenario): Params | undefined {
    const found = closedSharing(scenario);
    return found && { classes: found.classes.map((one, r) => ({ ...one, service: found.stations[0].demands[r] })) };
  },
  examples: [
    {
      params: { classes: [{ name: 'a', population: 1, think: 1, service: 1 }, { name: 'b', population: 1, think: 1, service: 2 }] },
      expect: { 'a response': 5 / 3, 'b response': 3, 'a throughput': 3 / 8, 'b throughput': 1 / 4, utilisation: 7 / 8, number: 11 / 8 },
      from: 'by hand: alone, a is at the slot 1/2 and b 2/3 of the time',
    },
    { params: { classes: [{ population: 2, think: 1, service: 1 }] }, expect: { response: 1.5, throughput: 0.8, utilisation: 0.8 }, from: 'by hand: p = (1, 2, 2)/5' },
  ],
});

function solve({ classes }: Params): Prediction {
  // In brackets, so that no class is likely to share its name.
  const slot = { name: '(slot)', servers: 1, demands: classes.map(({ service }) => service) };
  const all = mva.create({ classes, stations: [slot] });
  return { ...all, classes: all.classes!.slice(0, classes.length) };
}
