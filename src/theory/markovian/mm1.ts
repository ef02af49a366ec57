import { object, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { orderParam } from '../station-params.ts';
import { percentiles } from '../percentiles.ts';
import { markovian } from '../recognition/station.ts';

export const mm1 = formula({
  name: 'mm1',
  title: 'M/M/1',
  about: 'One slot, Poisson arrivals, exponential sizes, unlimited room. Means hold for every discipline that ignores sizes; the distributions are for fcfs.',
  source: 'Harchol-Balter 2013, chapter 13; Kleinrock 1975, section 3.2',
  kind: 'exact',
  breadth: 1,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    discipline: orderParam,
  }),
  equations: [
    'ρ = λ/μ',
    'E[N] = ρ/(1−ρ) = λ/(μ−λ)',
    'E[T] = E[N]/λ = 1/(μ−λ)',
    'E[W] = E[T] − 1/μ = ρ/(μ−λ)',
    'E[Q] = λ E[W] = ρ²/(1−ρ)',
    'P[T > t] = e^(−(μ−λ)t), so Var T = 1/(μ−λ)², and the p-th quantile of T is −ln(1−p)/(μ−λ)   (fcfs)',
    'P[W > t] = ρ e^(−(μ−λ)t)   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate, jobs per time unit: speed / mean size',
    ρ: 'load: the fraction of time that the slot is busy',
    N: 'jobs in the system, waiting and in service',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
  },
  mistakes: [
    'E[W] = λ/(μ−λ) is met in notes and exercises, and is wrong as it stands: λ and μ−λ are both rates, so λ/(μ−λ) has no unit and cannot be a time. ' +
      'It is E[N], the mean number in the system. The mean time in the system is E[T] = 1/(μ−λ); ' +
      'the mean wait in the queue is E[W] = ρ/(μ−λ) = λ/(μ(μ−λ)). ' +
      'λ/(μ−λ) has the value of a mean time only where the time unit makes μ = 1, and then it is that of the wait in the queue, E[W].',
    'Waiting and response mixed up: many books write W for the time in the system and W_q for the wait. Here waiting leaves the service out: E[T] = E[W] + 1/μ.',
    'E[N] is not E[Q] + 1: the slot is busy only a fraction ρ of the time, so E[N] = E[Q] + ρ.',
    'The mean slowdown under fcfs is infinite: a vanishingly short job may still wait, and E[1/S] diverges.',
  ],
  create({ lambda, mu, discipline }) {
    const load = lambda / mu;
    refuseOverload(load, 'λ/μ');
    const rate = mu - lambda;
    const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: load / rate, slots: 1 });
    if (discipline !== 'fcfs') return { values: means };
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
        slowdown: Infinity,
        'response.variance': 1 / rate ** 2,
        ...percentiles('response', (tail) => -Math.log(tail) / rate),
        'waiting.variance': (load * (2 - load)) / rate ** 2,
        ...percentiles('waiting', (tail) => Math.max(0, Math.log(load / tail) / rate)),
      },
      others: { 'P[wait]': load },
      responseTail: (t) => (t <= 0 ? 1 : Math.exp(-rate * t)),
    };
  },
  steps({ lambda, mu }) {
    refuseOverload(lambda / mu, 'λ/μ');
    const rate = mu - lambda;
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `E[N] = ${figure(lambda)}/(${figure(mu)} − ${figure(lambda)}) = ${figure(lambda / rate)} jobs`,
      `E[T] = 1/(${figure(mu)} − ${figure(lambda)}) = ${figure(1 / rate)} time units`,
      `E[W] = ${figure(1 / rate)} − 1/${figure(mu)} = ${figure(lambda / mu / rate)} time units`,
      `E[Q] = ${figure(lambda)} · ${figure(lambda / mu / rate)} = ${figure(lambda ** 2 / mu / rate)} jobs`,
    ];
  },
  recognise(station) {
    return station.slots === 1 && station.capacity === Infinity ? markovian(station) : undefined;
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    {
      params: { lambda: 0.8, mu: 1 },
      expect: { utilisation: 0.8, number: 4, response: 5, waiting: 4, queue: 3.2, 'response.variance': 25, 'response.p95': 5 * Math.log(20) },
      from: 'by hand',
    },
    { params: { lambda: 5, mu: 6 }, expect: { number: 5, queue: 25 / 6, response: 1, waiting: 5 / 6 }, from: 'Gross and Harris, Fundamentals of Queueing Theory, chapter 2, the hair salon' },
    { params: { lambda: 2, mu: 4, discipline: 'size-blind' }, expect: { response: 0.5, number: 1 }, from: 'by hand' },
  ],
});
