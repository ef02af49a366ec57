import type { Distribution } from '../../model.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { meanReciprocal } from '../numeric/reciprocal.ts';
import { serviceOf, singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

export const mg1Plcfs = formula<SingleSlot>({
  name: 'mg1-plcfs',
  title: 'M/G/1-PLCFS (preemptive last come, first served)',
  short: 'M/G/1-PLCFS',
  about: 'One slot that turns to every newcomer at once; the interrupted job resumes later where it stopped. Poisson arrivals; of the sizes only the mean matters for the mean.',
  source: 'Harchol-Balter 2013, chapter 30; variance: Conway, Maxwell and Miller 1967, chapter 8, the busy period',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ = λE[S]',
    'T(x) is a busy period that begins with work x: whoever comes goes first, and nobody who was there matters',
    'E[T(x)] = x/(1−ρ),  Var T(x) = x λE[S²]/(1−ρ)³',
    'E[T] = E[S]/(1−ρ),  E[N] = ρ/(1−ρ),  E[W] = E[T] − E[S]',
    'Var T = E[Var T(S)] + Var E[T(S)] = (Var S + ρE[S]²)/(1−ρ)³',
    'Var W = ρE[S²]/(1−ρ)³ + (ρ/(1−ρ))² Var S',
    'E[slowdown] = 1/(1−ρ), the same for every size;  Var slowdown = λE[S²] E[1/S]/(1−ρ)³',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time, interruptions included',
    N: 'jobs in the system',
  },
  mistakes: [
    'Its means are those of processor sharing, but with only one job at a time in progress; its variance is far greater.',
    'Without preemption LCFS is another matter: a newcomer then waits for the job in service, and the mean is that of fcfs.',
  ],
  create(params) {
    return { values: valuesOf(params, serviceOf(params), params.lambda, 1), responseOfSize: (size) => size / params.speed / (1 - serviceOf(params).mean * params.lambda) };
  },
  steps(params) {
    const service = serviceOf(params);
    const load = params.lambda * service.mean;
    const { response, number, 'response.variance': variance } = valuesOf(params, service, params.lambda, 1);
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[T] = ${figure(service.mean)}/(1 − ${figure(load)}) = ${figure(response)} time units`,
      `E[N] = ${figure(load)}/(1 − ${figure(load)}) = ${figure(number)} jobs`,
      `Var T = (${figure(service.variance)} + ${figure(load)} · ${figure(service.mean)}²)/(1 − ${figure(load)})³ = ${figure(variance)}`,
    ];
  },
  recognise: underDiscipline('lcfs-preemptive'),
  ofClass: (params, { rate, service }) => ({ values: valuesOf(params, service, rate, Infinity) }),
  examples: [
    {
      params: { lambda: 0.8, size: { exponential: { mean: 1 } } },
      expect: { response: 5, slowdown: 5, number: 4, 'response.variance': 225 },
      from: 'by hand: (1 + 0.8)/0.2³, the variance of the busy period of M/M/1',
    },
    { params: { lambda: 1, size: { deterministic: { value: 1 } }, speed: 2 }, expect: { response: 1, 'response.variance': 1, 'slowdown.variance': 4 }, from: 'by hand' },
  ],
});

/** Of the jobs whose service times are `own`, among all that come. */
function valuesOf(params: SingleSlot, own: Distribution, rate: number, slots: number): Record<string, number> {
  const service = serviceOf(params);
  const load = params.lambda * service.mean;
  const free = 1 - load;
  const waiting = (load * own.mean) / free;
  // A busy period that begins with work x has variance x · spread.
  const spread = (params.lambda * service.moment(2)) / (free ** 2 * free);
  return {
    ...byLittle({ throughput: rate, service: own.mean, waiting, slots }),
    slowdown: 1 / free,
    'slowdown.variance': spread * meanReciprocal(own),
    'response.variance': own.mean * spread + own.variance / free ** 2,
    'waiting.variance': own.mean * spread + (load / free) ** 2 * own.variance,
  };
}
