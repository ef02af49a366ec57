/** A network of exponential stations as a Markov chain on the numbers there, solved numerically: for checking product forms. */
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';

export interface ChainNetwork {
  readonly stations: readonly { readonly mu: number; readonly servers: number }[];
  readonly routing: readonly (readonly number[])[];
  /** Open; arrivals are turned away from a station that holds `most`. */
  readonly arrivals?: readonly number[];
  readonly most?: number;
  /** Closed. */
  readonly population?: number;
}

type State = readonly number[];
const moved = (state: State, from: number, to: number): State => state.map((n, i) => n - (i === from ? 1 : 0) + (i === to ? 1 : 0));
const total = (state: State) => state.reduce((all, n) => all + n, 0);

/** Mean and variance of the number, mean of those that wait, and of busy slots, by station; variance of all together. */
export function solveChain({ stations, routing, arrivals = [], most = Infinity, population = 0 }: ChainNetwork) {
  const start = stations.map((_, i) => (i === 0 ? population : 0));
  const { states, chain } = explore<State>(start, function* (state) {
    for (const [i, rate] of arrivals.entries()) if (state[i] < most) yield [moved(state, -1, i), rate] as const;
    for (const [i, { mu, servers }] of stations.entries()) {
      const rate = Math.min(state[i], servers) * mu;
      if (rate === 0) continue;
      for (const [j, p] of routing[i].entries()) if (state[j] < most) yield [moved(state, i, j), rate * p] as const;
      if (population === 0) yield [moved(state, i, -1), rate * (1 - routing[i].reduce((sum, p) => sum + p, 0))] as const;
    }
  });
  const p = stationary(chain);
  const mean = (value: (state: State) => number) => states.reduce((sum, state, s) => sum + p[s] * value(state), 0);
  const variance = (value: (state: State) => number) => mean((state) => value(state) ** 2) - mean(value) ** 2;
  return {
    variance: variance(total),
    stations: stations.map(({ servers }, i) => ({
      number: mean((state) => state[i]),
      queue: mean((state) => Math.max(0, state[i] - servers)),
      busy: mean((state) => Math.min(state[i], servers)),
      'number.variance': variance((state) => state[i]),
    })),
  };
}
