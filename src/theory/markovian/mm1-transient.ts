import { z } from 'zod';
import { nonNegative, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { numberAt } from './reflected-walk.ts';

export const mm1Transient = formula({
  name: 'mm1-transient',
  title: 'M/M/1 in time',
  about: 'One slot, Poisson arrivals, exponential sizes: the number of jobs at a time, from a given number at time 0, at any load. What warm-up has to wait for.',
  source: 'Takács 1962, "Introduction to the Theory of Queues", chapter 1; Abate and Whitt 1987, "Transient behavior of the M/M/1 queue: starting at the origin"',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    time: nonNegative('time t since the start'),
    initial: z.number().int().min(0).max(1e6).default(0).describe('jobs in the system at time 0, m'),
  }),
  equations: [
    'X = arrivals − services of a slot that never rests, up to t: the difference of Poisson variables of means λt and μt',
    'P[X = n] = e^(−(λ+μ)t) ρ^(n/2) I_n(2t√(λμ))',
    'N(t) = max(m + X, X − min X)   (the minimum over 0 … t)',
    'P[N(t) ≥ n] = P[X ≥ n−m] + ρ^n P[X ≤ −n−m−1]   for n ≥ 1',
    'E[N(t)] = E[(m+X)⁺] + Σ_{y ≥ m+2} P[X = −y] (ρ + ρ² + … + ρ^(y−m−1))',
    'P[N(t) = 0] = P[X = −m] + P[X = −m−1] + (1−ρ) P[X ≤ −m−2]',
    'what is left of the start fades like e^(−t/τ), τ = 1/(√μ − √λ)²',
  ],
  symbols: {
    'N(t)': 'jobs in the system at time t',
    m: 'jobs in the system at time 0',
    ρ: 'λ/μ; may be 1 or more',
    I_n: 'modified Bessel function of the first kind',
    'x⁺': 'x where it is positive, otherwise 0',
    τ: 'relaxation time',
  },
  mistakes: [
    'The mean does not approach its limit like one exponential: at first the distance to it falls faster than e^(−t/τ), then like t^(−3/2) e^(−t/τ).',
    'Near load 1 the relaxation time is about 4μ/(μ−λ)², not the mean response 1/(μ−λ): a simulation has to be warmed up for longer than its jobs stay.',
    'From E[N(t)] nothing follows about the jobs that come up to t: a mean over them lags behind.',
  ],
  create({ lambda, mu, time, initial }) {
    const { mean, empty } = numberOf(lambda, mu, time, initial);
    const limit = lambda < mu ? lambda / (mu - lambda) : Infinity;
    return {
      values: {},
      others: { 'mean number at t': mean, 'P[empty at t]': empty, 'mean number in the limit': limit, 'relaxation time': relaxation(lambda, mu) },
    };
  },
  steps({ lambda, mu, time, initial }) {
    const { mean, empty } = numberOf(lambda, mu, time, initial);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `means of arrivals and services up to t: ${figure(lambda * time)} and ${figure(mu * time)}`,
      `E[N(t)] = ${figure(mean)} jobs`,
      `P[N(t) = 0] = ${figure(empty)}`,
      `τ = 1/(√${figure(mu)} − √${figure(lambda)})² = ${figure(relaxation(lambda, mu))} time units`,
    ];
  },
  examples: [
    { params: { lambda: 0.8, mu: 1, time: 1e5 }, expect: { 'mean number at t': 4, 'P[empty at t]': 0.2, 'mean number in the limit': 4 }, from: 'by hand: long after, the steady state of M/M/1' },
    { params: { lambda: 2, mu: 1, time: 0, initial: 3 }, expect: { 'mean number at t': 3, 'P[empty at t]': 0, 'mean number in the limit': Infinity }, from: 'by hand: at time 0' },
  ],
});

function numberOf(lambda: number, mu: number, time: number, initial: number): { readonly mean: number; readonly empty: number } {
  return time === 0 ? { mean: initial, empty: initial === 0 ? 1 : 0 } : numberAt(lambda, mu, time, initial);
}

/** Without cancellation where the rates are near. */
function relaxation(lambda: number, mu: number): number {
  return ((Math.sqrt(mu) + Math.sqrt(lambda)) / (mu - lambda)) ** 2;
}
