import type { Distribution } from '../../model.ts';
import { count, object } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { speedParam } from '../station-params.ts';
import { renewal } from './phased-input.ts';
import type { PhasedStation } from './phased-states.ts';
import { phasedQueue } from './phased-station.ts';
import { phasedPrediction, phasedRenewal } from './phased-values.ts';

interface Params {
  readonly gap: Distribution;
  readonly size: Distribution;
  readonly servers: number;
  readonly speed: number;
}

export const phPhC = formula<Params>({
  name: 'ph-ph-c',
  title: 'Ph/Ph/c',
  about: 'Several slots and one queue, gaps and sizes that are sums and mixtures of exponential phases (M/E_k/c, M/H₂/c, E_k/M/c, …), unlimited room, first come first served.',
  source: 'Neuts 1981, "Matrix-geometric solutions in stochastic models", chapters 3 and 4; tables: Hillier and Yu 1981, "Queueing tables and graphs"',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    gap: distributionParam('time between arrivals, of phase type'),
    size: distributionParam('size, in time units on a node of speed 1, of phase type'),
    servers: count('number of slots c'),
    speed: speedParam,
  }),
  equations: [
    'state: n jobs, the phase i of the gap, and k_j of the min(n, c) busy slots in phase j of their service',
    'ρ = E[S] / (c E[gap])',
    'for n ≥ c the same rates on every level: A₀ (arrival), A₁ (phases change), A₂ (departure, and the next job starts)',
    'R is the least solution of  A₀ + R A₁ + R² A₂ = 0',
    'π(n) = π(c) R^(n−c)  for n ≥ c;  π(n) = π(n−1) R(n−1) below, level by level;  Σ π(n) 1 = 1',
    'E[Q] = Σ_{n > c} (n−c) π(n) 1 = π(c) R (I−R)^−2 1',
    'E[W] = E[Q] E[gap],  E[T] = E[W] + E[S],  E[N] = E[Q] + cρ',
    'P[wait] = E[gap] Σ_{n ≥ c} π(n) t, with t the rates at which the gap ends',
  ],
  symbols: {
    c: 'number of slots',
    S: 'service time: size / speed',
    ρ: 'load per slot',
    'π(n)': 'row of probabilities: n jobs in the system, by phases',
    'R, R(n)': 'expected visits to phases one level up between two to a level',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'The wait in M/G/c depends on more than two moments of the sizes; the usual (1+C²)/2 times that of M/M/c is an approximation.',
    'The number of phases grows like a binomial coefficient in c, not like a power of the phases of one service: slots in the same phase are alike.',
    'Utilisation does not need any of this: it is ρ for every distribution.',
  ],
  create(params) {
    const station = stationOf(params);
    return phasedPrediction(station, phasedQueue(station));
  },
  steps(params) {
    const station = stationOf(params);
    const { input, service, servers } = station;
    const { queue, wait } = phasedQueue(station);
    const gap = 1 / input.rate;
    return [
      `ρ = ${figure(service.mean)} / (${servers} · ${figure(gap)}) = ${figure(service.mean / gap / servers)}`,
      `E[Q] = ${figure(queue)} jobs,  P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(queue)} · ${figure(gap)} = ${figure(queue * gap)} time units`,
      `E[T] = ${figure(queue * gap)} + ${figure(service.mean)} = ${figure(queue * gap + service.mean)} time units`,
      `E[N] = ${figure(queue)} + ${servers} · ${figure(service.mean / gap / servers)} = ${figure(queue + service.mean / gap)} jobs`,
    ];
  },
  recognise(station) {
    const found = phasedRenewal(station);
    if (!found || station.slots < 2 || station.slots === Infinity || station.capacity < Infinity) return undefined;
    return { ...found, servers: station.slots };
  },
  examples: [
    {
      params: { gap: { exponential: { mean: 1 } }, size: { exponential: { mean: 1 } }, servers: 2 },
      expect: { waiting: 1 / 3, number: 4 / 3, 'P[wait]': 1 / 3 },
      from: 'by hand: M/M/2',
    },
  ],
});

function stationOf({ gap, size, servers, speed }: Params): PhasedStation {
  const station = { input: renewal(gap), service: scaled(size, 1 / speed), servers };
  refuseOverload((station.input.rate * station.service.mean) / servers, 'E[S]/(c E[gap])');
  return station;
}
