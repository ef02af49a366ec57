import type { Distribution } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { orderParam, type Order } from '../station-params.ts';
import { gapRoot, type GapRoot } from './gap-root.ts';
import { exponentialSizes, exponentialWait } from './renewal-queue.ts';

interface Params {
  readonly gap: Distribution;
  readonly mu: number;
  readonly discipline: Order;
}

export const gm1 = formula({
  name: 'gm1',
  title: 'G/M/1',
  about: 'One slot, independent gaps of any distribution between arrivals, exponential sizes, unlimited room. Means hold for every order that ignores sizes; the distributions are for fcfs.',
  source: 'Kendall 1953; Kleinrock 1975, chapter 6',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    gap: distributionParam('gap A between arrivals, in time units'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    discipline: orderParam,
  }),
  equations: [
    'λ = 1/E[A],  ρ = λ/μ',
    'σ = E[e^(−μ(1−σ)A)],  0 < σ < 1',
    'P[an arrival finds n jobs] = (1−σ)σⁿ,  P[wait] = σ',
    'P[N = n] = ρ(1−σ)σ^(n−1) for n ≥ 1,  P[N = 0] = 1−ρ',
    'E[W] = σ/(μ(1−σ)),  E[T] = 1/(μ(1−σ))',
    'E[N] = λE[T] = ρ/(1−σ),  E[Q] = λE[W]',
    'P[T > t] = e^(−μ(1−σ)t),  P[W > t] = σ e^(−μ(1−σ)t)   (fcfs)',
  ],
  symbols: {
    A: 'gap between arrivals',
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
    'P[wait] is σ, not ρ: arrivals that are not Poisson do not see time averages.',
    'σ = 1 solves the equation as well, and is not the one that is meant.',
    'The response is exponential whatever the gaps: it is they that decide its mean, and more than their variance matters.',
  ],
  create(params) {
    const { sigma, free } = solve(params);
    const { gap, mu, discipline } = params;
    return exponentialWait({ lambda: 1 / gap.mean, mu, servers: 1, wait: sigma, rate: mu * free, discipline });
  },
  steps(params) {
    const { gap, mu } = params;
    const { sigma, free } = solve(params);
    return [
      `λ = 1/${figure(gap.mean)} = ${figure(1 / gap.mean)},  ρ = ${figure(1 / gap.mean)}/${figure(mu)} = ${figure(1 / gap.mean / mu)}`,
      `σ = ${figure(sigma)}`,
      `E[T] = 1/(${figure(mu)} · ${figure(free)}) = ${figure(1 / mu / free)} time units`,
      `E[W] = ${figure(sigma)} · ${figure(1 / mu / free)} = ${figure(sigma / mu / free)} time units`,
      `E[N] = ${figure(1 / gap.mean)} · ${figure(1 / mu / free)} = ${figure(1 / gap.mean / mu / free)} jobs`,
    ];
  },
  recognise: (station): Params | undefined => (station.slots === 1 ? exponentialSizes(station) : undefined),
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    {
      params: { gap: { 'phase-type': { initial: [1, 0], generator: [[-1, 1], [0, -2]] } }, mu: 1 },
      expect: { 'P[wait]': 2 - Math.SQRT2, response: 1 / (Math.SQRT2 - 1), waiting: (2 - Math.SQRT2) / (Math.SQRT2 - 1), utilisation: 2 / 3 },
      from: 'by hand: σ(2−σ)(3−σ) = 2 has the roots 1, 2−√2 and 2+√2; Kleinrock 1975, chapter 6',
    },
    { params: { gap: { exponential: { mean: 1.25 } }, mu: 1 }, expect: { response: 5, number: 4, 'P[wait]': 0.8 }, from: 'by hand: with exponential gaps it is M/M/1' },
  ],
});

function solve({ gap, mu }: Params): GapRoot {
  refuseOverload(1 / (mu * gap.mean), '1/(μE[A])');
  return gapRoot(gap, mu);
}
