import type { Stream } from '../../../model.ts';

/** What can happen next: its name, its rate, and the state that it leads to. */
export type Move<S> = readonly [name: string, rate: number, to: S];

export interface Played {
  /** Average over time of what is watched. */
  readonly average: Readonly<Record<string, number>>;
  /** How often moves of a name happen per time unit. */
  rate(name: string): number;
}

/** Plays out a Markov chain from its description: `length` moves, after a fifth as many that are left out. */
export function playOut<S>(start: S, moves: (state: S) => readonly Move<S>[], watch: (state: S) => Readonly<Record<string, number>>, length: number, chance: Stream): Played {
  let state = start;
  let time = 0;
  const sums = new Map<string, number>();
  const counts = new Map<string, number>();
  for (let step = -Math.ceil(length / 5); step < length; step++) {
    const next = moves(state);
    const total = next.reduce((sum, [, rate]) => sum + rate, 0);
    const stay = chance.exponential() / total;
    let left = chance.uniform() * total;
    const [name, , to] = next.find(([, rate]) => (left -= rate) < 0) ?? next[next.length - 1];
    if (step >= 0) {
      time += stay;
      for (const [key, value] of Object.entries(watch(state))) add(sums, key, value * stay);
      add(counts, name, 1);
    }
    state = to;
  }
  const average = Object.fromEntries([...sums].map(([key, sum]) => [key, sum / time]));
  return { average, rate: (name) => (counts.get(name) ?? 0) / time };
}

function add(to: Map<string, number>, key: string, amount: number): void {
  to.set(key, (to.get(key) ?? 0) + amount);
}
