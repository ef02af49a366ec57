import type { Node, Stream } from '../model.ts';
import { LeastIndex } from '../least-index.ts';
import { NodeLevels } from './node-levels.ts';

/**
 * Nodes that are told apart by speed, slots and a level, all of them 0 at first, and the one that comes first by a key of these:
 * O(log k) for k different kinds of nodes. Ties go to the fastest, then to the one of most slots, then to any of them.
 */
export class LevelsByKind {
  private readonly key: (node: Node, level: number) => number;
  private readonly stream: Stream;
  private readonly kinds: readonly { readonly node: Node; readonly levels: NodeLevels }[];
  /** The kind of each node; absent where there is but one. */
  private readonly kindOf: Int32Array | undefined;
  private readonly least: LeastIndex;

  /** `key` does not decrease in the level. */
  constructor(nodes: readonly Node[], key: (node: Node, level: number) => number, stream: Stream) {
    this.key = key;
    this.stream = stream;
    const order = nodes.map((_, index) => index).toSorted((a, b) => nodes[b].speed - nodes[a].speed || nodes[b].slots - nodes[a].slots);
    const groups: number[][] = [];
    const kindOf = new Int32Array(nodes.length);
    for (const node of order) {
      const last = groups.at(-1);
      if (last && nodes[last[0]].speed === nodes[node].speed && nodes[last[0]].slots === nodes[node].slots) last.push(node);
      else groups.push([node]);
      kindOf[node] = groups.length - 1;
    }
    if (groups.length > 1) this.kindOf = kindOf;
    const table = NodeLevels.table(nodes.length);
    this.kinds = groups.map((members) => ({ node: nodes[members[0]], levels: new NodeLevels(members, table) }));
    this.least = new LeastIndex(Float64Array.from(this.kinds, ({ node }) => key(node, 0)));
  }

  /** The node of the least key. */
  get node(): number {
    return this.kinds[this.least.index].levels.random(this.stream);
  }

  /** The level of the node is now this. */
  set(node: number, level: number): void {
    const kind = this.kindOf ? this.kindOf[node] : 0;
    const { node: alike, levels } = this.kinds[kind];
    levels.set(node, level);
    this.least.set(kind, this.key(alike, levels.least));
  }
}
