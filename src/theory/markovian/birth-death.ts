import { z } from 'zod';
import { nonNegative, object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { poissonInput } from '../recognition/station.ts';
import { slotSpeeds } from '../recognition/slot-speeds.ts';
import { average, birthDeathProbabilities } from './birth-death-chain.ts';

interface Params {
  readonly arrivals: number[];
  readonly services: number[];
}

export const birthDeath = formula({
  name: 'birth-death',
  title: 'birth–death queue',
  about:
    'Jobs come and go one at a time, at rates that depend on how many are there: the model of which M/M/1, M/M/c/K, Erlang B, the machine repair model and ' +
    'all their kind are cases. Of each list of rates the last goes on for ever.',
  source: 'Kleinrock 1975, chapter 3; Gross and Harris 1998, chapter 2',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    arrivals: z.array(nonNegative('arrival rate')).min(1).describe('arrival rates λ(0), λ(1), … with so many jobs there, jobs per time unit; 0 where no more come'),
    services: z.array(positive('service rate')).min(1).describe('total service rates μ(1), μ(2), … with so many jobs there, jobs per time unit'),
  }),
  equations: [
    'λ(n) p(n) = μ(n+1) p(n+1)   (what goes up from n comes down to n)',
    'p(n) = p(0) Π_{k=0..n−1} λ(k)/μ(k+1),   Σ p(n) = 1',
    'E[N] = Σ n p(n)',
    'throughput = X = Σ λ(n) p(n) = Σ μ(n) p(n)',
    "E[T] = E[N]/X   (Little's law)",
    'q(n) = λ(n) p(n)/X   (what a job finds)',
  ],
  symbols: {
    'λ(n)': 'rate at which jobs come while n are there',
    'μ(n)': 'rate at which jobs go while n are there, all slots together',
    'p(n)': 'fraction of time with n jobs in the system',
    N: 'jobs in the system',
    T: 'response: time in the system',
  },
  mistakes: [
    'What jobs find taken for the time average: they are the same only where λ(n) does not depend on n.',
    'Jobs that are turned away left in: λ(n) counts those that come in, so at a full system it is 0.',
    'μ(n) taken for the rate of one slot: with c slots it is min(n,c)μ.',
  ],
  create(params) {
    const { p, mean, variance, throughput } = solve(params);
    return {
      values: { response: mean / throughput, number: mean, throughput },
      others: { 'P[N = 0]': p[0], 'P[job finds N = 0]': (params.arrivals[0] * p[0]) / throughput, 'Var N': variance },
    };
  },
  steps(params) {
    const { p, mean, throughput } = solve(params);
    return [
      `p(0) = 1/(1 + ${figure(params.arrivals[0])}/${figure(params.services[0])} + …) = ${figure(p[0])}`,
      `E[N] = ${figure(mean)} jobs`,
      `X = ${figure(throughput)} jobs per time unit`,
      `E[T] = ${figure(mean)}/${figure(throughput)} = ${figure(mean / throughput)} time units`,
    ];
  },
  recogniseScenario({ pool, sources }): Params | undefined {
    const { nodes, dispatch, discipline, capacity } = pool;
    const input = poissonInput(sources);
    if (!input || dispatch.name !== 'central' || discipline.name !== 'ps' || capacity < Infinity) return undefined;
    const speeds = slotSpeeds(nodes);
    // Shared slots of one speed are M/M/c; of the sizes only the mean matters (Kelly 1979, section 3.3: a symmetric queue).
    if (!speeds || speeds[0] === speeds[speeds.length - 1]) return undefined;
    let total = 0;
    return { arrivals: [input.lambda], services: speeds.map((speed) => (total += speed / input.size.mean)) };
  },
  examples: [
    { params: { arrivals: [3], services: [4] }, expect: { number: 3, response: 1, 'P[N = 0]': 0.25, 'Var N': 12 }, from: 'by hand: M/M/1' },
    { params: { arrivals: [2, 2, 0], services: [1, 2] }, expect: { number: 1.2, throughput: 1.2, response: 1, 'P[N = 0]': 0.2 }, from: 'by hand: Erlang B with two slots and two erlangs, p is 1/5, 2/5, 2/5' },
    { params: { arrivals: [4, 3, 2, 1, 0], services: [2] }, expect: { 'P[N = 0]': 2 / 21, number: 46 / 21, throughput: 38 / 21, 'Var N': 614 / 441 }, from: 'by hand: p is 2/21, 4/21, 6/21, 6/21, 3/21' },
  ],
});

/** Probabilities up to where both lists have come to their end, and means over all numbers: beyond it the chain is geometric. */
function solve({ arrivals, services }: Params) {
  if (arrivals[0] === 0) throw new ParamError('the first arrival rate must be above 0: otherwise nothing ever comes', ['arrivals', 0]);
  const end = Math.max(arrivals.length, services.length) - 1;
  const [lambda, mu] = [arrivals[arrivals.length - 1], services[services.length - 1]];
  const finite = arrivals.includes(0);
  if (!finite) refuseOverload(lambda / mu, 'λ/μ beyond the lists');
  const listed = birthDeathProbabilities({ birth: (n) => (n < end ? at(arrivals, n) : 0), death: (n) => at(services, n - 1) });
  const [ratio, rest] = finite ? [0, 1] : [lambda / mu, (mu - lambda) / mu];
  const last = listed[listed.length - 1];
  const total = 1 + (last * ratio) / rest;
  const p = listed.map((value) => value / total);
  // Σ_k (from + k) rᵏ and Σ_k (from + k)² rᵏ over k ≥ 1, for a tail that goes on from `from`.
  const first = (from: number) => ((from + 1 / rest) * ratio) / rest;
  const square = (from: number) => ((from ** 2 + (2 * from) / rest + (1 + ratio) / rest ** 2) * ratio) / rest;
  const [beyond, place] = [p[p.length - 1], p.length - 1];
  const mean = average(p, (n) => n) + beyond * first(place);
  const variance = average(p, (n) => (n - mean) ** 2) + beyond * square(place - mean);
  const throughput = average(p, (n) => at(arrivals, n)) + (beyond * lambda * ratio) / rest;
  return { p, mean, variance, throughput };
}

/** The last of the listed rates goes on. */
function at(rates: readonly number[], n: number): number {
  return rates[Math.min(n, rates.length - 1)];
}
