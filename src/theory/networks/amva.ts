import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { type ClosedClasses, closedClassesParams, predictionOf } from './closed-classes.ts';
import { closedSharing, closedSplit } from './recognise-closed.ts';
import { schweitzer } from './schweitzer.ts';

export const amva = formula<ClosedClasses>({
  name: 'amva',
  title: 'approximate mean value analysis (Schweitzer–Bard)',
  short: 'mean values, approximate',
  about: 'Closed networks whose populations are too large for the exact recursion: what an arriving job finds is taken to be the full network less its own share.',
  source: 'Schweitzer 1979; Bard 1979; Lazowska, Zahorjan, Graham and Sevcik 1984, chapters 6 and 7',
  kind: 'approximation',
  breadth: 6,
  parts: 'class or station',
  params: () => closedClassesParams,
  equations: [
    'Q_ks(N − e_r) ≈ Q_ks(N) for s ≠ r,  Q_kr(N − e_r) ≈ (N_r−1)/N_r · Q_kr(N)',
    'A_kr = Σ_{s≠r} Q_ks + (N_r−1)/N_r · Q_kr',
    'R_kr = D_kr (1 + A_kr) at a queue,  D_kr at a delay',
    'X_r = N_r / (Z_r + Σ_k R_kr),  Q_kr = X_r R_kr',
    'iterated until nothing changes, from Q_kr = N_r shared evenly among the stations',
  ],
  symbols: {
    N_r: 'customers of class r; e_r is one of them',
    Q_kr: 'jobs of class r at station k',
    A_kr: 'jobs that one of class r finds at station k',
    D_kr: 'demand: service time of a job of class r at station k, all visits together',
    R_kr: 'time of a job of class r at station k, all visits together',
    X_r: 'jobs of class r per time unit',
    Z_r: 'mean think time of class r',
  },
  mistakes: [
    'An approximation: exact for one customer alone, and in the limit of many; in between the throughput is mostly some per cent too low.',
    'It saves time only: where it goes wrong by its assumptions, as with priorities or first come, first served of unequal classes, so does the exact recursion.',
  ],
  create: (params) => predictionOf(params, schweitzer(params)),
  steps(params) {
    const { values, classes = [] } = predictionOf(params, schweitzer(params));
    return [
      ...classes.slice(0, 10).map(({ name, values: one }) => {
        const use = 'utilisation' in one ? `,  U ≈ ${figure(one['utilisation'])}` : '';
        return `${name}: X ≈ ${figure(one['throughput'])},  E[T] ≈ ${figure(one['response'])},  E[N] ≈ ${figure(one['number'])}${use}`;
      }),
      `X ≈ ${figure(values['throughput'])} jobs per time unit,  E[T] ≈ ${figure(values['response'])} time units in all`,
    ];
  },
  recogniseScenario: (scenario) => closedSharing(scenario) ?? closedSplit(scenario),
  examples: [
    {
      params: { stations: [{ demands: [0.5] }, { demands: [0.5] }], classes: [{ population: 3 }] },
      expect: { throughput: 1.5, response: 2, 'station 1 number': 1.5 },
      from: 'by hand: balanced networks without thinking it gets right, A = (N−1)/M',
    },
    {
      params: { stations: [{ name: 'disk', demands: [1] }], classes: [{ population: 2, think: 1 }] },
      // Q = 2R/(1+R) and R = 1 + Q/2, so R² − R − 1 = 0.
      expect: { response: (1 + Math.sqrt(5)) / 2, throughput: 2 / ((3 + Math.sqrt(5)) / 2) },
      from: 'by hand: R = 1 + Q/2, Q = 2R/(1 + R); exact is 1.5',
    },
  ],
});
