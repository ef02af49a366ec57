import type { Node, PoolView, Stream } from '../model.ts';

/**
 * The node at which one more task is expected to be done soonest, where each slot does `rate(node)` tasks per time unit:
 * all tasks there, the new one included, over what its slots do. Ties at random. O(n).
 */
export function soonest(nodes: readonly Node[], pool: PoolView, stream: Stream, rate: (node: number) => number): number {
  let [best, least, equal] = [0, Infinity, 0];
  for (let node = 0; node < nodes.length; node++) {
    const delay = Math.max(1, (pool.queued(node) + 1) / nodes[node].slots) / rate(node);
    if (delay < least) [best, least, equal] = [node, delay, 1];
    else if (delay === least && stream.integer(++equal) === 0) best = node;
  }
  return best;
}
