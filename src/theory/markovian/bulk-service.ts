import { z } from 'zod';
import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { rootBetween } from '../numeric/roots.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { tailOfSum } from './tail-of-sum.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly most: number;
  readonly late: 'wait' | 'join';
}

export const bulkService = formula({
  name: 'bulk-service',
  title: 'M/M^[1,K]/1 (bulk service)',
  short: 'M/M^[1,K]/1',
  about: 'One server that takes up to K waiting jobs at once, for one exponential time in common, under fcfs. Whoever comes while it serves fewer than K waits for the next turn, or joins.',
  source: 'Bailey 1954, "On queueing processes with bulk service"; Gross and Harris 1998, chapter 3 (bulk service)',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('rate of turns μ, turns per time unit of a busy server'),
    most: count('most jobs in one turn K'),
    late: z.enum(['wait', 'join']).default('wait').describe('whether a job that comes while fewer than K are served waits for the next turn (Bailey) or joins this one'),
  }),
  equations: [
    'λ + μ = λ/r + μr^K  with 0 < r < 1, the same as  λ/μ = r + r² + … + r^K',
    'ν = μ(1 − r^K)   (a wait that there is, is exponential at this rate)',
    'late jobs wait:  P[busy, q wait] = b(1−r)r^q,  b = P[busy] = λ/(λ + μ(1−r)),  P[wait] = b',
    'late jobs join:  P[N = n] = (1−r)rⁿ,  P[busy] = r,  P[wait] = r^K',
    'E[W] = P[wait]/ν,  P[W > t] = P[wait] e^(−νt)',
    'E[T] = E[W] + 1/μ   (who joins late stays 1/μ too: the exponential has no memory)',
    'E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'turns per time unit while the server is busy',
    K: 'most jobs in one turn',
    r: 'the root between 0 and 1',
    W: 'waiting: response less the time in service',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'The condition is λ < Kμ, but the server does not work at λ/(Kμ): turns that are not full take as long as full ones.',
    'K servers taken for one that takes K: here all of a turn leave together.',
    'Utilisation taken for λ/μ: that is the mean number of jobs in service.',
  ],
  create(params) {
    const { lambda, mu, most } = params;
    const { rate, wait, busy } = solve(params);
    const waiting = wait / rate;
    const response = waiting + 1 / mu;
    const responseTail = (t: number) => (t <= 0 ? 1 : (1 - wait) * Math.exp(-mu * t) + wait * tailOfSum(rate, mu, t));
    return {
      values: {
        response,
        waiting,
        number: lambda * response,
        queue: lambda * waiting,
        throughput: lambda,
        utilisation: busy,
        'response.variance': (wait * (2 - wait)) / rate ** 2 + 1 / mu ** 2,
        ...percentiles('response', whereTailIs(responseTail, response)),
        'waiting.variance': (wait * (2 - wait)) / rate ** 2,
        ...percentiles('waiting', (tail) => Math.max(0, Math.log(wait / tail) / rate)),
      },
      others: { 'P[wait]': wait, 'jobs in service': lambda / mu, 'jobs in a turn': lambda / (mu * busy), 'fill of a turn': lambda / (mu * busy * most) },
      responseTail,
    };
  },
  steps(params) {
    const { lambda, mu, most } = params;
    const { root, rate, wait, busy } = solve(params);
    return [
      `r = ${figure(root)}:  ${figure(lambda / mu)} = r + … + r^${most}`,
      `ν = ${figure(mu)} · (1 − r^${most}) = ${figure(rate)}`,
      `P[busy] = ${figure(busy)},  P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(wait)}/${figure(rate)} = ${figure(wait / rate)} time units`,
      `E[T] = ${figure(wait / rate)} + ${figure(1 / mu)} = ${figure(wait / rate + 1 / mu)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(wait / rate + 1 / mu)} = ${figure(lambda * (wait / rate + 1 / mu))} jobs`,
    ];
  },
  examples: [
    {
      params: { lambda: 3, mu: 4, most: 2 },
      expect: { 'P[wait]': 0.6, waiting: 0.2, response: 0.45, number: 1.35, utilisation: 0.6 },
      from: 'by hand: r = 1/2, since 3/4 = 1/2 + 1/4',
    },
    { params: { lambda: 3, mu: 4, most: 2, late: 'join' }, expect: { number: 1, 'P[wait]': 0.25, waiting: 1 / 12, response: 1 / 3, utilisation: 0.5 }, from: 'by hand: r = 1/2' },
    { params: { lambda: 4, mu: 5, most: 1 }, expect: { number: 4, response: 1, waiting: 0.8, utilisation: 0.8, 'response.variance': 1 }, from: 'by hand: one at a time is M/M/1' },
  ],
});

function solve({ lambda, mu, most, late }: Params) {
  refuseOverload(lambda / (most * mu), 'λ/(Kμ)');
  const x = exponentOfRoot(lambda / mu, (most * mu - lambda) / mu, most);
  const [root, rest] = [Math.exp(-x), -Math.expm1(-x)];
  const busy = late === 'join' ? root : lambda / (lambda + mu * rest);
  return { root, rate: -mu * Math.expm1(-most * x), busy, wait: late === 'join' ? Math.exp(-most * x) : busy };
}

/**
 * x = −ln r, from a = Σ_{k=1..K} e^(−kx) = (1 − e^(−Kx))/(e^x − 1), or near load 1, from what is spare of K, which is
 * (K(e^x − 1 − x) + (e^(−Kx) − 1 + Kx))/(e^x − 1): positive terms only, at either end.
 */
function exponentOfRoot(offered: number, spare: number, most: number): number {
  const light = (x: number) => -Math.expm1(-most * x) / Math.expm1(x) / offered;
  const heavy = (x: number) => Math.expm1(x) / (most * beyondLinear(x) + beyondLinear(-most * x)) * spare;
  // The spare is at most K(K+1)x/2, and the sum at most 1/(e^x − 1).
  const [least, largest] = [(2 * spare) / (most * (most + 1)), Math.log1p(1 / offered)];
  const [margin, ratio] = [1e-12, offered < most / 2 ? light : heavy];
  return rootBetween((x) => Math.log(ratio(x)), least * (1 - margin), largest * (1 + margin));
}

/** e^x − 1 − x. */
function beyondLinear(x: number): number {
  if (Math.abs(x) > 0.5) return Math.expm1(x) - x;
  let [term, sum] = [(x * x) / 2, 0];
  for (let k = 3; Math.abs(term) > Number.EPSILON * sum; k++) {
    sum += term;
    term *= x / k;
  }
  return sum;
}
