import type { Node, Stream } from '../model.ts';
import { LeastNode } from './least-node.ts';
import { NodeLevels } from './node-levels.ts';

/**
 * Nodes that are told apart by speed, slots and a level, all of them 0 at first, and the one that comes first by a key of these:
 * O(log k) for k different kinds of nodes. Ties go to the fastest, then to the one of most slots, then to any of them.
 */
export class LevelsByKind {
  private readonly key: (node: Node, level: number) => number;
  private readonly stream: Stream;
  private readonly kinds: readonly { readonly node: Node; readonly members: Int32Array; readonly levels: NodeLevels }[];
  /** The kind of each node, and its place among the members of it. */
  private readonly kindOf: Int32Array;
  private readonly place: Int32Array;
  private readonly least: LeastNode;

  /** `key` does not decrease in the level. */
  constructor(nodes: readonly Node[], key: (node: Node, level: number) => number, stream: Stream) {
    this.key = key;
    this.stream = stream;
    const order = nodes.map((_, index) => index).toSorted((a, b) => nodes[b].speed - nodes[a].speed || nodes[b].slots - nodes[a].slots);
    const groups: number[][] = [];
    this.kindOf = new Int32Array(nodes.length);
    this.place = new Int32Array(nodes.length);
    for (const node of order) {
      const last = groups.at(-1);
      if (last && nodes[last[0]].speed === nodes[node].speed && nodes[last[0]].slots === nodes[node].slots) last.push(node);
      else groups.push([node]);
      this.kindOf[node] = groups.length - 1;
      this.place[node] = groups.at(-1)!.length - 1;
    }
    this.kinds = groups.map((members) => ({ node: nodes[members[0]], members: Int32Array.from(members), levels: new NodeLevels(members.length) }));
    this.least = new LeastNode(Float64Array.from(this.kinds, ({ node }) => key(node, 0)));
  }

  /** The node of the least key. */
  get node(): number {
    const { members, levels } = this.kinds[this.least.node];
    return members[levels.random(this.stream)];
  }

  /** The level of the node is now this. */
  set(node: number, level: number): void {
    const kind = this.kindOf[node];
    const { node: alike, levels } = this.kinds[kind];
    levels.set(this.place[node], level);
    this.least.set(kind, this.key(alike, levels.least));
  }
}
