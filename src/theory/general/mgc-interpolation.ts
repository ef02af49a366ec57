/** Waits of M/G/c between those of M/M/c and M/D/c. */
import type { Station } from '../../prediction.ts';
import { count, nonNegative, object, ParamError, positive } from '../../params.ts';
import { erlangC } from '../markovian/erlang.ts';
import { deterministicQueue } from './deterministic-service.ts';
import { loadOf, severalSlotsSymbols, twoMoments } from './two-moments.ts';

export interface PoissonSlots {
  readonly lambda: number;
  readonly service: number;
  readonly serviceScv: number;
  readonly servers: number;
}

const MOST_SERVERS = 10_000;

export const poissonSlotsParams = object({
  lambda: positive('arrival rate λ, jobs per time unit'),
  service: positive('mean service time E[S]: mean size / speed'),
  serviceScv: nonNegative('squared coefficient of variation of the sizes, C²ₛ: 0 if all equal, 1 if exponential'),
  servers: count('number of slots c', MOST_SERVERS),
});

const { 'C²ₐ': _, ...rest } = severalSlotsSymbols;
export const poissonSlotsSymbols = { ...rest, 'W_M': 'wait of M/M/c, whose sizes are exponential', 'W_D': 'wait of M/D/c, whose sizes are all equal' };

/** The mean waits with exponential and with equal sizes. */
export function ends({ lambda, service, serviceScv, servers }: PoissonSlots): { readonly exponential: number; readonly equal: number } {
  if (servers > MOST_SERVERS) throw new ParamError(`servers of ${servers} is beyond ${MOST_SERVERS}, up to which this formula is computed`, ['servers']);
  loadOf({ lambda, service, servers, arrivalScv: 1, serviceScv });
  const offered = lambda * service;
  return { exponential: (erlangC(servers, offered) * service) / (servers - offered), equal: deterministicQueue(servers, offered).mean / lambda };
}

/** Poisson arrivals at several slots. */
export function poissonSlots(station: Station): PoissonSlots | undefined {
  const found = station.slots > 1 ? twoMoments(station) : undefined;
  return found?.isPoisson ? found : undefined;
}
