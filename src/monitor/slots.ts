import type { Node } from '../model.ts';

/** The number of the first slot of each node, where slots are numbered through the pool, node by node. */
export function firstSlots(nodes: readonly Node[]): Int32Array {
  let first = 0;
  return Int32Array.from(nodes, ({ slots }) => {
    const own = first;
    first += slots < Infinity ? slots : 0;
    return own;
  });
}
