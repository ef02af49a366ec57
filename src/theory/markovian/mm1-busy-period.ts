import { nonNegative, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { busyDensity, neverBelow } from './reflected-walk.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly time?: number;
}

export const mm1BusyPeriod = formula<Params>({
  name: 'mm1-busy-period',
  title: 'busy period of M/M/1',
  about: 'How long one slot with Poisson arrivals and exponential sizes is busy without a break, and how many jobs it serves meanwhile; any order that does not idle. At load 1 and above it may never end.',
  source: 'Takács 1962, "Introduction to the Theory of Queues", chapter 1; Kleinrock 1975, sections 5.8 and 5.9',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    time: nonNegative('time t at which the tail and the density are wanted').optional().describe('time t at which the tail and the density are wanted'),
  }),
  equations: [
    'E[B] = 1/μ + (λ/μ) E[B]   (the first job, and the busy periods of all that come meanwhile),  so E[B] = 1/(μ−λ)',
    'Var B = (μ+λ)/(μ−λ)³',
    'E[N_B] = 1/(1−ρ),  Var N_B = ρ(1+ρ)/(1−ρ)³',
    'P[N_B = n] = (1/n) C(2n−2, n−1) ρ^(n−1) / (1+ρ)^(2n−1)',
    'density: g(t) = e^(−(λ+μ)t) I₁(2t√(λμ)) / (t√ρ)',
    'P[B > t] = P[X = 0] + P[X = 1] − (1/ρ − 1) P[X ≥ 2],  P[X = n] = e^(−(λ+μ)t) ρ^(n/2) I_n(2t√(λμ))',
    'P[B < ∞] = min(1, 1/ρ)',
  ],
  symbols: {
    B: 'busy period: from a job that finds the slot idle until it is idle again',
    N_B: 'jobs served in a busy period',
    ρ: 'λ/μ',
    X: 'arrivals less services of a slot that never rests, up to t',
    I_n: 'modified Bessel function of the first kind',
  },
  mistakes: [
    'E[B] is the mean response 1/(μ−λ) of M/M/1 by chance of the exponential distribution; in general E[B] = E[S]/(1−ρ) does not depend on the variance of the sizes, and E[T] does.',
    'Most busy periods are short: the mean is due to a few long ones, as the variance shows.',
    'A job that arrives meets a busy period longer than average, as long ones hold more arrivals.',
  ],
  create({ lambda, mu, time }) {
    const load = lambda / mu;
    const rest = (mu - lambda) / mu;
    const stable = lambda < mu;
    return {
      values: {},
      others: {
        'mean busy period': stable ? 1 / (mu - lambda) : Infinity,
        'variance of the busy period': stable ? (mu + lambda) / cube(mu - lambda) : Infinity,
        'mean jobs served': stable ? 1 / rest : Infinity,
        'variance of the jobs served': stable ? (load * (1 + load)) / cube(rest) : Infinity,
        'P[it ends]': Math.min(1, mu / lambda),
        ...(time !== undefined && { 'P[longer than t]': neverBelow(lambda, mu, time), 'density at t': busyDensity(lambda, mu, time) }),
      },
    };
  },
  steps({ lambda, mu, time }) {
    if (lambda >= mu) return [`ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)} is not below 1`, `P[B < ∞] = ${figure(mu / lambda)}`];
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `E[B] = 1/(${figure(mu)} − ${figure(lambda)}) = ${figure(1 / (mu - lambda))} time units`,
      `Var B = ${figure(mu + lambda)}/${figure(mu - lambda)}³ = ${figure((mu + lambda) / cube(mu - lambda))}`,
      `E[N_B] = 1/(1 − ${figure(lambda / mu)}) = ${figure(mu / (mu - lambda))} jobs`,
      ...(time === undefined ? [] : [`P[B > ${figure(time)}] = ${figure(neverBelow(lambda, mu, time))}`]),
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 2, time: 0 },
      expect: { 'mean busy period': 1, 'variance of the busy period': 3, 'mean jobs served': 2, 'variance of the jobs served': 6, 'P[longer than t]': 1, 'density at t': 2 },
      from: 'by hand',
    },
    { params: { lambda: 3, mu: 2 }, expect: { 'mean busy period': Infinity, 'P[it ends]': 2 / 3 }, from: 'by hand: the gambler’s ruin' },
  ],
});

function cube(x: number): number {
  return x * x * x;
}
