/** What is kept of a player, in one row of the table: two that play each other are in one cache line. */
const KEY = 0;
const NODE = 1;
const ROW = 2;
const PAIR = 2 * ROW;

/**
 * The node of the least key: a tournament over nodes. A node whose key changes replays its matches on the way to the root, up to the
 * first whose winner stays the same, and not before the winner is asked for: O(log nodes) for each node changed. Of equal keys the
 * lowest index wins.
 */
export class LeastNode {
  /** The players of match i are the winners of matches 2i and 2i + 1; match 1 is the final, and node k enters at `nodes` + k. */
  private readonly players: Float64Array;
  private readonly nodes: number;
  /** Nodes whose keys have changed since the winner was asked for, in the first places, and whether a node is one of them. */
  private readonly changed: Int32Array;
  private readonly isChanged: Uint8Array;
  private changes = 0;

  /** Keys by node. */
  constructor(keys: Float64Array) {
    const nodes = keys.length;
    this.nodes = nodes;
    this.changed = new Int32Array(nodes);
    this.isChanged = new Uint8Array(nodes);
    this.players = new Float64Array(PAIR * nodes);
    for (let node = 0; node < nodes; node++) {
      this.players[ROW * (nodes + node) + KEY] = keys[node];
      this.players[ROW * (nodes + node) + NODE] = node;
    }
    for (let match = nodes - 1; match > 0; match--) this.play(match);
  }

  get node(): number {
    this.settle();
    return this.players[ROW + NODE] | 0;
  }

  get key(): number {
    this.settle();
    return this.players[ROW + KEY];
  }

  keyOf(node: number): number {
    return this.players[ROW * (this.nodes + node) + KEY];
  }

  set(node: number, key: number): void {
    this.players[ROW * (this.nodes + node) + KEY] = key;
    if (this.isChanged[node] === 1) return;
    this.isChanged[node] = 1;
    this.changed[this.changes++] = node;
  }

  private settle(): void {
    const { changed, isChanged } = this;
    for (; this.changes > 0; this.changes--) {
      const node = changed[this.changes - 1];
      isChanged[node] = 0;
      for (let match = (this.nodes + node) >> 1; match > 0 && this.play(match); match >>= 1);
    }
  }

  /** Whether the winner is another than before, or has another key. */
  private play(match: number): boolean {
    const { players } = this;
    const a = PAIR * match;
    const b = a + ROW;
    const aFirst = players[a + KEY] < players[b + KEY] || (players[a + KEY] === players[b + KEY] && players[a + NODE] < players[b + NODE]);
    const winner = aFirst ? a : b;
    const row = ROW * match;
    if (players[row + NODE] === players[winner + NODE] && players[row + KEY] === players[winner + KEY]) return false;
    players[row + NODE] = players[winner + NODE];
    players[row + KEY] = players[winner + KEY];
    return true;
  }
}
