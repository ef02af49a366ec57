/** Nodes in the order in which policies prefer them where all else is equal: those of faster slots first, then as they are listed. */
import type { Node } from '../model.ts';

/** `node` by place in that order, and `place` by node. */
export function fastestFirst(nodes: readonly Node[]): { readonly node: Int32Array; readonly place: Int32Array } {
  const order = nodes.map((_, index) => index).toSorted((a, b) => nodes[b].speed - nodes[a].speed);
  const place = new Int32Array(nodes.length);
  for (const [at, node] of order.entries()) place[node] = at;
  return { node: Int32Array.from(order), place };
}
