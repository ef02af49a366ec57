import type { SamplePath } from '../case.ts';
import { type Move, playOut } from './jump-chain.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers?: number;
  readonly theta: number;
}

/** Busy slots and jobs in orbit, each of which tries again by itself. */
export const retrialPath: SamplePath<Params> = ({ lambda, mu, servers = 1, theta }, { length, stream }) => {
  type State = readonly [busy: number, orbit: number];
  const { average, rate } = playOut<State>(
    [0, 0],
    ([busy, orbit]) => {
      const room = busy < servers;
      const moves: Move<State>[] = [['come', lambda, room ? [busy + 1, orbit] : [busy, orbit + 1]]];
      if (busy > 0) moves.push(['done', busy * mu, [busy - 1, orbit]]);
      if (orbit > 0) moves.push(['try', orbit * theta, room ? [busy + 1, orbit - 1] : [busy, orbit]]);
      return moves;
    },
    ([busy, orbit]) => ({ busy, orbit, square: orbit ** 2, blocked: busy === servers ? 1 : 0, empty: orbit === 0 ? 1 : 0 }),
    length,
    stream('chain'),
  );
  const [orbit, throughput] = [average['orbit'], rate('done')];
  return {
    queue: orbit,
    number: orbit + average['busy'],
    waiting: orbit / throughput,
    response: (orbit + average['busy']) / throughput,
    throughput,
    utilisation: average['busy'] / servers,
    'P[blocked]': average['blocked'],
    'P[orbit empty]': average['empty'],
    'retries per job': rate('try') / rate('come'),
    ...(servers === 1 && { 'Var orbit': average['square'] - orbit ** 2 }),
  };
};
