import { object, positive } from '../../params.ts';
import { power } from '../../power.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';

export const retrialMm1 = formula({
  name: 'retrial-mm1',
  title: 'M/M/1 with retrials',
  about: 'One slot and no line: a job that finds it busy goes into orbit and tries again after exponential times, by itself, until it finds it idle. Poisson arrivals, exponential sizes.',
  source: 'Falin and Templeton 1997, "Retrial Queues", chapter 1',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, new jobs per time unit'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    theta: positive('rate of retrials θ of each job in orbit: 1 / mean time between its attempts'),
  }),
  equations: [
    'ρ = λ/μ,  κ = λ/θ',
    'P[idle, n in orbit] = (1−ρ) NB(n; κ),  P[busy, n in orbit] = ρ NB(n; κ+1)',
    'NB(n; κ) = κ(κ+1)…(κ+n−1)/n! · ρⁿ(1−ρ)^κ   (negative binomial)',
    'E[O] = ρ(ρ + κ)/(1−ρ)',
    'Var O = ρ(ρ + κ)/(1−ρ)² + ρ³/(1−ρ)',
    'E[W] = E[O]/λ = (ρ/μ + ρ/θ)/(1−ρ)   (the wait of M/M/1, and ρ/θ/(1−ρ) for the idle times while all are away)',
    'E[T] = E[W] + 1/μ,  E[N] = E[O] + ρ',
    'retries per job = θE[O]/λ',
  ],
  symbols: {
    λ: 'rate of new jobs, jobs per time unit',
    μ: 'service rate, jobs per time unit',
    θ: 'rate at which each job in orbit tries again',
    ρ: 'load: the fraction of time that the slot is busy, and of new jobs that find it so',
    κ: 'new jobs in a mean time between attempts of one',
    O: 'jobs in orbit',
    W: 'time in orbit',
    T: 'response: time in the system',
    N: 'jobs in the system',
  },
  mistakes: [
    'M/M/1 taken for it: the load is the same, but the slot is idle while jobs are in orbit, and the wait is longer by ρ/θ/(1−ρ).',
    'Retries counted as arrivals: λ is the rate of new jobs; attempts come at rate λ + θE[O].',
    'Condition ρ < 1 thought to depend on θ: however rarely jobs try again, many in orbit try often.',
  ],
  create({ lambda, mu, theta }) {
    const { load, waiting } = solve(lambda, mu, theta);
    const orbit = lambda * waiting;
    const rest = (mu - lambda) / mu;
    return {
      values: byLittle({ throughput: lambda, service: 1 / mu, waiting, slots: 1 }),
      others: {
        'P[blocked]': load,
        'retries per job': theta * waiting,
        'Var orbit': orbit / rest + (load ** 2 * load) / rest,
        'P[orbit empty]': (1 + load) * power(rest, 1 + lambda / theta),
      },
    };
  },
  steps({ lambda, mu, theta }) {
    const { load, waiting } = solve(lambda, mu, theta);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(load)},  κ = ${figure(lambda)}/${figure(theta)} = ${figure(lambda / theta)}`,
      `E[O] = ${figure(load)} · (${figure(load)} + ${figure(lambda / theta)})/(1 − ${figure(load)}) = ${figure(lambda * waiting)} jobs`,
      `E[W] = ${figure(lambda * waiting)}/${figure(lambda)} = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(1 / mu)} = ${figure(waiting + 1 / mu)} time units`,
      `retries per job = ${figure(theta)} · ${figure(waiting)} = ${figure(theta * waiting)}`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 2, theta: 1 },
      expect: { queue: 1.5, number: 2, waiting: 1.5, response: 2, 'Var orbit': 3.25, 'P[orbit empty]': 0.375, 'retries per job': 1.5 },
      from: 'by hand: ρ = 1/2, κ = 1',
    },
  ],
});

function solve(lambda: number, mu: number, theta: number): { readonly load: number; readonly waiting: number } {
  const load = lambda / mu;
  refuseOverload(load, 'λ/μ');
  return { load, waiting: (load + lambda / theta) / (mu - lambda) };
}
