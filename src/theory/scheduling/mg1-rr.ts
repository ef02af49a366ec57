import type { Distribution } from '../../model.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { serviceOf, singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

export const mg1Rr = formula<SingleSlot>({
  name: 'mg1-rr',
  title: 'M/G/1-RR (round robin)',
  short: 'M/G/1-RR',
  about: 'One slot that serves the jobs in turns: as the turns become short against the sizes it tends to processor sharing. Poisson arrivals, any sizes, no cost of switching.',
  source: 'Kleinrock 1967, Journal of the ACM 14; Sakata, Noguchi and Oizumi 1971, Operations Research 19',
  kind: 'asymptotic',
  breadth: 4,
  params: () => singleSlotParams,
  equations: [
    'ρ = λE[S],  q → 0',
    'E[T(x)] → x/(1−ρ)   (a job of size x takes x/q turns, and meets about E[N] others in each)',
    'E[T] → E[S]/(1−ρ),  E[W] = E[T] − E[S],  E[N] → ρ/(1−ρ)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    q: 'quantum: the longest turn',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time',
    N: 'jobs in the system',
  },
  mistakes: [
    'A limit: the response is off by about a turn for each job that is there, q E[N]; with turns longer than the sizes it is fcfs.',
    'Jobs shorter than a turn do not gain what PS promises: their slowdown may be infinite on average, where it is 1/(1−ρ) under PS.',
  ],
  create: (params) => {
    const service = serviceOf(params);
    return {
      values: valuesOf(params, service, params.lambda, 1),
      responseOfSize: (size) => size / params.speed / (1 - params.lambda * service.mean),
    };
  },
  steps(params) {
    const service = serviceOf(params);
    const load = params.lambda * service.mean;
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[T] → ${figure(service.mean)}/(1 − ${figure(load)}) = ${figure(service.mean / (1 - load))} time units`,
      `E[N] → ${figure(load)}/(1 − ${figure(load)}) = ${figure(load / (1 - load))} jobs`,
    ];
  },
  recognise: underDiscipline('round-robin'),
  ofClass: (params, { rate, service }) => ({ values: valuesOf(params, service, rate, Infinity) }),
  examples: [{ params: { lambda: 0.5, size: { deterministic: { value: 1 } } }, expect: { response: 2, number: 1 }, from: 'by hand: the mean of processor sharing' }],
});

function valuesOf(params: SingleSlot, own: Distribution, rate: number, slots: number): Record<string, number> {
  const load = params.lambda * serviceOf(params).mean;
  return byLittle({ throughput: rate, service: own.mean, waiting: (load * own.mean) / (1 - load), slots });
}
