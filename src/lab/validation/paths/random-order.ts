/** One slot, Poisson arrivals, the next job drawn from those that wait, each with equal chance. */
import type { Distribution } from '../../../model.ts';
import type { SamplePath } from '../case.ts';
import { spreadOf } from './times.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

export const randomOrder: SamplePath<Params> = ({ lambda, size, speed }, { length, stream }) => {
  const [arrivals, sizes, draws] = [stream('arrivals'), stream('sizes'), stream('draws')];
  const waits: number[] = [];
  const responses: number[] = [];
  const line: number[] = [];
  let next = arrivals.exponential() / lambda;
  let free = 0;
  for (let served = -Math.ceil(length / 5); served < length; served++) {
    if (line.length === 0) {
      // The slot idles until somebody comes.
      line.push(next);
      free = Math.max(free, next);
      next += arrivals.exponential() / lambda;
    }
    const chosen = draws.integer(line.length);
    const came = line[chosen];
    line[chosen] = line[line.length - 1];
    line.pop();
    const service = size.sample(sizes) / speed;
    if (served >= 0) waits.push(free - came);
    if (served >= 0) responses.push(free - came + service);
    for (free += service; next <= free; next += arrivals.exponential() / lambda) line.push(next);
  }
  return { ...spreadOf('waiting', waits), ...spreadOf('response', responses) };
};
