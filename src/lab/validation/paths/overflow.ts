import type { SamplePath } from '../case.ts';
import { type Move, playOut } from './jump-chain.ts';

/** Two groups of slots; the second, which has room for all, takes what finds the first full. */
export const overflowPath: SamplePath<{ readonly lambda: number; readonly mu: number; readonly servers: number }> = ({ lambda, mu, servers }, { length, stream }) => {
  type State = readonly [first: number, second: number];
  const { average, rate } = playOut<State>(
    [0, 0],
    ([first, second]) => {
      const moves: Move<State>[] = [first < servers ? ['enter', lambda, [first + 1, second]] : ['overflow', lambda, [first, second + 1]]];
      if (first > 0) moves.push(['done', first * mu, [first - 1, second]]);
      if (second > 0) moves.push(['done there', second * mu, [first, second - 1]]);
      return moves;
    },
    ([first, second]) => ({ first, second, square: second ** 2 }),
    length,
    stream('chain'),
  );
  const variance = average['square'] - average['second'] ** 2;
  return {
    number: average['first'],
    utilisation: average['first'] / servers,
    throughput: rate('done'),
    response: average['first'] / rate('done'),
    loss: rate('overflow') / (rate('overflow') + rate('enter')),
    'overflow mean': average['second'],
    'overflow variance': variance,
    peakedness: variance / average['second'],
  };
};
