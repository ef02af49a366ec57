import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { count, nonNegative, object, ParamError } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { speedParam } from '../station-params.ts';
import { modulated } from './phased-input.ts';
import type { PhasedStation } from './phased-states.ts';
import { phasedLoss } from './phased-station.ts';
import { modulatedSource, phasedLossPrediction } from './phased-values.ts';

interface Params {
  readonly rates: readonly number[];
  readonly switching: readonly (readonly number[])[];
  readonly size: Distribution;
  readonly servers: number;
  readonly capacity: number;
  readonly speed: number;
}

export const mmppPhCK = formula<Params>({
  name: 'mmpp-ph-c-k',
  title: 'MMPP/Ph/c/K',
  about: 'Poisson arrivals at a rate that a Markov chain switches (bursts), sizes of phase type (exponential ones too), room for K jobs in all: a job that finds K there is lost; first come first served.',
  source: 'Fischer and Meier-Hellstern 1993, "The Markov-modulated Poisson process cookbook"; elimination: Grassmann, Taksar and Heyman 1985',
  kind: 'exact',
  breadth: 6,
  params: () => object({
    rates: z.array(nonNegative('jobs per time unit')).min(1).describe('arrival rate in each phase, lost jobs included'),
    switching: z.array(z.array(z.number())).min(1).describe('rates of switching from each phase to each, row by row; rows sum to 0'),
    size: distributionParam('size, in time units on a node of speed 1, of phase type'),
    servers: count('number of slots c').default(1).describe('number of slots c'),
    capacity: count('most jobs in the system, K: in service and waiting'),
    speed: speedParam,
  }),
  equations: [
    'state: n ≤ K jobs, the phase i of the arrivals, and k_j of the min(n, c) busy slots in phase j of their service',
    'p is the stationary distribution of this finite Markov chain',
    'λ = Σ p(n, i, k) λ_i',
    'P[loss] = Σ p(K, i, k) λ_i / λ',
    'throughput = λ(1 − P[loss]),  utilisation = throughput · E[S]/c',
    'E[Q] = Σ (n−c)⁺ p(n, i, k)',
    'E[W] = E[Q]/throughput,  E[T] = E[W] + E[S]   (of the jobs that are served)',
    'P[wait] = Σ_{c ≤ n < K} p(n, i, k) λ_i / throughput',
  ],
  symbols: {
    'λ_i, λ': 'arrival rate in phase i, and in the long run; jobs per time unit, lost ones included',
    c: 'number of slots',
    K: 'most jobs in the system, in service and waiting',
    S: 'service time: size / speed',
    p: 'fraction of time in each state',
    'x⁺': 'x where it is positive, otherwise 0',
    Q: 'jobs that wait',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'The loss is not the fraction of time that the system is full: while it is full, more jobs come than usual.',
    'More room helps little against bursts that last long: what is too much while a burst lasts is lost all the same.',
    'K counts the jobs in service too: the queue holds K − c.',
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
      `λ = ${figure(input.rate)} jobs per time unit`,
      `P[loss] = ${figure(loss)},  P[wait] = ${figure(wait)}`,
      `throughput = ${figure(input.rate)} · (1 − ${figure(loss)}) = ${figure(throughput)} jobs per time unit`,
      `E[Q] = ${figure(queue)} jobs,  E[W] = ${figure(queue)}/${figure(throughput)} = ${figure(queue / throughput)} time units`,
      `E[T] = ${figure(queue / throughput)} + ${figure(service.mean)} = ${figure(queue / throughput + service.mean)} time units`,
    ];
  },
  recognise(station) {
    const found = modulatedSource(station);
    const { slots, capacity } = station;
    return found && capacity < Infinity ? { ...found, servers: Math.min(slots, capacity), capacity } : undefined;
  },
  examples: [
    {
      params: { rates: [2, 0], switching: [[-1, 1], [1, -1]], size: { exponential: { mean: 1 } }, capacity: 1 },
      expect: { loss: 4 / 7, throughput: 3 / 7, waiting: 0, slowdown: 1 },
      from: 'by hand: renewal arrivals at one slot without room are lost with probability E[e^(−gap)] = 2(s+1)/(s² + 4s + 2) at s = 1',
    },
    {
      params: { rates: [1, 1], switching: [[-1, 1], [2, -2]], size: { exponential: { mean: 1 } }, capacity: 4 },
      expect: { loss: 0.2, number: 2, response: 2.5 },
      from: 'by hand: equal rates make it M/M/1/4, at load 1 uniform on 0 … K',
    },
  ],
});

function stationOf({ rates, switching, size, servers, capacity, speed }: Params): PhasedStation {
  if (capacity < servers) throw new ParamError(`capacity ${capacity} is less than the ${servers} slots, which it includes`, ['capacity']);
  return { input: modulated(rates, switching), service: scaled(size, 1 / speed), servers };
}
