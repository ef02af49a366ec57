import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { orbit } from './orbit.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

export const retrialMmc = formula({
  name: 'retrial-mmc',
  title: 'M/M/c with retrials',
  about: 'Several slots and no line: a job that finds all busy goes into orbit and tries again after exponential times, by itself, until it finds a free one. Poisson arrivals, exponential sizes.',
  source: 'Falin and Templeton 1997, "Retrial Queues", chapter 2; solved level by level: Gaver, Jacobs and Latouche 1984',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, new jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c'),
    theta: positive('rate of retrials θ of each job in orbit: 1 / mean time between its attempts'),
  }),
  equations: [
    '(λ + iμ + nθ) p(i,n) = λp(i−1,n) + (i+1)μp(i+1,n) + (n+1)θp(i−1,n+1)   for i < c slots busy, n in orbit',
    'λp(c,n) = (n+1)θ Σ_{i<c} p(i,n+1)   (what goes up from n in orbit comes down to it)',
    'P[blocked] = Σ_n p(c,n)',
    'E[O] = Σ n p(i,n),  E[busy] = λ/μ',
    'E[W] = E[O]/λ,  E[T] = E[W] + 1/μ,  E[N] = λE[T]',
    'retries per job = θE[O]/λ',
  ],
  symbols: {
    λ: 'rate of new jobs, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    θ: 'rate at which each job in orbit tries again',
    c: 'number of slots',
    'p(i,n)': 'fraction of time with i slots busy and n jobs in orbit',
    O: 'jobs in orbit',
    W: 'time in orbit',
    T: 'response: time in the system',
    N: 'jobs in the system',
  },
  mistakes: [
    'Erlang B with the retries added to the arrivals: they do not come as a Poisson process, but soon after the slots were full.',
    'Erlang C taken for P[blocked]: that is what very quick retries come to, and slow ones are blocked less often.',
    'P[blocked] taken for the fraction of attempts that fail: retries find the slots busy more often than new jobs do.',
  ],
  create(params) {
    const { lambda, mu, servers, theta } = params;
    const { orbit: mean, blocked, empty } = solve(params);
    const waiting = mean / lambda;
    return {
      values: byLittle({ throughput: lambda, service: 1 / mu, waiting, slots: servers }),
      others: { 'P[blocked]': blocked, 'retries per job': theta * waiting, 'P[orbit empty]': empty },
    };
  },
  steps(params) {
    const { lambda, mu, theta } = params;
    const { orbit: mean, blocked } = solve(params);
    return [
      `P[blocked] = ${figure(blocked)}`,
      `E[O] = ${figure(mean)} jobs`,
      `E[W] = ${figure(mean)}/${figure(lambda)} = ${figure(mean / lambda)} time units`,
      `E[T] = ${figure(mean / lambda)} + ${figure(1 / mu)} = ${figure(mean / lambda + 1 / mu)} time units`,
      `retries per job = ${figure(theta)} · ${figure(mean / lambda)} = ${figure((theta * mean) / lambda)}`,
    ];
  },
  examples: [{ params: { lambda: 1, mu: 2, servers: 1, theta: 1 }, expect: { queue: 1.5, number: 2, response: 2, 'P[blocked]': 0.5, 'P[orbit empty]': 0.375 }, from: 'by hand: one slot, see retrial-mm1' }],
});

function solve(params: Params) {
  refuseOverload(params.lambda / (params.servers * params.mu), 'λ/(cμ)');
  return orbit(params);
}
