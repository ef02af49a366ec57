/** Nodes behind a dispatcher as a Markov chain of all queue lengths, none of them sorted or left out but what is rare: for checking. */
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';

export interface Brute {
  readonly lambda: number;
  readonly rates: readonly number[];
  /** Probability that an arrival joins each node. */
  readonly join: (queues: readonly number[]) => readonly number[];
  /** Arrivals that find so many jobs at their node are turned away. */
  readonly room: number;
}

function changed(queues: readonly number[], node: number, by: number): readonly number[] {
  return queues.map((queue, i) => (i === node ? queue + by : queue));
}

/** Mean number of jobs, and P[at least k found] by those who join, all nodes together. */
export function brute({ lambda, rates, join, room }: Brute): { readonly number: number; readonly found: readonly number[]; readonly shares: readonly number[] } {
  const { states, chain } = explore<readonly number[]>(rates.map(() => 0), function* (queues) {
    for (const [node, chance] of join(queues).entries()) if (chance > 0 && queues[node] < room) yield [changed(queues, node, 1), lambda * chance];
    for (const [node, mu] of rates.entries()) if (queues[node] > 0) yield [changed(queues, node, -1), mu];
  });
  const probabilities = stationary(chain);
  let number = 0;
  const found = new Array<number>(room + 2).fill(0);
  const shares = rates.map(() => 0);
  for (const [state, queues] of states.entries()) {
    number += probabilities[state] * queues.reduce((sum, queue) => sum + queue, 0);
    for (const [node, chance] of join(queues).entries()) {
      found[queues[node]] += probabilities[state] * chance;
      shares[node] += probabilities[state] * chance;
    }
  }
  for (let k = room; k >= 0; k--) found[k] += found[k + 1];
  return { number, found, shares };
}

/** Every set of d out of n nodes is equally likely, and so is each of the shortest among them. */
export function shortestOf(d: number): Brute['join'] {
  return (queues) => {
    const sets = subsets(queues.length, d);
    const chances = queues.map(() => 0);
    for (const set of sets) {
      const least = Math.min(...set.map((node) => queues[node]));
      const best = set.filter((node) => queues[node] === least);
      for (const node of best) chances[node] += 1 / sets.length / best.length;
    }
    return chances;
  };
}

export function subsets(n: number, d: number, from = 0): number[][] {
  if (d === 0) return [[]];
  return Array.from({ length: n - from }, (_, i) => from + i).flatMap((first) => subsets(n, d - 1, first + 1).map((rest) => [first, ...rest]));
}
