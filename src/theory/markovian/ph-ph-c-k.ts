import type { Distribution } from '../../model.ts';
import { count, object, ParamError } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { speedParam } from '../station-params.ts';
import { renewal } from './phased-input.ts';
import type { PhasedStation } from './phased-states.ts';
import { phasedLoss } from './phased-station.ts';
import { phasedLossPrediction, phasedRenewal } from './phased-values.ts';

interface Params {
  readonly gap: Distribution;
  readonly size: Distribution;
  readonly servers: number;
  readonly capacity: number;
  readonly speed: number;
}

export const phPhCK = formula<Params>({
  name: 'ph-ph-c-k',
  title: 'Ph/Ph/c/K',
  about: 'Several slots, room for K jobs in all, a job that finds K there is lost; gaps and sizes that are sums and mixtures of exponential phases, first come first served.',
  source: 'Neuts 1981, "Matrix-geometric solutions in stochastic models"; elimination: Grassmann, Taksar and Heyman 1985',
  kind: 'exact',
  breadth: 6,
  params: () => object({
    gap: distributionParam('time between arrivals, lost ones included, of phase type'),
    size: distributionParam('size, in time units on a node of speed 1, of phase type'),
    servers: count('number of slots c').default(1).describe('number of slots c'),
    capacity: count('most jobs in the system, K: in service and waiting'),
    speed: speedParam,
  }),
  equations: [
    'state: n ≤ K jobs, the phase i of the gap, and k_j of the min(n, c) busy slots in phase j of their service',
    'p is the stationary distribution of this finite Markov chain; t_i is the rate at which the gap ends in phase i',
    'λ = 1/E[gap]',
    'P[loss] = Σ p(K, i, k) t_i / λ',
    'throughput = λ(1 − P[loss]),  utilisation = throughput · E[S]/c',
    'E[Q] = Σ (n−c)⁺ p(n, i, k)',
    'E[W] = E[Q]/throughput,  E[T] = E[W] + E[S]   (of the jobs that are served)',
    'P[wait] = Σ_{c ≤ n < K} p(n, i, k) t_i / throughput',
  ],
  symbols: {
    c: 'number of slots',
    K: 'most jobs in the system, in service and waiting',
    S: 'service time: size / speed',
    λ: 'arrival rate, jobs per time unit, lost ones included',
    p: 'fraction of time in each state',
    'x⁺': 'x where it is positive, otherwise 0',
    Q: 'jobs that wait',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
  },
  mistakes: [
    'The loss is p(K), the fraction of time that the system is full, only for Poisson arrivals.',
    'K counts the jobs in service too: the queue holds K − c.',
    'Of the sizes only the mean matters where nobody waits (K = c) and arrivals are Poisson; with room to wait, or with other gaps, the rest matters too.',
    'There is no condition λE[S] < c: what is too much is lost.',
  ],
  create(params) {
    const station = stationOf(params);
    return phasedLossPrediction(station, params.capacity, phasedLoss(station, params.capacity));
  },
  steps(params) {
    const station = stationOf(params);
    const { input, service } = station;
    const { queue, loss, served, wait } = phasedLoss(station, params.capacity);
    const throughput = input.rate * served;
    return [
      `λ = 1/${figure(1 / input.rate)} = ${figure(input.rate)} jobs per time unit`,
      `P[loss] = ${figure(loss)},  P[wait] = ${figure(wait)}`,
      `throughput = ${figure(input.rate)} · (1 − ${figure(loss)}) = ${figure(throughput)} jobs per time unit`,
      `E[Q] = ${figure(queue)} jobs,  E[W] = ${figure(queue)}/${figure(throughput)} = ${figure(queue / throughput)} time units`,
      `E[T] = ${figure(queue / throughput)} + ${figure(service.mean)} = ${figure(queue / throughput + service.mean)} time units`,
    ];
  },
  recognise(station) {
    const { slots, capacity } = station;
    const found = phasedRenewal(station);
    if (!found || capacity === Infinity) return undefined;
    // Erlang B does not depend on the sizes but by their mean.
    if (found.gap.name === 'exponential' && capacity <= slots) return undefined;
    return { ...found, servers: Math.min(slots, capacity), capacity };
  },
  examples: [
    {
      params: { gap: { exponential: { mean: 1 } }, size: { erlang: { k: 2, mean: 3 } }, servers: 2, capacity: 2 },
      expect: { loss: 4.5 / 8.5, number: 3 * (4 / 8.5), waiting: 0, 'P[wait]': 0 },
      from: 'by hand: M/G/2/2 is Erlang B, whatever the sizes',
    },
    {
      params: { gap: { erlang: { k: 2, mean: 1 } }, size: { exponential: { mean: 1 } }, capacity: 1 },
      expect: { loss: 4 / 9, throughput: 5 / 9, utilisation: 5 / 9 },
      from: 'by hand: the slot is still busy when the next gap has ended with probability E[e^(−gap)] = (2/3)²',
    },
  ],
});

function stationOf({ gap, size, servers, capacity, speed }: Params): PhasedStation {
  if (capacity < servers) throw new ParamError(`capacity ${capacity} is less than the ${servers} slots, which it includes`, ['capacity']);
  return { input: renewal(gap), service: scaled(size, 1 / speed), servers };
}
