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
  const keys = Object.keys(watch(start));
  const sums = new Float64Array(keys.length);
  const counts: Record<string, number> = {};
  let [state, time] = [start, 0];
  for (let step = -Math.ceil(length / 5); step < length; step++) {
    const next = moves(state);
    let total = 0;
    for (const [, rate] of next) total += rate;
    const stay = chance.exponential() / total;
    let left = chance.uniform() * total;
    let chosen = 0;
    while (chosen < next.length - 1 && (left -= next[chosen][1]) >= 0) chosen++;
    const [name, , to] = next[chosen];
    if (step >= 0) {
      const watched = watch(state);
      for (let i = 0; i < keys.length; i++) sums[i] += watched[keys[i]] * stay;
      counts[name] = (counts[name] ?? 0) + 1;
      time += stay;
    }
    state = to;
  }
  const average = Object.fromEntries(keys.map((key, i) => [key, sums[i] / time]));
  return { average, rate: (name) => (counts[name] ?? 0) / time };
}
