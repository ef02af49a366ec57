import { object, positive } from '../../params.ts';
import { deterministic } from '../../random/distributions/deterministic.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { orderParam, type Order } from '../station-params.ts';
import { gapRoot, type GapRoot } from './gap-root.ts';
import { exponentialSizes, exponentialWait } from './renewal-queue.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly discipline: Order;
}

export const dm1 = formula({
  name: 'dm1',
  title: 'D/M/1',
  about: 'One slot, arrivals at equal intervals, exponential sizes, unlimited room. Means hold for every order that ignores sizes; the distributions are for fcfs.',
  source: 'Kendall 1953; Kleinrock 1975, chapter 6',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit: one every 1/λ'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    discipline: orderParam,
  }),
  equations: [
    'ρ = λ/μ',
    'σ = e^(−(1−σ)/ρ),  0 < σ < 1',
    'E[W] = σ/(μ(1−σ)),  E[T] = 1/(μ(1−σ))',
    'E[N] = ρ/(1−σ),  E[Q] = λE[W]',
    'P[T > t] = e^(−μ(1−σ)t),  P[W > t] = σ e^(−μ(1−σ)t)   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate, jobs per time unit: speed / mean size',
    ρ: 'load: the fraction of time that the slot is busy',
    σ: 'the fraction of arrivals that find the slot busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'Regular arrivals do not make waits vanish: sizes still vary, and near load 1 half of the wait of M/M/1 remains.',
    'P[wait] is σ, well below ρ: an arrival comes when the slot has had the longest time to become free.',
    'It is not M/D/1 the other way round: at load 1/2 that one waits 1/2 of a service, this one about 1/4.',
  ],
  create({ lambda, mu, discipline }) {
    const { sigma, free } = solve(lambda, mu);
    return exponentialWait({ lambda, mu, servers: 1, wait: sigma, rate: mu * free, discipline });
  },
  steps({ lambda, mu }) {
    const { sigma, free } = solve(lambda, mu);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `σ = e^(−(1−${figure(sigma)})/${figure(lambda / mu)}) = ${figure(sigma)}`,
      `E[T] = 1/(${figure(mu)} · ${figure(free)}) = ${figure(1 / mu / free)} time units`,
      `E[W] = ${figure(sigma)} · ${figure(1 / mu / free)} = ${figure(sigma / mu / free)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(1 / mu / free)} = ${figure(lambda / mu / free)} jobs`,
    ];
  },
  recognise(station): Params | undefined {
    const found = station.slots === 1 ? exponentialSizes(station) : undefined;
    return found?.gap.name === 'deterministic' ? { lambda: 1 / found.gap.mean, mu: found.mu, discipline: found.discipline } : undefined;
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    // With σ = 1/2 the equation is ln 2 = 1/(2ρ).
    {
      params: { lambda: 1, mu: 2 * Math.LN2 },
      expect: { 'P[wait]': 0.5, response: 1 / Math.LN2, waiting: 0.5 / Math.LN2, 'response.variance': 1 / Math.LN2 ** 2, 'response.p50': 1 },
      from: 'by hand: ρ = 1/(2 ln 2) makes σ = 1/2',
    },
    { params: { lambda: 1, mu: 2 }, expect: { 'P[wait]': 0.2031878700 }, digits: 9, from: 'σ = e^(−2(1−σ)), by iteration' },
  ],
});

function solve(lambda: number, mu: number): GapRoot {
  refuseOverload(lambda / mu, 'λ/μ');
  return gapRoot(deterministic.create({ value: 1 / lambda }), mu);
}
