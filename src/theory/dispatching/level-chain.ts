/** The Markov chain of the queue lengths at a few one-slot nodes, level by level: a level is the number of jobs at all nodes. */
import { power } from '../../power.ts';

export interface QueueModel {
  /** Jobs that come per time unit. */
  readonly lambda: number;
  /** Service rate of each node. */
  readonly rates: readonly number[];
  /** Whether nodes are exchangeable: then lengths are kept in ascending order, and `join` is told them so. */
  readonly alike: boolean;
  /** Probability that an arrival joins each node, given the lengths. */
  readonly join: (queues: readonly number[]) => readonly number[];
}

export interface Levels {
  /** The most by which the longest queue exceeds the shortest. */
  readonly spread: number;
  readonly states: readonly (readonly number[])[];
  /** The first state of each level, and the number of states. */
  readonly start: readonly number[];
  /** What flows into state s: `rate[i]` times the probability of state `from[i]`, for i from `first[s]` to `first[s + 1]`. */
  readonly first: Int32Array;
  readonly from: Int32Array;
  readonly rate: Float64Array;
  /** The rate at which a state is left, and at which jobs are served in it. */
  readonly out: Float64Array;
  readonly busy: Float64Array;
}

/**
 * Levels 0 … last, for last > (n − 1) · spread. The level above the last is not kept: it is taken to be the level n below
 * it with one more job in every queue, ρⁿ times as likely, which holds the better the higher the last level is.
 */
export function levels(model: QueueModel, spread: number, last: number): Levels {
  const { lambda, rates, alike } = model;
  const n = rates.length;
  const { states, start } = statesOf(n, spread, last, alike);
  const key = (queues: readonly number[]) => queues.reduce((all, queue) => all * (last + 1) + queue, 0);
  const index = new Map(states.map((queues, state) => [key(queues), state]));
  const flows = new Flows();
  const flow = (from: number, to: readonly number[], rate: number) => flows.add(from, index.get(key(to))!, rate);
  const serve = (from: number, queues: readonly number[], factor: number) => {
    for (const [node, mu] of rates.entries()) if (queues[node] > 0) flow(from, moved(queues, node, -1, spread, alike), factor * mu);
  };
  for (const [state, queues] of states.entries()) {
    serve(state, queues, 1);
    if (state >= start[last]) continue;
    for (const [node, chance] of model.join(queues).entries()) if (chance > 0) flow(state, moved(queues, node, 1, spread, alike), lambda * chance);
  }
  const ratio = power(lambda / rates.reduce((sum, mu) => sum + mu, 0), n);
  for (let state = start[last + 1 - n]; state < start[last + 2 - n]; state++) serve(state, states[state].map((queue) => queue + 1), ratio);
  const busy = Float64Array.from(states, (queues) => queues.reduce((sum, queue, node) => sum + (queue > 0 ? rates[node] : 0), 0));
  return { spread, states, start, ...flows.byTarget(states.length), out: busy.map((service) => service + lambda), busy };
}

/** One job more or less at a node; where that would widen the spread too far, at the other end of it. */
function moved(queues: readonly number[], node: number, change: 1 | -1, spread: number, alike: boolean): number[] {
  const after = queues.slice();
  after[node] += change;
  if (Math.max(...after) - Math.min(...after) > spread) {
    after[node] -= change;
    after[queues.indexOf(change > 0 ? Math.min(...queues) : Math.max(...queues))] += change;
  }
  return alike ? after.toSorted((a, b) => a - b) : after;
}

/** Level by level: every shape, which is what queues are longer than the shortest, upon every length of the shortest. */
function statesOf(n: number, spread: number, last: number, alike: boolean): Pick<Levels, 'states' | 'start'> {
  const byJobs: (readonly number[])[][] = Array.from({ length: last + 1 }, () => []);
  for (const shape of shapes(n, spread, alike)) {
    const jobs = shape.reduce((sum, queue) => sum + queue, 0);
    for (let shortest = 0; jobs + n * shortest <= last; shortest++) byJobs[jobs + n * shortest].push(shape.map((queue) => queue + shortest));
  }
  const start = [0];
  for (const level of byJobs) start.push(start.at(-1)! + level.length);
  return { states: byJobs.flat(), start };
}

/** In ascending order only, where nodes are alike: then the first is the shortest. */
function shapes(n: number, spread: number, alike: boolean): readonly (readonly number[])[] {
  let found: (readonly number[])[] = alike ? [[0]] : [[]];
  for (let node = alike ? 1 : 0; node < n; node++) {
    found = found.flatMap((before) => {
      const least = alike ? before[node - 1] : 0;
      return Array.from({ length: spread - least + 1 }, (_, more) => [...before, least + more]);
    });
  }
  return alike ? found : found.filter((shape) => shape.includes(0));
}

/** Flows between states as they are found, then sorted by where they go. */
class Flows {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #rate: number[] = [];

  add(from: number, to: number, rate: number): void {
    this.#from.push(from);
    this.#to.push(to);
    this.#rate.push(rate);
  }

  byTarget(states: number): Pick<Levels, 'first' | 'from' | 'rate'> {
    const first = new Int32Array(states + 1);
    for (const to of this.#to) first[to + 1]++;
    for (let state = 0; state < states; state++) first[state + 1] += first[state];
    const next = first.slice();
    const from = new Int32Array(this.#from.length);
    const rate = new Float64Array(this.#from.length);
    for (const [i, to] of this.#to.entries()) {
      const place = next[to]++;
      from[place] = this.#from[i];
      rate[place] = this.#rate[i];
    }
    return { first, from, rate };
  }
}
