import type { Prediction } from '../../prediction.ts';
import { ParamError } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { checked, type ClosedClasses, closedClassesParams, predictionOf } from './closed-classes.ts';
import { meanValueAnalysis } from './mean-value-analysis.ts';
import { closedSplit } from './recognise-closed.ts';

/** Numbers that the recursion may keep, and steps up to which it takes a fraction of a second. */
const [ROOM, AFFORDABLE] = [1e7, 1e7];

export const mva = formula<ClosedClasses>({
  name: 'mva',
  alsoKnownAs: ['mean-value-analysis'],
  title: 'mean value analysis of a closed network',
  short: 'mean value analysis',
  about:
    'Customers of several classes, each of whom thinks and sends a job round single-slot stations and delays. ' +
    'Exact for processor sharing with any sizes, and for first come, first served with exponential ones of one mean for all classes at a station.',
  source: 'Reiser and Lavenberg 1980, Journal of the ACM 27; product form: Baskett, Chandy, Muntz and Palacios 1975, Journal of the ACM 22',
  kind: 'exact',
  breadth: 5,
  parts: 'class or station',
  params: () => closedClassesParams,
  equations: [
    'R_kr(n) = D_kr (1 + Q_k(n − e_r)) at a queue,  D_kr at a delay   (arrival theorem)',
    'X_r(n) = n_r / (Z_r + Σ_k R_kr(n))   (Little’s law for a customer’s cycle)',
    'Q_k(n) = Σ_r X_r(n) R_kr(n)   (Little’s law for a station)',
    'from Q_k(0) = 0 through all n ≤ N',
    'E[T_r] = Σ_k R_kr(N),  E[W_r] = E[T_r] − Σ_k D_kr,  U_k = Σ_r X_r D_kr',
  ],
  symbols: {
    n: 'customers of each class; e_r is one of class r, N are all',
    'D_kr': 'demand: service time of a job of class r at station k, all visits together',
    'R_kr': 'time of a job of class r at station k, all visits together',
    'Q_k': 'jobs at station k',
    'X_r': 'jobs of class r per time unit',
    'Z_r': 'mean think time of class r, of any distribution',
    'U_k': 'utilisation of station k',
    'T_r': 'response of a job of class r: thinking left out',
  },
  mistakes: [
    'An arriving job sees the network with one customer of its class fewer, n − e_r, not n: otherwise the response comes out too long.',
    'Demand is visits times mean service time; a service time alone is right only where a job comes once.',
    'First come, first served with different means by class, or with sizes that are not exponential, has no product form: there this is an approximation.',
  ],
  create: (params) => solve(params),
  steps(params) {
    const { values, classes = [] } = solve(params);
    return [
      ...classes.slice(0, 10).map(({ name, values: one }) => {
        const use = 'utilisation' in one ? `,  U = ${figure(one['utilisation'])}` : '';
        return `${name}: X = ${figure(one['throughput'])},  E[T] = ${figure(one['response'])},  E[N] = ${figure(one['number'])}${use}`;
      }),
      `X = ${figure(values['throughput'])} jobs per time unit,  E[T] = ${figure(values['response'])} time units in all`,
    ];
  },
  recogniseScenario: closedSplit,
  examples: [
    {
      params: { stations: [{ name: 'cpu', demands: [0.5] }, { name: 'disk', demands: [0.5] }], classes: [{ population: 3 }] },
      expect: { throughput: 1.5, response: 2, 'cpu number': 1.5, 'disk utilisation': 0.75 },
      from: 'by hand: a balanced network, X = N/(N+M−1)/D',
    },
    {
      params: { stations: [{ name: 'cpu', demands: [1, 2] }], classes: [{ name: 'a', population: 1, think: 1 }, { name: 'b', population: 1 }] },
      expect: { 'a throughput': 1 / 3, 'b throughput': 1 / 3, 'a response': 2, 'b response': 3, 'cpu utilisation': 1, 'cpu number': 5 / 3 },
      from: 'by hand: Q(1, 0) = 1/2 and Q(0, 1) = 1, so the responses are 1 · (1 + 1) and 2 · (1 + 1/2)',
    },
  ],
});

function solve(params: ClosedClasses): Prediction {
  checked(params);
  const vectors = params.classes.reduce((product, { population }) => product * (population + 1), 1);
  if (vectors * params.stations.length > ROOM || vectors * params.stations.length * params.classes.length > AFFORDABLE) {
    throw new ParamError(`${vectors} populations, of every class up to its own, are more than exact mean value analysis goes through; see amva`, ['classes']);
  }
  return predictionOf(params, meanValueAnalysis(params));
}
