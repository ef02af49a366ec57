import type { Chain } from './chain.ts';

/** A chain by the states that transitions lead to, and the total rate out of each state. */
export interface Inward {
  readonly into: Chain;
  readonly out: Float64Array;
}

export interface Coarser {
  /** The pair, by state. */
  readonly group: Int32Array;
  /** The chain among pairs; its rates are those of the last `gather`. */
  readonly chain: Inward;
  /** The weights of the pairs; sets the chain's rates to the flows between pairs over these. */
  gather(weights: Float64Array): Float64Array;
}

/** Puts each state together with the neighbour that it gets most from. */
export function coarsened({ into }: Inward): Coarser {
  const { size, to, rate } = into;
  const group = pairs(into);
  const { chain, slot } = between(into, group);
  const out = new Float64Array(chain.size);
  const gather = (weights: Float64Array) => {
    const held = new Float64Array(chain.size);
    for (let i = 0; i < size; i++) held[group[i]] += weights[i];
    chain.rate.fill(0);
    out.fill(0);
    for (let t = 0; t < slot.length; t++) {
      if (slot[t] < 0) continue;
      const flow = (weights[to[t]] / held[group[to[t]]]) * rate[t];
      chain.rate[slot[t]] += flow;
      out[group[to[t]]] += flow;
    }
    return held;
  };
  gather(new Float64Array(size).fill(1));
  return { group, chain: { into: chain, out }, gather };
}

/** Transitions between groups, each once and without a rate so far, and for each transition between states the one that it adds to. */
function between({ size, first, to }: Chain, group: Int32Array): { chain: Chain; slot: Int32Array } {
  const members: number[][] = [];
  for (let j = 0; j < size; j++) (members[group[j]] ??= []).push(j);
  const slot = new Int32Array(to.length).fill(-1);
  const [begins, from]: [number[], number[]] = [[0], []];
  const known = new Int32Array(members.length).fill(-1);
  for (const [g, states] of members.entries()) {
    for (const j of states) {
      for (let t = first[j]; t < first[j + 1]; t++) {
        const other = group[to[t]];
        if (other === g) continue;
        if (known[other] < begins[g]) known[other] = from.push(other) - 1;
        slot[t] = known[other];
      }
    }
    begins.push(from.length);
  }
  const chain = { size: members.length, first: Int32Array.from(begins), to: Int32Array.from(from), rate: new Float64Array(from.length) };
  return { chain, slot };
}

/** Pairs of neighbours; a state of which all neighbours are taken joins one of them. */
function pairs({ size, first, to, rate }: Chain): Int32Array {
  const group = new Int32Array(size).fill(-1);
  let count = 0;
  for (let j = 0; j < size; j++) {
    if (group[j] >= 0) continue;
    let [free, most] = [-1, 0];
    for (let t = first[j]; t < first[j + 1]; t++) {
      if (group[to[t]] < 0 && rate[t] > most) [free, most] = [to[t], rate[t]];
    }
    group[j] = free >= 0 || first[j] === first[j + 1] ? count++ : group[to[first[j]]];
    if (free >= 0) group[free] = group[j];
  }
  return group;
}
