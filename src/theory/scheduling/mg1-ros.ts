import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { serviceOf, singleSlotParams, type SingleSlot, underDiscipline } from './single-slot.ts';
import { fcfsWait, waitingAlike } from './waiting-square.ts';

export const mg1Ros = formula<SingleSlot>({
  name: 'mg1-ros',
  title: 'M/G/1-ROS (random order of service)',
  short: 'M/G/1-ROS',
  about: 'One slot that takes any of the waiting jobs next, each with equal chance, and serves it to the end. Poisson arrivals, any sizes.',
  source: 'Kingman 1962, Proceedings of the Cambridge Philosophical Society 58; Takács 1963, Bell System Technical Journal 42, 487–503',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ = λE[S]',
    'E[W] = λE[S²]/(2(1−ρ)), as under fcfs',
    'E[W²] = 2/(2−ρ) · (λE[S³]/(3(1−ρ)) + (λE[S²])²/(2(1−ρ)²)) = 2/(2−ρ) · E[W²] under fcfs',
    'Var W = E[W²] − E[W]²,  Var T = Var W + Var S',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W],  E[slowdown] = 1 + E[W]·E[1/S]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    N: 'jobs in the system',
    Q: 'jobs that wait',
  },
  mistakes: [
    'The second moment of the wait is at most twice that of fcfs, however near the load is to 1; under LCFS it grows by 1/(1−ρ).',
    'The order is drawn anew whenever the slot is free, from those who then wait: a newcomer may overtake, and be overtaken, any number of times.',
  ],
  create: (params) => ({ values: waitingAlike(params, factorOf(params), { rate: params.lambda, service: serviceOf(params) }, 1) }),
  steps(params) {
    const service = serviceOf(params);
    const load = params.lambda * service.mean;
    const { mean, square } = fcfsWait(params.lambda, service);
    const factor = factorOf(params);
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[W] = ${figure(params.lambda)} · ${figure(service.moment(2))} / (2 · (1 − ${figure(load)})) = ${figure(mean)} time units`,
      `E[W²] = 2/(2 − ${figure(load)}) · ${figure(square)} = ${figure(factor * square)}   (under fcfs: ${figure(square)})`,
      `Var W = ${figure(factor * square)} − ${figure(mean)}² = ${figure(factor * square - mean ** 2)}`,
    ];
  },
  recognise: (station) => (station.discipline.params['weighted'] === false ? underDiscipline('random-order')(station) : undefined),
  ofClass: (params, part) => ({ values: waitingAlike(params, factorOf(params), part, Infinity) }),
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } } },
      // E[W²] under fcfs is 2ρ/(1−ρ)² = 4.
      expect: { waiting: 1, response: 2, 'waiting.variance': 16 / 3 - 1 },
      from: 'by hand: E[W²] = 4ρ/((2−ρ)(1−ρ)²) with exponential sizes of mean 1',
    },
  ],
});

function factorOf({ lambda, size, speed }: SingleSlot): number {
  return 2 / (2 - (lambda * size.mean) / speed);
}
