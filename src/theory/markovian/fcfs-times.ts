/** Times under fcfs where slots serve at a constant rate, from what a job finds when it comes. */
import { poissonAverage } from '../numeric/poisson-average.ts';

export interface FcfsTimes {
  /** Mean wait, its variance and its tail, and that of the response. */
  readonly waiting: number;
  readonly waitingVariance: number;
  waitingTail(t: number): number;
  responseTail(t: number): number;
}

/**
 * Wait and response of a job that waits for j departures with probability departures[j], at rate servers · mu; it need not
 * be the rest of the system that decides j, but what comes later must not matter. Cost: O(departures), a tail O(departures + cμt).
 */
export function fcfsTimes(departures: Float64Array, servers: number, mu: number): FcfsTimes {
  const rate = servers * mu;
  const waiting = departures.reduce((all, p, j) => all + p * j, 0) / rate;
  const second = departures.reduce((all, p, j) => all + p * j * (j + 1), 0) / rate ** 2;
  const [waits, stays] = afterDepartures(departures, 1 - 1 / servers);
  const tail = (survival: Float64Array) => (t: number) => (t < 0 ? 1 : poissonAverage(rate * t, survival, 1 - 1 / servers));
  return { waiting, waitingVariance: second - waiting ** 2, waitingTail: tail(waits), responseTail: tail(stays) };
}

/** For how many departures a job waits that finds n others with probability seen[n]: none where a slot is free. */
export function departuresAhead(seen: Float64Array, servers: number): Float64Array {
  const departures = new Float64Array(Math.max(1, seen.length - servers + 1));
  for (const [n, p] of seen.entries()) departures[Math.max(0, n - servers + 1)] += p;
  return departures;
}

/**
 * P[still waiting] and P[still in the system] after k = 0 … room ticks of a Poisson clock of rate cμ.
 * A tick is a departure while the job waits, and the job's own with probability 1/c when it is in service (uniformisation).
 */
function afterDepartures(departures: Float64Array, stay: number): [Float64Array, Float64Array] {
  const waits = new Float64Array(departures.length);
  const stays = new Float64Array(departures.length);
  let later = 0;
  for (let k = departures.length - 1; k >= 0; k--) {
    waits[k] = later;
    later += departures[k];
  }
  let inService = 0;
  for (let k = 0; k < departures.length; k++) {
    inService = inService * stay + departures[k];
    stays[k] = waits[k] + inService;
  }
  return [waits, stays];
}
