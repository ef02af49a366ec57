import type { SamplePath } from '../case.ts';
import { playOut } from './jump-chain.ts';

/** Jobs that come and go one at a time, at the listed rates. */
export const birthDeathPath: SamplePath<{ readonly arrivals: readonly number[]; readonly services: readonly number[] }> = ({ arrivals, services }, { length, stream }) => {
  const { average, rate } = playOut(
    0,
    (n) => [['come', at(arrivals, n), n + 1], ...(n > 0 ? [['go', at(services, n - 1), n - 1] as const] : [])],
    (n) => ({ number: n, square: n ** 2, empty: n === 0 ? 1 : 0, 'comes when empty': n === 0 ? arrivals[0] : 0 }),
    length,
    stream('chain'),
  );
  const throughput = rate('go');
  return {
    number: average['number'],
    throughput,
    response: average['number'] / throughput,
    'P[N = 0]': average['empty'],
    'P[job finds N = 0]': average['comes when empty'] / rate('come'),
    'Var N': average['square'] - average['number'] ** 2,
  };
};

function at(rates: readonly number[], n: number): number {
  return rates[n] ?? rates[rates.length - 1];
}
