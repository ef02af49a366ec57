import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { refuseBrokenBatch } from '../batch-size.ts';
import { orderParam, speedParam, type Order } from '../station-params.ts';
import { pollaczekKhinchine, serviceOf, type Spread } from './decomposition.ts';
import { isPlainQueue } from './recognise.ts';

interface Params {
  readonly lambda: number;
  readonly batch: Distribution;
  readonly size: Distribution;
  readonly speed: number;
  readonly discipline: Order;
}

export const mg1Batch = formula({
  name: 'mg1-batch',
  title: 'M^[X]/G/1 (batch arrivals)',
  short: 'M^[X]/G/1',
  about: 'One slot, jobs of any sizes that come in batches at the points of a Poisson process. Means hold for every order without preemption that ignores sizes; variances are for fcfs.',
  source: 'Burke 1975, Operations Research 23; Cooper 1981, Introduction to Queueing Theory',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs (not batches) per time unit'),
    batch: distributionParam('jobs in a batch X: whole numbers, 1 or more'),
    size: distributionParam('size, in time units on a node of speed 1'),
    speed: speedParam,
    discipline: orderParam,
  }),
  equations: [
    'ρ = λE[S],  batches come at rate λ/E[X]',
    'B, the work of a batch: E[B] = E[X]E[S],  E[B²] = E[X]E[S²] + E[X(X−1)]E[S]²',
    'the first of a batch waits as in M/G/1 of batches: E[W₁] = (λ/E[X]) E[B²]/(2(1−ρ))',
    'others of the batch ahead of a job: P[K = k] = P[X > k]/E[X],  E[K] = E[X(X−1)]/(2E[X])',
    'E[W] = E[W₁] + E[K]E[S] = (λE[S²] + E[X(X−1)]/E[X] · E[S]) / (2(1−ρ))',
    'Var W = Var W₁ + E[K] Var S + Var K E[S]²,  Var T = Var W + Var S   (fcfs)',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W]',
    'P[wait] = 1 − (1−ρ)/E[X]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    X: 'jobs in a batch',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    K: 'jobs of its own batch ahead of a job',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
  },
  mistakes: [
    'λ taken for the rate of batches: the load is (rate of batches) · E[X] · E[S].',
    'The wait of the first of a batch taken for that of all: the others wait for those before them as well.',
    'The batch of a job taken for a batch like any other: it is larger, E[X²]/E[X] on average.',
  ],
  create: solve,
  steps(params) {
    const { lambda, batch } = params;
    const { service, first, behind } = partsOf(params);
    const waiting = first.mean + behind.mean;
    return [
      `ρ = ${figure(lambda)} · ${figure(service.mean)} = ${figure(lambda * service.mean)},  E[X] = ${figure(batch.mean)},  E[X²] = ${figure(batch.moment(2))}`,
      `E[W₁] = ${figure(first.mean)},  E[K]E[S] = ${figure(behind.mean)}`,
      `E[W] = ${figure(first.mean)} + ${figure(behind.mean)} = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service.mean)} = ${figure(waiting + service.mean)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + service.mean)} = ${figure(lambda * (waiting + service.mean))} jobs`,
    ];
  },
  recognise(station): Params | undefined {
    const { sources, slots, capacity, speed, discipline } = station;
    if (slots !== 1 || capacity < Infinity || sources.length !== 1 || !isPlainQueue(station)) return undefined;
    const [{ process, size }] = sources;
    if (process.mechanism !== 'open' || !process.batch || process.period !== undefined || process.gap?.name !== 'exponential' || !size) return undefined;
    return { lambda: process.rate, batch: process.batch, size, speed, discipline: discipline.name === 'fcfs' ? 'fcfs' : 'size-blind' };
  },
  examples: [
    {
      params: { lambda: 0.5, batch: { deterministic: { value: 2 } }, size: { exponential: { mean: 1 } } },
      // E[X(X−1)]/E[X] = 1: (0.5 · 2 + 1)/(2 · 0.5).
      expect: { waiting: 2, response: 3, number: 1.5, 'P[wait]': 0.75 },
      from: 'by hand: (1 + 1)/1',
    },
    { params: { lambda: 0.8, batch: { deterministic: { value: 1 } }, size: { deterministic: { value: 1 } } }, expect: { waiting: 2, 'waiting.variance': 4 + 4 / 3 }, from: 'by hand: M/D/1' },
  ],
});

function partsOf(params: Params): { readonly service: Distribution; readonly first: Spread; readonly behind: Spread } {
  const { lambda, batch } = params;
  refuseBrokenBatch(batch);
  const service = serviceOf(params);
  const [x1, x2, x3] = [1, 2, 3].map((k) => batch.moment(k));
  const [s1, s2, s3] = [1, 2, 3].map((k) => service.moment(k));
  // Factorial moments: pairs and triples of jobs in a batch.
  const [pairs, triples] = [x2 - x1, x3 - 3 * x2 + 2 * x1];
  const work = [x1 * s1, x1 * s2 + pairs * s1 ** 2, x1 * s3 + 3 * pairs * s2 * s1 + triples * s1 ** 2 * s1];
  const first = pollaczekKhinchine(lambda / x1, { mean: work[0], moment: (k) => work[k - 1] });
  const [ahead, aheadSquare] = [pairs / (2 * x1), (2 * x3 - 3 * x2 + x1) / (6 * x1)];
  const behind = { mean: ahead * s1, variance: ahead * service.variance + (aheadSquare - ahead ** 2) * s1 ** 2 };
  return { service, first, behind };
}

function solve(params: Params): Prediction {
  const { lambda, batch, discipline } = params;
  const { service, first, behind } = partsOf(params);
  const waiting = first.mean + behind.mean;
  const values = byLittle({ throughput: lambda, service: service.mean, waiting, slots: 1 });
  if (discipline !== 'fcfs') return { values };
  const others = { 'P[wait]': 1 - (1 - lambda * service.mean) / batch.mean };
  if (waiting === Infinity) return { values, others };
  const variance = first.variance + behind.variance;
  return { values: { ...values, 'waiting.variance': variance, 'response.variance': variance + service.variance }, others };
}
