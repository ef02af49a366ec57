/** M/M/c/K at its stationary state, as the jobs that are let in see it. */
import { erlangB, erlangServed } from './erlang.ts';
import { type FcfsTimes, fcfsTimes } from './fcfs-times.ts';
import { power } from '../../power.ts';

/** Times are those of the jobs that are served. */
export interface FullQueue extends FcfsTimes {
  readonly loss: number;
  /** 1 − loss, without cancellation. */
  readonly served: number;
}

/** Sums positive terms only, so it holds for every load and room. Cost: O(servers + capacity), a tail O(capacity + cμt). */
export function fullQueue(lambda: number, mu: number, servers: number, capacity: number): FullQueue {
  const room = capacity - servers;
  const load = lambda / (servers * mu);
  const blocked = erlangB(servers, lambda / mu);
  // Weights of the states c, c+1, …, K against 1 for all of 0 … c; above load 1 scaled so that none overflows.
  const scale = load > 1 ? power(load, -room) : 1;
  const busy = Float64Array.from({ length: room + 1 }, (_, j) => blocked * (load > 1 ? power(load, j - room) : power(load, j)));
  const free = erlangServed(servers, lambda / mu) * scale;
  const served = free + sum(busy.subarray(0, room));
  const total = served + busy[room];
  // A job that finds c + j − 1 others waits for j departures.
  const departures = Float64Array.from({ length: room + 1 }, (_, j) => (j === 0 ? free : busy[j - 1]) / served);
  return { loss: busy[room] / total, served: served / total, ...fcfsTimes(departures, servers, mu) };
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
