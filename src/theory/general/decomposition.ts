/** M/G/1 in which the slot is not always ready: waits that are those of M/G/1 and something more. */
import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import { positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { speedParam } from '../station-params.ts';

export interface Jobs {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

export const jobsParams = {
  lambda: positive('arrival rate λ, jobs per time unit'),
  size: distributionParam('size, in time units on a node of speed 1'),
  speed: speedParam,
};

export const jobsSymbols = {
  λ: 'arrival rate, jobs per time unit',
  S: 'service time: size / speed',
  ρ: 'load λE[S]: the fraction of time that the slot serves',
  W: 'waiting: response less service time',
  T: 'response: time in the system',
};

/** The service times, where the slot can keep up. */
export function serviceOf({ lambda, size, speed }: Jobs): Distribution {
  refuseOverload((lambda * size.mean) / speed, 'λE[S]');
  return scaled(size, 1 / speed);
}

/** Mean and variance of a time; what is added to a wait may be no time of its own, as long as its moments add. */
export interface Spread {
  readonly mean: number;
  readonly variance: number;
}

/** The wait of M/G/1 under fcfs. Source: Pollaczek 1930; Khinchine 1932. */
export function pollaczekKhinchine(lambda: number, service: Pick<Distribution, 'mean' | 'moment'>): Spread {
  const free = 1 - lambda * service.mean;
  const mean = (lambda * service.moment(2)) / (2 * free);
  return { mean, variance: mean ** 2 + (lambda * service.moment(3)) / (3 * free) };
}

/** The prediction where a wait of M/G/1 is longer by an independent part. Source: Fuhrmann and Cooper 1985, Operations Research 33. */
export function withMore(jobs: Jobs, more: Spread): Prediction {
  const service = serviceOf(jobs);
  const own = pollaczekKhinchine(jobs.lambda, service);
  const waiting = own.mean + more.mean;
  const variance = waiting === Infinity ? Infinity : own.variance + more.variance;
  return {
    values: {
      ...byLittle({ throughput: jobs.lambda, service: service.mean, waiting, slots: 1 }),
      'waiting.variance': variance,
      'response.variance': variance + service.variance,
    },
  };
}

/** What is left of a time at a moment within it. Source: the inspection paradox; Cox 1962, Renewal Theory. */
export function leftOf(time: Distribution): { readonly mean: number; readonly square: number } {
  return { mean: time.moment(2) / (2 * time.mean), square: time.moment(3) / (3 * time.mean) };
}
