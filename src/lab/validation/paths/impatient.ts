/** Several slots under fcfs and jobs that give up: job by job, from when each slot is free again. */
import type { SamplePath } from '../case.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

export const impatient: SamplePath<Params> = ({ lambda, mu, servers, theta }, { length, stream }) => {
  const [arrivals, sizes, patience] = [stream('arrivals'), stream('sizes'), stream('patience')];
  const freeAt = new Float64Array(servers);
  const sum = { time: 0, waiting: 0, waited: 0, served: 0, service: 0, servedWaiting: 0 };
  let now = 0;
  for (let job = -Math.ceil(length / 5); job < length; job++) {
    const gap = arrivals.exponential() / lambda;
    now += gap;
    const slot = freeAt.indexOf(freeAt.reduce((least, time) => Math.min(least, time)));
    const [wait, longest, size] = [Math.max(0, freeAt[slot] - now), patience.exponential() / theta, sizes.exponential() / mu];
    const stays = wait <= longest;
    if (stays) freeAt[slot] = now + wait + size;
    if (job < 0) continue;
    sum.time += gap;
    sum.waiting += Math.min(wait, longest);
    if (wait > 0) sum.waited++;
    if (!stays) continue;
    sum.served++;
    sum.service += size;
    sum.servedWaiting += wait;
  }
  const lost = length - sum.served;
  return {
    'P[wait]': sum.waited / length,
    'P[abandon]': lost / length,
    'P[abandon | wait]': lost / sum.waited,
    'E[W]': sum.waiting / length,
    'E[W | served]': sum.servedWaiting / sum.served,
    'E[W | abandoned]': (sum.waiting - sum.servedWaiting) / lost,
    'E[T | served]': (sum.servedWaiting + sum.service) / sum.served,
    throughput: sum.served / sum.time,
    utilisation: sum.service / (servers * sum.time),
    queue: sum.waiting / sum.time,
    number: (sum.waiting + sum.service) / sum.time,
  };
};
