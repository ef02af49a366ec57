/** Finite Markov chains in continuous time, sparse: only the transitions that can happen are kept. */
import { ParamError } from '../../params.ts';

/** Rates between the states 0 … size − 1 by compressed rows: those out of state i are at places first[i] … first[i + 1] − 1. */
export interface Chain {
  readonly size: number;
  readonly first: Int32Array;
  readonly to: Int32Array;
  /** Above 0; no state leads to itself, and two transitions may lead to the same. */
  readonly rate: Float64Array;
}

/** Beyond this a chain takes too much memory and time. */
const MOST_STATES = 1e6;

/**
 * The states that can be reached from a first one, nearest first, and the chain among them.
 * `key` tells states apart; unless given it is their JSON text. Transitions of rate 0 and those of a state to itself do not count.
 */
export function explore<S>(
  start: S,
  outOf: (state: S) => Iterable<readonly [to: S, rate: number]>,
  key: (state: S) => string = (state) => JSON.stringify(state),
): { states: S[]; chain: Chain } {
  const states = [start];
  const index = new Map([[key(start), 0]]);
  const [first, to, rates]: [number[], number[], number[]] = [[0], [], []];
  for (let i = 0; i < states.length; i++) {
    for (const [next, rate] of outOf(states[i])) {
      if (!(rate >= 0 && rate < Infinity)) throw new Error(`a rate must be 0 or more and finite, not ${rate}`);
      if (rate === 0) continue;
      const name = key(next);
      let j = index.get(name);
      if (j === undefined) {
        if (states.length >= MOST_STATES) throw new ParamError(`the chain has more than ${MOST_STATES} states, up to which it is solved`);
        j = states.push(next) - 1;
        index.set(name, j);
      }
      if (j === i) continue;
      to.push(j);
      rates.push(rate);
    }
    first.push(to.length);
  }
  return { states, chain: { size: states.length, first: Int32Array.from(first), to: Int32Array.from(to), rate: Float64Array.from(rates) } };
}

/** The same transitions the other way round, sorted by the state that they lead to. */
export function reversed({ size, first, to, rate }: Chain): Chain {
  const begins = new Int32Array(size + 1);
  for (const j of to) begins[j + 1]++;
  for (let j = 0; j < size; j++) begins[j + 1] += begins[j];
  const place = begins.slice(0, size);
  const [from, back] = [new Int32Array(to.length), new Float64Array(to.length)];
  for (let i = 0; i < size; i++) {
    for (let t = first[i]; t < first[i + 1]; t++) {
      const at = place[to[t]]++;
      from[at] = i;
      back[at] = rate[t];
    }
  }
  return { size, first: begins, to: from, rate: back };
}

/** Total rate out of each state. */
export function leaving({ size, first, rate }: Chain): Float64Array {
  const total = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let t = first[i]; t < first[i + 1]; t++) total[i] += rate[t];
  return total;
}

/** Marks every state that can be reached from one, itself included. */
export function reach({ first, to }: Chain, from: number, seen: Uint8Array): void {
  if (seen[from]) return;
  const pending = [from];
  seen[from] = 1;
  for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
    for (let t = first[i]; t < first[i + 1]; t++) {
      if (seen[to[t]]) continue;
      seen[to[t]] = 1;
      pending.push(to[t]);
    }
  }
}

/** The chain among some of its states, given in their new order; transitions to others are left out. */
export function restricted({ size, first, to, rate }: Chain, states: Int32Array): Chain {
  const place = new Int32Array(size).fill(-1);
  for (const [at, i] of states.entries()) place[i] = at;
  const begins = new Int32Array(states.length + 1);
  const [ends, rates] = [new Int32Array(to.length), new Float64Array(to.length)];
  let count = 0;
  for (const [at, i] of states.entries()) {
    for (let t = first[i]; t < first[i + 1]; t++) {
      if (place[to[t]] < 0) continue;
      ends[count] = place[to[t]];
      rates[count++] = rate[t];
    }
    begins[at + 1] = count;
  }
  return { size: states.length, first: begins, to: ends.slice(0, count), rate: rates.slice(0, count) };
}
