import type { Distribution } from '../../model.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { psResponseTail } from './ps-response.ts';
import { psVariance } from './ps-variance.ts';
import { serviceOf, singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

export const mg1Ps = formula<SingleSlot>({
  name: 'mg1-ps',
  title: 'M/G/1-PS',
  about: 'One slot shared equally by all jobs that are there. Poisson arrivals; of the sizes only the mean matters.',
  source: 'Kleinrock 1967; Sakata, Noguchi and Oizumi 1969; variance: Coffman, Muntz and Trotter 1970 (exponential sizes), Yashkov 1983 and Ott 1984 (any); Harchol-Balter 2013, chapter 30',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ = λE[S]',
    'E[T(x)] = x/(1−ρ)',
    'E[T] = E[S]/(1−ρ)',
    'E[slowdown] = 1/(1−ρ), the same for every size',
    'E[W] = E[T] − E[S] = ρE[S]/(1−ρ)',
    'E[N] = ρ/(1−ρ)',
    'Var T(x) = 2/(1−ρ)² ∫₀ˣ (x−t) P[W_fcfs > t] dt,  Var T = E[Var T(S)] + Var S/(1−ρ)²',
    'Var T = E[S]²/(1−ρ)² · (2+ρ)/(2−ρ)   (exponential sizes)',
    'P[T > t] = Σₙ (1−ρ)ρⁿ Fₙ(t),  Fₙ′ = λFₙ₊₁ + μ n/(n+1) Fₙ₋₁ − (λ+μ)Fₙ,  Fₙ(0) = 1   (exponential sizes, μ = 1/E[S])',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time; W_fcfs that of the same queue under fcfs',
    N: 'jobs in the system',
    'Fₙ(t)': 'chance of a response beyond t where n others are there when the job comes',
  },
  mistakes: [
    'The mean response is that of M/M/1 for every distribution of sizes, but the variance is not: under PS with exponential sizes it is (2+ρ)/(2−ρ) times that of fcfs.',
    'PS is not always better than fcfs: sizes less variable than exponential do better under fcfs.',
  ],
  create(params) {
    const { lambda, speed } = params;
    const service = serviceOf(params);
    const load = lambda * service.mean;
    const means = byLittle({ throughput: lambda, service: service.mean, waiting: (load * service.mean) / (1 - load), slots: 1 });
    const values = { ...means, slowdown: 1 / (1 - load), ...spread(params, service) };
    const responseOfSize = (size: number) => size / speed / (1 - load);
    const tail = service.name === 'exponential' ? psResponseTail(lambda, 1 / service.mean) : undefined;
    if (!tail) return { values, responseOfSize };
    return { values: { ...values, ...percentiles('response', whereTailIs(tail, means['response'])) }, responseTail: tail, responseOfSize };
  },
  steps(params) {
    const { lambda } = params;
    const { mean: service } = serviceOf(params);
    const load = lambda * service;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(load)}`,
      `E[T] = ${figure(service)}/(1 − ${figure(load)}) = ${figure(service / (1 - load))} time units`,
      `E[slowdown] = 1/(1 − ${figure(load)}) = ${figure(1 / (1 - load))}`,
      `E[N] = ${figure(load)}/(1 − ${figure(load)}) = ${figure(load / (1 - load))} jobs`,
    ];
  },
  recognise: underDiscipline('ps'),
  ofClass(params, { rate, service }) {
    const load = params.lambda * serviceOf(params).mean;
    const means = byLittle({ throughput: rate, service: service.mean, waiting: (load * service.mean) / (1 - load), slots: Infinity });
    return { values: { ...means, slowdown: 1 / (1 - load), ...spread(params, service) } };
  },
  examples: [
    {
      params: { lambda: 0.8, size: { exponential: { mean: 1 } } },
      expect: { response: 5, slowdown: 5, number: 4, 'response.variance': (25 * 2.8) / 1.2 },
      from: 'by hand',
    },
    { params: { lambda: 1, size: { exponential: { mean: 1 } }, speed: 2 }, expect: { response: 1, slowdown: 2, number: 1, utilisation: 0.5 }, from: 'by hand' },
  ],
});

/** The variance of the response of jobs whose service times are `own`. */
function spread(params: SingleSlot, own: Distribution): Record<string, number> {
  const service = serviceOf(params);
  const load = params.lambda * service.mean;
  if (own === service && service.name === 'exponential') return { 'response.variance': (service.mean / (1 - load)) ** 2 * ((2 + load) / (2 - load)) };
  const variance = psVariance(params.lambda, service, own);
  return variance === undefined ? {} : { 'response.variance': variance };
}
