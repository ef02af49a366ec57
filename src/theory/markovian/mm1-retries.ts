import { object, positive, probability } from '../../params.ts';
import { z } from 'zod';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { failingTries, fatesOf, faultyStation } from '../recognition/failing.ts';
import { markovian } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly failure: number;
  readonly tries: number;
}

export const mm1Retries = formula<Params>({
  name: 'mm1-retries',
  title: 'M/M/1 with retries',
  about: 'One slot, Poisson arrivals; a try fails with probability p when its service is over, and the job joins the end of the queue again for another, of an exponential size of its own, at most n tries in all. Fcfs.',
  source: 'Kelly 1979, Reversibility and Stochastic Networks, section 3.1 (a route of at most n visits to one queue); without a limit Takács 1963',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ of new jobs, jobs per time unit'),
    mu: positive('service rate μ, tries per time unit of a busy slot'),
    failure: probability('probability p that a try fails').lt(1),
    tries: z.number().int().min(1).max(1001).describe('tries n of a job at most; when the last one fails it is a dead letter'),
  }),
  equations: [
    'P[dead] = pⁿ,  E[V] = (1−pⁿ)/(1−p),  E[V | done] = Σₖ k pᵏ⁻¹(1−p)/(1−pⁿ),  k = 1 … n',
    'Λ = λE[V],  ρ = Λ/μ',
    'P[N = n] = (1−ρ)ρⁿ,  E[N] = ρ/(1−ρ)   (as in M/M/1)',
    'E[T₁] = E[N]/Λ = 1/(μ−Λ)   (of every try, whichever it is)',
    'E[T | done] = E[V | done]/(μ−Λ),  E[W | done] = E[V | done](1/(μ−Λ) − 1/μ)',
    'throughput = λ(1−pⁿ),  waste = p',
  ],
  symbols: {
    λ: 'arrival rate of new jobs, jobs per time unit',
    μ: 'service rate, tries per time unit',
    p: 'probability that a try fails',
    n: 'tries of a job at most',
    V: 'tries of a job',
    Λ: 'tries per time unit',
    ρ: 'load: the fraction of time that the slot is busy',
    N: 'jobs in the system',
    'T₁': 'time of one try, waiting included',
    T: 'response: time from coming until done',
    W: 'waiting during all tries together',
  },
  mistakes: [
    'M/M/1 with service rate (1−p)μ: without a limit it has the right means, but with one it forgets that jobs are given up.',
    'The response of jobs that are done is not E[N]/λ: dead letters are in the system too, for longer than the others.',
    'Not for retries of the same size: a large job that fails is large again, and load and wait depend on more than the mean.',
  ],
  create(params) {
    const { lambda, mu, failure } = params;
    const { load, fates, flow } = solve(params);
    const time = 1 / (mu - flow);
    return {
      values: {
        response: fates.ofDone * time,
        waiting: fates.ofDone * (time - 1 / mu),
        number: load / (1 - load),
        queue: load ** 2 / (1 - load),
        utilisation: load,
        throughput: lambda * (1 - fates.dead),
        dead: fates.dead,
        tries: fates.mean,
        waste: failure,
      },
      others: { 'response of one try': time, 'tries of a job that is done': fates.ofDone },
    };
  },
  steps(params) {
    const { lambda, mu, failure, tries } = params;
    const { load, fates, flow } = solve(params);
    return [
      `P[dead] = ${figure(failure)}^${tries} = ${figure(fates.dead)},  E[V] = ${figure(fates.mean)},  E[V | done] = ${figure(fates.ofDone)}`,
      `Λ = ${figure(lambda)} · ${figure(fates.mean)} = ${figure(flow)} tries per time unit,  ρ = ${figure(load)}`,
      `E[T₁] = 1/(${figure(mu)} − ${figure(flow)}) = ${figure(1 / (mu - flow))} time units`,
      `E[T | done] = ${figure(fates.ofDone)} · ${figure(1 / (mu - flow))} = ${figure(fates.ofDone / (mu - flow))} time units`,
    ];
  },
  recogniseFaults(scenario) {
    const alone = faultyStation(scenario);
    const failing = failingTries(scenario);
    const jobs = alone && markovian(alone.station);
    if (!jobs || jobs.discipline !== 'fcfs' || failing?.at !== 'end' || failing.sizes !== 'drawn') return undefined;
    return { lambda: jobs.lambda, mu: jobs.mu, failure: failing.probability, tries: failing.tries };
  },
  examples: [
    {
      params: { lambda: 1, mu: 3, failure: 0.5, tries: 2 },
      // Λ = 1.5; of those done two thirds are so at once: E[V | done] = 4/3.
      expect: { response: 4 / 3 / 1.5, number: 1, utilisation: 0.5, throughput: 0.75, dead: 0.25, tries: 1.5, waste: 0.5, waiting: (4 / 3) * (1 / 1.5 - 1 / 3) },
      from: 'by hand',
    },
    { params: { lambda: 0.8, mu: 1, failure: 0, tries: 1 }, expect: { response: 5, number: 4, dead: 0, tries: 1 }, from: 'by hand: without failures M/M/1' },
    { params: { lambda: 1, mu: 4, failure: 0.5, tries: 1001 }, expect: { number: 1, response: 1, waiting: 0.5 }, from: 'by hand: hardly limited it is M/M/1 with feedback' },
  ],
});

function solve({ lambda, mu, failure, tries }: Params) {
  const fates = fatesOf({ failure, tries });
  const flow = lambda * fates.mean;
  refuseOverload(flow / mu, 'λE[V]/μ');
  return { fates, flow, load: flow / mu };
}
