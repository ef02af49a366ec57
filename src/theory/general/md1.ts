import { object, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { orderParam, speedParam } from '../station-params.ts';
import { deterministicQueue } from './deterministic-service.ts';
import { fcfsTimes } from './mdc.ts';
import { poissonQueue } from './recognise.ts';

export const md1 = formula({
  name: 'md1',
  title: 'M/D/1',
  about: 'One slot, Poisson arrivals, all jobs of one size, unlimited room, no preemption. The distributions are for fcfs.',
  source: 'Erlang 1909; Crommelin 1932; Kleinrock 1975, section 5.6; in positive terms: Franx 2001, Operations Research Letters 29',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: positive('the size of every job, in time units on a node of speed 1'),
    speed: speedParam,
    discipline: orderParam,
  }),
  equations: [
    'D = size/speed,  ρ = λD',
    'E[W] = ρD / (2(1−ρ)),  half of what M/M/1 waits',
    'E[T] = E[W] + D',
    'E[N] = λE[T] = ρ + ρ²/(2(1−ρ)),  E[Q] = λE[W]',
    'Var T = Var W = E[W]² + ρD²/(3(1−ρ))   (fcfs)',
    'P[W ≤ t] = (1−ρ) Σ_{k=0..⌊t/D⌋} (−λ(t−kD))^k/k! · e^(λ(t−kD))   (fcfs; Erlang)',
    'P[W > t] = P[Q + A ≥ k],  A Poisson of mean λ(kD−t),  k = ⌊t/D⌋+1   (the same without cancellation)',
    'P[T > t] = P[W > t−D]   (fcfs)',
    'Var N = ρ + E[Q] + λ² Var W',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    D: 'service time of every job',
    ρ: 'load: the fraction of time that the slot is busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'Equal sizes do not make waits vanish: the arrivals are still random, and half of the wait of M/M/1 remains.',
    'It is the wait that is half of that in M/M/1, not the response: the service is part of that.',
    'Erlang’s sum alternates in sign: beyond t of a few dozen D nothing is left of a double’s digits.',
  ],
  create({ lambda, size, speed, discipline }) {
    const service = size / speed;
    const load = lambda * service;
    refuseOverload(load, 'λD');
    const waiting = (load * service) / (2 * (1 - load));
    const values = { ...byLittle({ throughput: lambda, service, waiting, slots: 1 }), slowdown: 1 + waiting / service };
    const variance = waiting ** 2 + (load * service ** 2) / (3 * (1 - load));
    const others = { 'P[wait]': load, 'Var N': load + lambda * waiting + lambda ** 2 * variance };
    if (discipline !== 'fcfs') return { values, others };
    const { percentiles, responseTail } = fcfsTimes(deterministicQueue(1, load), { lambda, service, waiting, servers: 1 });
    return { values: { ...values, 'response.variance': variance, 'waiting.variance': variance, ...percentiles }, others, responseTail };
  },
  steps({ lambda, size, speed }) {
    const service = size / speed;
    const load = lambda * service;
    refuseOverload(load, 'λD');
    const waiting = (load * service) / (2 * (1 - load));
    return [
      `D = ${figure(size)}/${figure(speed)} = ${figure(service)},  ρ = ${figure(lambda)} · ${figure(service)} = ${figure(load)}`,
      `E[W] = ${figure(load)} · ${figure(service)} / (2 · (1 − ${figure(load)})) = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + service)} = ${figure(lambda * (waiting + service))} jobs`,
    ];
  },
  recognise(station) {
    const found = station.slots === 1 && station.capacity === Infinity ? poissonQueue(station) : undefined;
    return found?.size.name === 'deterministic' ? { ...found, size: found.size.mean } : undefined;
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    {
      params: { lambda: 0.8, size: 1 },
      expect: { waiting: 2, response: 3, number: 2.4, queue: 1.6, 'waiting.variance': 4 + 4 / 3, slowdown: 3, 'Var N': 0.8 + 1.6 + 0.64 * (4 + 4 / 3) },
      from: 'by hand',
    },
    { params: { lambda: 3, size: 1, speed: 6 }, expect: { waiting: 1 / 12, response: 0.25, utilisation: 0.5, 'P[wait]': 0.5 }, from: 'by hand' },
  ],
});
