import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly leave: number;
}

export const feedback = formula<Params>({
  name: 'feedback',
  title: 'M/M/1 with Bernoulli feedback',
  short: 'M/M/1 with feedback',
  about: 'After each service a job leaves with probability p, or else joins the queue again for another service. Poisson arrivals, exponential services, one slot.',
  source: 'Takács 1963, Bell System Technical Journal 42; J. R. Jackson 1957 (one station that leads back to itself)',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ of new jobs, jobs per time unit'),
    mu: positive('service rate μ, services per time unit of a busy slot'),
    leave: positive('probability p with which a job leaves after a service').max(1),
  }),
  equations: [
    'Λ = λ + (1−p)Λ,  so Λ = λ/p',
    'ρ = Λ/μ = λ/(pμ)',
    'P[N = n] = (1−ρ)ρⁿ,  E[N] = ρ/(1−ρ)   (as in M/M/1)',
    'E[T] = E[N]/λ = 1/(pμ−λ)   (from coming to leaving)',
    'E[V] = 1/p visits, each of E[T₁] = E[N]/Λ = 1/(μ−Λ)',
    'E[W] = E[T] − 1/(pμ)',
  ],
  symbols: {
    λ: 'arrival rate of new jobs, jobs per time unit',
    p: 'probability with which a job leaves after a service',
    μ: 'service rate, services per time unit',
    Λ: 'visits per time unit: new jobs and those that return',
    ρ: 'load: the fraction of time that the slot is busy',
    N: 'jobs in the system',
    T: 'response: time from coming to leaving',
    'T₁': 'time of one visit',
    V: 'visits of one job',
    W: 'waiting during all visits together',
  },
  mistakes: [
    'The flow Λ into the queue is not Poisson, although N is distributed as if it were: a job that returns comes at once after a departure, so visits come in bunches (Burke 1976). What leaves the system for good is Poisson.',
    'The response is not exponential, as in M/M/1 with service rate pμ it would be: only the mean is the same, since a job that returns is overtaken by those who waited behind it.',
    'ρ is not λ/μ: each job is served 1/p times.',
  ],
  create(params) {
    const { lambda, mu, leave } = params;
    const load = loadOf(params);
    const values = byLittle({ throughput: lambda, service: 1 / (leave * mu), waiting: load / (leave * mu - lambda), slots: 1 });
    return {
      values: { ...values, 'number.variance': load / (1 - load) ** 2 },
      others: { 'visits per job': 1 / leave, 'visits per time unit': lambda / leave, 'response of one visit': 1 / (mu - lambda / leave) },
    };
  },
  steps(params) {
    const { lambda, mu, leave } = params;
    const load = loadOf(params);
    const rest = leave * mu - lambda;
    return [
      `Λ = ${figure(lambda)}/${figure(leave)} = ${figure(lambda / leave)} visits per time unit`,
      `ρ = ${figure(lambda / leave)}/${figure(mu)} = ${figure(load)}`,
      `E[N] = ${figure(load)}/(1 − ${figure(load)}) = ${figure(lambda / rest)} jobs`,
      `E[T] = 1/(${figure(leave)} · ${figure(mu)} − ${figure(lambda)}) = ${figure(1 / rest)} time units`,
      `E[W] = ${figure(1 / rest)} − ${figure(1 / (leave * mu))} = ${figure(load / rest)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 4, leave: 0.5 },
      expect: { number: 1, response: 1, waiting: 0.5, utilisation: 0.5, 'number.variance': 2, 'visits per job': 2, 'response of one visit': 0.5 },
      from: 'by hand',
    },
  ],
});

function loadOf({ lambda, mu, leave }: Params): number {
  const load = lambda / (leave * mu);
  refuseOverload(load, 'λ/(pμ)');
  return load;
}
