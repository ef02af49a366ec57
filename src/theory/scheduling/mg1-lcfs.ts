import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { serviceOf, singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';
import { fcfsWait, waitingAlike } from './waiting-square.ts';

export const mg1Lcfs = formula<SingleSlot>({
  name: 'mg1-lcfs',
  alsoKnownAs: ['mg1-lifo'],
  title: 'M/G/1-LCFS (last come, first served)',
  short: 'M/G/1-LCFS',
  about: 'One slot that takes the newest waiting job next and serves it to the end. Poisson arrivals, any sizes.',
  source: 'Wishart 1960, Operations Research 8; Takács 1963, Bell System Technical Journal 42, 487–503; Conway, Maxwell and Miller 1967, section 8-5',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ = λE[S]',
    'with probability ρ a newcomer waits for the busy period that begins with what is left of the service in progress, Sₑ',
    'E[Sₑ] = E[S²]/(2E[S]),  E[Sₑ²] = E[S³]/(3E[S])',
    'E[W] = ρ E[Sₑ]/(1−ρ) = λE[S²]/(2(1−ρ)), as under fcfs',
    'E[W²] = ρ (E[Sₑ²]/(1−ρ)² + E[Sₑ] λE[S²]/(1−ρ)³) = E[W²] under fcfs / (1−ρ)',
    'Var W = E[W²] − E[W]²,  Var T = Var W + Var S',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W],  E[slowdown] = 1 + E[W]·E[1/S]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    Sₑ: 'what is left of the service in progress',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    N: 'jobs in the system',
    Q: 'jobs that wait',
  },
  mistakes: [
    'The mean is that of fcfs, but not the spread: most wait shortly and some very long, so the more the nearer the load is to 1.',
    'Not the preemptive kind, whose mean response is E[S]/(1−ρ) and whose variance is finite wherever that of the sizes is.',
  ],
  create(params) {
    const service = serviceOf(params);
    const { mean } = fcfsWait(params.lambda, service);
    return { values: waitingAlike(params, factorOf(params), { rate: params.lambda, service }, 1), responseOfSize: (size) => mean + size / params.speed };
  },
  steps(params) {
    const service = serviceOf(params);
    const load = params.lambda * service.mean;
    const { mean, square } = fcfsWait(params.lambda, service);
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[W] = ${figure(params.lambda)} · ${figure(service.moment(2))} / (2 · (1 − ${figure(load)})) = ${figure(mean)} time units`,
      `E[W²] = ${figure(square)} / (1 − ${figure(load)}) = ${figure(square / (1 - load))}   (under fcfs: ${figure(square)})`,
      `Var W = ${figure(square / (1 - load))} − ${figure(mean)}² = ${figure(square / (1 - load) - mean ** 2)}`,
    ];
  },
  recognise: underDiscipline('lcfs'),
  ofClass: (params, part) => ({ values: waitingAlike(params, factorOf(params), part, Infinity) }),
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } } },
      // Sₑ is exponential too: E[W²] = 0.5 · (2/0.25 + 1/0.125).
      expect: { waiting: 1, response: 2, 'waiting.variance': 7, 'response.variance': 8 },
      from: 'by hand',
    },
    { params: { lambda: 1, size: { deterministic: { value: 1 } }, speed: 2 }, expect: { waiting: 0.25, slowdown: 1.5 }, from: 'by hand: the mean of M/D/1' },
  ],
});

function factorOf({ lambda, size, speed }: SingleSlot): number {
  return 1 / (1 - (lambda * size.mean) / speed);
}
