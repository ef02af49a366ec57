import type { Distribution, Source } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { deterministic } from '../../random/distributions/deterministic.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { isSizeBlind } from '../recognition/station.ts';
import { sizesOf, type Sizes } from '../recognition/superposition.ts';
import { refuseBrokenBatch } from '../batch-size.ts';
import { orderParam, type Order } from '../station-params.ts';
import { batchQueue } from './batch-queue.ts';
import { fcfsTimes } from './fcfs-times.ts';

interface Params {
  readonly lambda: number;
  readonly batch: Distribution;
  readonly mu: number;
  readonly discipline: Order;
}

export const batchMm1 = formula({
  name: 'batch-mm1',
  title: 'M^[X]/M/1 (batch arrivals)',
  short: 'M^[X]/M/1',
  about: 'One slot, exponential sizes, jobs that come in batches at the points of a Poisson process. Means hold for every order that ignores sizes; the distributions are for fcfs.',
  source: 'Gross and Harris 1998, chapter 3 (bulk input); Kleinrock 1975, section 4.5',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs (not batches) per time unit'),
    batch: distributionParam('jobs in a batch X: whole numbers, 1 or more'),
    mu: positive('service rate μ, jobs per time unit of a busy slot: speed / mean size'),
    discipline: orderParam,
  }),
  equations: [
    'ρ = λ/μ   (batches come at rate λ/E[X])',
    'E[N] = ρ/(1−ρ) · (1 + E[X²]/E[X])/2',
    'E[T] = E[N]/λ,  E[W] = E[T] − 1/μ,  E[Q] = λE[W]',
    'p(0) = 1−ρ,  p(n) = ρ Σ_{j=1..n} P[X ≥ j]/E[X] · p(n−j)',
    'P[n−1 jobs are ahead of a job] = p(n)/ρ,  so P[wait] = 1 − (1−ρ)/E[X]   (fcfs)',
    'P[T > t] = Σ_n p(n)/ρ · P[Poisson(μt) < n]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate, jobs per time unit',
    X: 'jobs in a batch',
    ρ: 'load: the fraction of time that the slot is busy',
    'p(n)': 'fraction of time with n jobs in the system',
    N: 'jobs in the system',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
  },
  mistakes: [
    'λ taken for the rate of batches: the load is (rate of batches) · E[X] / μ.',
    'M/M/1 with the mean batch: what counts is E[X²], and at equal load the wait grows with the batch even where all batches are equal.',
    'The batch of a job taken for a batch like any other: jobs are mostly in large batches, of mean size E[X²]/E[X].',
    'What the first of a batch finds taken for what jobs find: the others stand behind it.',
  ],
  create(params) {
    const { lambda, batch, mu, discipline } = params;
    const waiting = meanWait(params);
    const means = byLittle({ throughput: lambda, service: 1 / mu, waiting, slots: 1 });
    if (discipline !== 'fcfs') return { values: means };
    const others = { 'P[wait]': (mu * (batch.mean - 1) + lambda) / (mu * batch.mean) };
    const load = lambda / mu;
    const p = waiting < Infinity ? batchQueue(load, batch, means['number']) : undefined;
    if (!p) return { values: { ...means, slowdown: Infinity }, others };
    const { waitingVariance, waitingTail, responseTail } = fcfsTimes(p.subarray(1).map((value) => value / load), 1, mu);
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
        slowdown: Infinity,
        'response.variance': waitingVariance + 1 / mu ** 2,
        ...percentiles('response', whereTailIs(responseTail, waiting + 1 / mu)),
        'waiting.variance': waitingVariance,
        ...percentiles('waiting', whereTailIs(waitingTail, 1 / mu)),
      },
      others,
      responseTail,
    };
  },
  steps(params) {
    const { lambda, batch, mu } = params;
    const waiting = meanWait(params);
    const response = waiting + 1 / mu;
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `E[X] = ${figure(batch.mean)},  E[X²] = ${figure(batch.moment(2))}`,
      `E[N] = ${figure(lambda / mu)}/${figure((mu - lambda) / mu)} · (1 + ${figure(batch.moment(2) / batch.mean)})/2 = ${figure(lambda * response)} jobs`,
      `E[T] = ${figure(lambda * response)}/${figure(lambda)} = ${figure(response)} time units`,
      `E[W] = ${figure(response)} − ${figure(1 / mu)} = ${figure(waiting)} time units`,
    ];
  },
  recognise({ sources, slots, speed, capacity, discipline }): Params | undefined {
    if (slots !== 1 || capacity < Infinity || !isSizeBlind(discipline) || !sources.every(isBatch)) return undefined;
    const size = sizesOf(sources.map(({ process, size: own }) => ({ rate: process.rate, size: own! })));
    const batch = sizesOf(sources.map(batches));
    if (size.name !== 'exponential' || !sources.some(({ process }) => process.batch)) return undefined;
    const lambda = sources.reduce((sum, { process }) => sum + process.rate, 0);
    return { lambda, batch, mu: speed / size.mean, discipline: discipline.name === 'fcfs' ? 'fcfs' : 'size-blind' };
  },
  examples: [
    {
      params: { lambda: 1, batch: { deterministic: { value: 2 } }, mu: 2 },
      expect: { number: 1.5, response: 1.5, waiting: 1, queue: 1, 'P[wait]': 0.75 },
      from: 'by hand: batches of two at load 1/2',
    },
    {
      params: { lambda: 1.5, batch: { discrete: { values: [1, 2], probabilities: [0.5, 0.5] } }, mu: 2 },
      expect: { number: 4, response: 8 / 3, 'P[wait]': 5 / 6 },
      from: 'by hand: E[X] = 3/2, E[X²] = 5/2',
    },
    { params: { lambda: 3, batch: { deterministic: { value: 1 } }, mu: 4 }, expect: { number: 3, response: 1, 'response.variance': 1 }, from: 'by hand: batches of one are M/M/1' },
  ],
});

/** E[N]/λ − 1/μ, put so that nothing cancels. */
function meanWait({ lambda, batch, mu }: Params): number {
  refuseOverload(lambda / mu, 'λ/μ');
  refuseBrokenBatch(batch);
  return (lambda + (mu * (batch.moment(2) / batch.mean - 1)) / 2) / (mu * (mu - lambda));
}

/** A source of batches, or of single jobs, at the points of a Poisson process. */
function isBatch(source: Source): source is Source & { readonly process: { readonly mechanism: 'open' } } {
  const { process, size } = source;
  return process.mechanism === 'open' && process.period === undefined && process.gap?.name === 'exponential' && size !== undefined;
}

function batches({ process: { rate, batch = deterministic.create({ value: 1 }) } }: Source & { readonly process: { readonly mechanism: 'open' } }): Sizes {
  return { rate: rate / batch.mean, size: batch };
}
