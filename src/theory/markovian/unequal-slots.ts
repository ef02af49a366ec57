/** Slots of different speeds that share one queue, a job that comes taking the fastest free one. */
import { ParamError } from '../../params.ts';
import { explore, stationary } from '../numeric/markov-chain.ts';

/** Slots that are alike. */
export interface Kind {
  /** Jobs per time unit that a busy one serves. */
  readonly rate: number;
  readonly slots: number;
}

export interface UnequalSlots {
  /** Fastest first. */
  readonly kinds: readonly Kind[];
  /** Probability that, of so many busy slots, all are busy and nobody waits; and the rate at which they then serve. */
  readonly full: number;
  readonly total: number;
  /** Mean number of busy slots of each kind, and probability that the fastest free slot is of that kind, where nobody waits. */
  readonly busy: readonly number[];
  readonly free: readonly number[];
}

const MOST_SETS = 2000;

/** The kinds among the service rates of single slots. */
export function kindsOf(rates: readonly number[]): readonly Kind[] {
  const counts = new Map<number, number>();
  for (const rate of rates) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  return [...counts].map(([rate, slots]) => ({ rate, slots })).toSorted((a, b) => b.rate - a.rate);
}

/**
 * The stationary state given that nobody waits: by the chain of how many slots of each kind are busy. The queue does not
 * disturb it, since it is left at the same state, all busy, at which it is entered.
 * A ParamError for more than 2000 such states. Cost: that of elimination, about states² to states³.
 */
export function unequalSlots(lambda: number, rates: readonly number[]): UnequalSlots {
  const kinds = kindsOf(rates);
  const sets = kinds.reduce((product, { slots }) => product * (slots + 1), 1);
  if (sets > MOST_SETS) throw new ParamError(`slots of so many speeds can be busy in ${sets} ways, and up to ${MOST_SETS} are computed`, ['rates']);
  const firstFree = (state: readonly number[]) => state.findIndex((busy, kind) => busy < kinds[kind].slots);
  const { states, chain } = explore(
    kinds.map(() => 0) as readonly number[],
    (state) => {
      const moves = kinds.map(({ rate }, kind) => [changed(state, kind, -1), state[kind] * rate] as const).filter(([, rate]) => rate > 0);
      const free = firstFree(state);
      return free < 0 ? moves : [...moves, [changed(state, free, 1), lambda] as const];
    },
    (state) => state.join(),
  );
  const p = stationary(chain);
  const mean = (value: (state: readonly number[]) => number) => states.reduce((sum, state, i) => sum + p[i] * value(state), 0);
  return {
    kinds,
    full: mean((state) => (firstFree(state) < 0 ? 1 : 0)),
    total: kinds.reduce((sum, { rate, slots }) => sum + rate * slots, 0),
    busy: kinds.map((_, kind) => mean((state) => state[kind])),
    free: kinds.map((_, kind) => mean((state) => (firstFree(state) === kind ? 1 : 0))),
  };
}

function changed(state: readonly number[], kind: number, change: 1 | -1): readonly number[] {
  return state.map((busy, i) => (i === kind ? busy + change : busy));
}
