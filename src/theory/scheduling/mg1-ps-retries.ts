import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { object, positive, probability } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { failingTries, fatesOf, faultyStation } from '../recognition/failing.ts';
import { poissonInput } from '../recognition/station.ts';
import { speedParam } from '../station-params.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
  readonly failure: number;
  readonly at: 'end' | 'anywhere';
  readonly tries: number;
}

export const mg1PsRetries = formula<Params>({
  name: 'mg1-ps-retries',
  title: 'M/G/1-PS with retries',
  about: 'One slot shared equally, Poisson arrivals, any sizes, the same or drawn again in each try; a try fails with probability p, at its end or after a uniform part of it, and is followed by another at once, at most n in all.',
  source: 'Kleinrock 1967 (a job that begins again at once is one with more work); Harchol-Balter 2013, chapter 30',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ of new jobs, jobs per time unit'),
    size: distributionParam('size of a try that succeeds'),
    speed: speedParam,
    failure: probability('probability p that a try fails').lt(1),
    at: z.enum(['end', 'anywhere']).default('end').describe('when a try that fails does so: at its end, or after a uniform part of its size'),
    tries: z.number().int().min(1).max(1001).describe('tries n of a job at most; when the last one fails it is a dead letter'),
  }),
  equations: [
    'h = 1 where tries fail at their end, 1/2 where they fail anywhere',
    'P[dead] = pⁿ,  E[V] = (1−pⁿ)/(1−p),  E[V | done] = Σₖ k pᵏ⁻¹(1−p)/(1−pⁿ),  k = 1 … n',
    'E[X | done] = E[S](1 + h(E[V | done] − 1)),  E[X] = E[S]E[V](1 − p + hp)   (time that the tries of a job take alone)',
    'ρ = λE[X],  E[T(x)] = x/(1−ρ),  E[T | done] = E[X | done]/(1−ρ)',
    'E[W | done] = ρE[X | done]/(1−ρ),  E[slowdown] = 1/(1−ρ)',
    'E[N] = ρ/(1−ρ),  throughput = λ(1−pⁿ),  waste = hp/(1−p+hp)',
  ],
  symbols: {
    λ: 'arrival rate of new jobs, jobs per time unit',
    S: 'service time of a try that succeeds: size / speed',
    p: 'probability that a try fails',
    n: 'tries of a job at most',
    V: 'tries of a job',
    X: 'time that all tries of a job take alone',
    ρ: 'load: the fraction of time that the slot is busy',
    'T(x)': 'response of a job whose tries take x alone',
    T: 'response: time from coming until done',
    W: 'waiting: response less X',
    N: 'jobs in the system',
  },
  mistakes: [
    'Under fcfs a job that begins again goes to the end of the queue, and what it is like matters; under PS it makes no difference to others whether a job begins again or is longer.',
    'The response of jobs that are done is not E[N]/λ: dead letters are in the system too.',
  ],
  create(params) {
    const { lambda } = params;
    const { load, fates, ofDone, waste } = solve(params);
    return {
      values: {
        response: ofDone / (1 - load),
        waiting: (load * ofDone) / (1 - load),
        slowdown: 1 / (1 - load),
        number: load / (1 - load),
        queue: load ** 2 / (1 - load),
        utilisation: load,
        throughput: lambda * (1 - fates.dead),
        dead: fates.dead,
        tries: fates.mean,
        waste,
      },
    };
  },
  steps(params) {
    const { lambda, failure, tries } = params;
    const { load, fates, ofDone, work } = solve(params);
    return [
      `P[dead] = ${figure(failure)}^${tries} = ${figure(fates.dead)},  E[V] = ${figure(fates.mean)},  E[V | done] = ${figure(fates.ofDone)}`,
      `E[X] = ${figure(work)},  E[X | done] = ${figure(ofDone)}`,
      `ρ = ${figure(lambda)} · ${figure(work)} = ${figure(load)}`,
      `E[T | done] = ${figure(ofDone)}/(1 − ${figure(load)}) = ${figure(ofDone / (1 - load))} time units`,
    ];
  },
  recogniseFaults(scenario) {
    const alone = faultyStation(scenario);
    const failing = failingTries(scenario);
    const jobs = alone && poissonInput(alone.station.sources);
    if (!alone || !jobs || !failing || alone.station.discipline.name !== 'ps') return undefined;
    return { ...jobs, speed: alone.station.speed, failure: failing.probability, at: failing.at, tries: failing.tries };
  },
  examples: [
    {
      params: { lambda: 1, size: { uniform: { min: 0, max: 0.5 } }, failure: 0.5, tries: 2 },
      // E[X] = 1/4 · 1.5 = 3/8, E[X | done] = 1/4 · 4/3 = 1/3.
      expect: { response: 1 / 3 / (5 / 8), slowdown: 8 / 5, number: 3 / 5, utilisation: 3 / 8, dead: 0.25, tries: 1.5, waste: 0.5, throughput: 0.75 },
      from: 'by hand',
    },
    {
      params: { lambda: 1, size: { deterministic: { value: 0.25 } }, failure: 0.5, at: 'anywhere', tries: 2 },
      // E[X] = 1/4 · 1.5 · 3/4 = 9/32, E[X | done] = 1/4 · (1 + 1/6) = 7/24.
      expect: { response: 7 / 24 / (23 / 32), utilisation: 9 / 32, waste: 1 / 3 },
      from: 'by hand',
    },
    { params: { lambda: 0.8, size: { exponential: { mean: 1 } }, failure: 0, tries: 1 }, expect: { response: 5, slowdown: 5, number: 4, dead: 0 }, from: 'by hand: without failures M/G/1-PS' },
  ],
});

function solve({ lambda, size, speed, failure, at, tries }: Params) {
  const part = at === 'end' ? 1 : 0.5;
  const fates = fatesOf({ failure, tries });
  const service = size.mean / speed;
  const ofDone = service * (1 + part * (fates.ofDone - 1));
  const work = service * fates.mean * (1 - failure + part * failure);
  const load = lambda * work;
  refuseOverload(load, 'λE[X]');
  return { fates, load, work, ofDone, waste: (part * failure) / (1 - failure + part * failure) };
}
