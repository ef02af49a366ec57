/**
 * The node of the least key: a tournament over nodes, whose winner is known in O(1). A node whose key changes replays its matches
 * on the way to the root, up to the first whose winner stays the same: O(log nodes). Of equal keys the lowest index wins.
 */
export class LeastNode {
  private readonly keys: Float64Array;
  /** The players of match i are the winners of 2i and 2i + 1; match 1 is the final, and node k enters at keys.length + k. */
  private readonly winners: Int32Array;

  /** Keys by node, which become its own. */
  constructor(keys: Float64Array) {
    const nodes = keys.length;
    this.keys = keys;
    this.winners = new Int32Array(2 * nodes);
    for (let node = 0; node < nodes; node++) this.winners[nodes + node] = node;
    for (let match = nodes - 1; match > 0; match--) this.winners[match] = this.play(match);
  }

  get node(): number {
    return this.winners[1];
  }

  keyOf(node: number): number {
    return this.keys[node];
  }

  get key(): number {
    return this.keys[this.winners[1]];
  }

  set(node: number, key: number): void {
    const { keys, winners } = this;
    if (keys[node] === key) return;
    keys[node] = key;
    for (let match = (keys.length + node) >> 1; match > 0; match >>= 1) {
      const winner = this.play(match);
      if (winner !== node && winners[match] === winner) return;
      winners[match] = winner;
    }
  }

  private play(match: number): number {
    const { keys, winners } = this;
    const a = winners[2 * match];
    const b = winners[2 * match + 1];
    return keys[a] < keys[b] || (keys[a] === keys[b] && a < b) ? a : b;
  }
}
