import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { birthDeathProbabilities, seenByArrivals } from './birth-death-chain.ts';
import { departuresAhead, fcfsTimes } from './fcfs-times.ts';

export const discouraged = formula({
  name: 'discouraged',
  title: 'M/M/1 with discouraged arrivals',
  short: 'M/M/1, discouraged',
  about: 'One slot under fcfs, exponential sizes; with n jobs there, others come at rate λ/(n+1) only: each that thinks of coming is put off by the queue.',
  source: 'Kleinrock 1975, section 3.3; Gross and Harris 1998, chapter 2 (balking)',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ at an empty system, jobs per time unit; λ/(n+1) with n jobs there'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
  }),
  equations: [
    'a = λ/μ',
    'p(n) = e^(−a) aⁿ/n!   (as in M/M/∞)',
    'E[N] = a,  utilisation = 1 − p(0) = 1 − e^(−a)',
    'throughput = X = μ(1 − e^(−a))',
    'E[T] = a/X,  E[W] = E[T] − 1/μ,  E[Q] = X E[W]',
    'q(n) = p(n+1)/(1 − p(0))   (what a job that comes finds)',
    'Var T = (E[q+1] + Var q)/μ²  with E[q+1] = a/(1 − e^(−a)),  Var q = E[q+1](1 + a − E[q+1])   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate at an empty system, jobs per time unit',
    μ: 'service rate, jobs per time unit',
    a: 'offered work',
    'p(n)': 'fraction of time with n jobs in the system',
    'q(n)': 'probability that a job that comes finds n others',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
  },
  mistakes: [
    'The number in the system is that of M/M/∞, but the times are not: jobs are served one at a time, and fewer come.',
    'p(n) taken for what a job finds: jobs come mostly while few are there.',
    'Stable for every λ: the longer the queue, the fewer come.',
  ],
  create({ lambda, mu }) {
    const offered = lambda / mu;
    const busy = -Math.expm1(-offered);
    const birth = (n: number) => lambda / (n + 1);
    const seen = seenByArrivals(birthDeathProbabilities({ birth, death: () => mu }), birth);
    const { responseTail, waitingTail } = fcfsTimes(departuresAhead(seen, 1), 1, mu);
    const ahead = offered / busy;
    // E[q] = a/(1 − e^(−a)) − 1, which would cancel for small a.
    const found = seen.reduce((sum, p, n) => sum + p * n, 0);
    const [variance, waitingVariance] = [(ahead + ahead * (offered - found)) / mu ** 2, (found + ahead * (offered - found)) / mu ** 2];
    return {
      values: {
        ...byLittle({ throughput: mu * busy, service: 1 / mu, waiting: found / mu, slots: 1 }),
        slowdown: Infinity,
        'response.variance': variance,
        ...percentiles('response', whereTailIs(responseTail, ahead / mu)),
        'waiting.variance': waitingVariance,
        ...percentiles('waiting', whereTailIs(waitingTail, 1 / mu)),
      },
      others: { 'P[wait]': waitingTail(0) },
      responseTail,
    };
  },
  steps({ lambda, mu }) {
    const offered = lambda / mu;
    const throughput = -mu * Math.expm1(-offered);
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(offered)} = E[N]`,
      `X = ${figure(mu)} · (1 − ${figure(Math.exp(-offered))}) = ${figure(throughput)} jobs per time unit`,
      `E[T] = ${figure(offered)}/${figure(throughput)} = ${figure(offered / throughput)} time units`,
      `E[W] = ${figure(offered / throughput)} − ${figure(1 / mu)} = ${figure(offered / throughput - 1 / mu)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 2, mu: 2 },
      expect: { number: 1, throughput: 2 - 2 / Math.E, response: 0.5 / (1 - 1 / Math.E), utilisation: 1 - 1 / Math.E },
      from: 'by hand: a = 1',
    },
  ],
});
