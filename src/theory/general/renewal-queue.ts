/** One or several slots with exponential sizes and renewal input, once the chance of waiting is known. */
import type { Prediction, Station } from '../../prediction.ts';
import { byLittle } from '../little.ts';
import { tailOfSum } from '../markovian/tail-of-sum.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { isSizeBlind, renewalInput } from '../recognition/station.ts';
import type { Order } from '../station-params.ts';

export interface ExponentialWait {
  /** Jobs per time unit. */
  readonly lambda: number;
  /** Service rate of one slot. */
  readonly mu: number;
  readonly servers: number;
  /** P[wait]. */
  readonly wait: number;
  /** The wait of those who wait is exponential at this rate. */
  readonly rate: number;
  readonly discipline: Order;
}

/** Means, and under fcfs the distributions, where P[W > t] = P[wait] e^(−rate·t). */
export function exponentialWait({ lambda, mu, servers, wait, rate, discipline }: ExponentialWait): Prediction {
  const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: wait / rate, slots: servers });
  // Under ps or preemptive lcfs who finds the slots busy need not wait then, and who does not may wait later.
  if (discipline !== 'fcfs') return { values: means };
  const variance = (wait * (2 - wait)) / rate ** 2;
  const responseTail = (t: number) => (t <= 0 ? 1 : (1 - wait) * Math.exp(-mu * t) + wait * tailOfSum(rate, mu, t));
  return {
    values: {
      ...means,
      // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
      slowdown: Infinity,
      'response.variance': variance + 1 / mu ** 2,
      ...percentiles('response', whereTailIs(responseTail, means['response'])),
      'waiting.variance': variance,
      ...percentiles('waiting', (tail) => Math.max(0, Math.log(wait / tail) / rate)),
    },
    others: { 'P[wait]': wait },
    responseTail,
  };
}

/** Renewal input that is not Poisson, and exponential sizes, in any order that ignores them; how many slots is for the caller to look at. */
export function exponentialSizes(station: Station) {
  if (station.capacity < Infinity || !isSizeBlind(station.discipline) || station.sources.length !== 1) return undefined;
  const input = renewalInput(station.sources);
  if (!input || input.gap.name === 'exponential' || input.size.name !== 'exponential') return undefined;
  const discipline: Order = station.discipline.name === 'fcfs' ? 'fcfs' : 'size-blind';
  return { gap: input.gap, mu: station.speed / input.size.mean, discipline };
}
