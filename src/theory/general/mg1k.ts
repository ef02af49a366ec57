import type { Distribution } from '../../model.ts';
import { count, object, ParamError, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { sameWait } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { speedParam } from '../station-params.ts';
import { stationaryNumber } from './mg1k-states.ts';
import { poissonQueue } from './recognise.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly capacity: number;
  readonly speed: number;
}

/** Beyond this the states take too long. */
const MOST_CAPACITY = 1000;

export const mg1k = formula({
  name: 'mg1k',
  title: 'M/G/1/K',
  about: 'One slot with room for K jobs, the one in service included; who finds it full is lost. Poisson arrivals, any sizes, any order without preemption that ignores sizes.',
  source: 'Keilson 1966, Journal of the Royal Statistical Society B 28; Tijms 2003, A First Course in Stochastic Models, section 9.8',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a node of speed 1'),
    capacity: count('room K, jobs in service and waiting', MOST_CAPACITY),
    speed: speedParam,
  }),
  equations: [
    'A: arrivals during a service,  P[A = k] = E[e^(−λS) (λS)^k/k!]',
    'p_j P[A = 0] = p_0 P[A ≥ j] + Σ_{i=1..j−1} p_i P[A > j−i]   for 1 ≤ j < K',
    'p_K = p_0 E[(A−K+1)⁺] + Σ_{i=1..K−1} p_i E[(A−K+i)⁺],  Σ p_j = 1',
    'loss = p_K,  throughput = λ(1−p_K) = (1−p_0)/E[S]',
    'E[N] = Σ j p_j,  E[Q] = E[N] − (1−p_0)',
    'E[T] = E[N]/throughput,  E[W] = E[Q]/throughput   (of those let in)',
    'loss = (1−ρ)P[N ≥ K] / (1 − ρP[N ≥ K]) with N of M/G/1,  where ρ < 1',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit, those that are lost included',
    S: 'service time: size / speed',
    K: 'room: jobs in service and waiting',
    ρ: 'offered load λE[S]; it may exceed 1',
    p_j: 'fraction of time, and of arrivals, with j jobs in the system',
    W: 'waiting of those let in: response less service time',
    T: 'response of those let in',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'Little’s law takes the rate of those let in, λ(1−p_K), not λ.',
    'The loss depends on more than the mean size, but for K = 1 (Erlang’s loss formula is insensitive, queues are not).',
    'What departing jobs leave behind is not distributed as N here: they never leave K.',
  ],
  create(params) {
    const { lambda, size, capacity, speed } = params;
    const p = solve(params);
    const loss = p[capacity];
    const served = p.subarray(0, capacity).reduce((sum, value) => sum + value, 0);
    const queue = p.reduce((sum, value, j) => sum + Math.max(0, j - 1) * value, 0);
    const throughput = lambda * served;
    const values = byLittle({ throughput, service: size.mean / speed, waiting: queue / throughput, slots: 1 });
    return { values: { ...values, loss }, others: { 'P[wait]': 1 - p[0] / served } };
  },
  steps(params) {
    const { lambda, size, capacity, speed } = params;
    const p = solve(params);
    const service = size.mean / speed;
    const queue = p.reduce((sum, value, j) => sum + Math.max(0, j - 1) * value, 0);
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(lambda * service)}`,
      `p_0 = ${figure(p[0])},  p_${capacity} = ${figure(p[capacity])}`,
      `throughput = ${figure(lambda)} · (1 − ${figure(p[capacity])}) = ${figure(lambda * (1 - p[capacity]))}`,
      `E[Q] = ${figure(queue)} jobs`,
      `E[W] = ${figure(queue)}/${figure(lambda * (1 - p[capacity]))} = ${figure(queue / lambda / (1 - p[capacity]))} time units`,
    ];
  },
  recognise(station): Params | undefined {
    const { slots, capacity } = station;
    if (slots !== 1 || capacity === Infinity || capacity < 2) return undefined;
    const found = poissonQueue(station);
    return found && { lambda: found.lambda, size: found.size, capacity, speed: found.speed };
  },
  ofClass: (_, part, all) => ({ values: sameWait(all, part) }),
  examples: [
    {
      params: { lambda: 1, size: { exponential: { mean: 1 } }, capacity: 4 },
      expect: { loss: 0.2, number: 2, throughput: 0.8, response: 2.5, utilisation: 0.8, 'P[wait]': 0.75 },
      from: 'by hand: with exponential sizes it is M/M/1/K, here with five states equally likely',
    },
    {
      params: { lambda: 1, size: { deterministic: { value: 1 } }, capacity: 2 },
      // p_1 = p_0 (e − 1), p_2 = p_0 (1/e + (e−1)/e) = p_0.
      expect: { loss: 1 / (Math.E + 1), utilisation: Math.E / (Math.E + 1), queue: 1 / (Math.E + 1) },
      from: 'by hand: p_0 : p_1 : p_2 = 1 : e−1 : 1',
    },
  ],
});

function solve({ lambda, size, capacity, speed }: Params): Float64Array {
  if (capacity > MOST_CAPACITY) throw new ParamError(`capacity of ${capacity} is beyond ${MOST_CAPACITY}, up to which this formula is computed`, ['capacity']);
  if (size.mean === Infinity) throw new ParamError('sizes without a mean have no steady state here', ['size']);
  return stationaryNumber(lambda, scaled(size, 1 / speed), capacity);
}
