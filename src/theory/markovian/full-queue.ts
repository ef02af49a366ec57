/** M/M/c/K at its stationary state, as the jobs that are let in see it. */
import { erlangB } from './erlang.ts';
import { poissonAverage } from '../numeric/poisson-average.ts';
import { power } from '../../power.ts';

export interface FullQueue {
  readonly loss: number;
  /** 1 − loss, without cancellation. */
  readonly served: number;
  /** Mean wait, its variance and its tail under fcfs, of the jobs that are served. */
  readonly waiting: number;
  readonly waitingVariance: number;
  waitingTail(t: number): number;
  responseTail(t: number): number;
}

/** Sums positive terms only, so it holds for every load and room. Cost: O(servers + capacity), a tail O(capacity + cμt). */
export function fullQueue(lambda: number, mu: number, servers: number, capacity: number): FullQueue {
  const room = capacity - servers;
  const load = lambda / (servers * mu);
  const blocked = erlangB(servers, lambda / mu);
  // Weights of the states c, c+1, …, K against 1 for all of 0 … c; above load 1 scaled so that none overflows.
  const scale = load > 1 ? power(load, -room) : 1;
  const busy = Float64Array.from({ length: room + 1 }, (_, j) => blocked * (load > 1 ? power(load, j - room) : power(load, j)));
  const free = (1 - blocked) * scale;
  const served = free + sum(busy.subarray(0, room));
  const total = served + busy[room];
  // A job that finds c + j − 1 others waits for j departures.
  const departures = Float64Array.from({ length: room + 1 }, (_, j) => (j === 0 ? free : busy[j - 1]) / served);
  const rate = servers * mu;
  const waiting = departures.reduce((all, p, j) => all + p * j, 0) / rate;
  const second = departures.reduce((all, p, j) => all + p * j * (j + 1), 0) / rate ** 2;
  const [waits, stays] = afterDepartures(departures, 1 - 1 / servers);
  const tail = (survival: Float64Array) => (t: number) => (t < 0 ? 1 : poissonAverage(rate * t, survival, 1 - 1 / servers));
  return {
    loss: busy[room] / total,
    served: served / total,
    waiting,
    waitingVariance: second - waiting ** 2,
    waitingTail: tail(waits),
    responseTail: tail(stays),
  };
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

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
