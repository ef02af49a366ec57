import type { Stream } from '../model.ts';

/** What is kept of a node, in one row of the table. */
const LEVEL = 0;
const PLACE = 1;
const ROW = 2;

/**
 * Nodes grouped by a whole number, their level, all of them 0 at first: an array of nodes sorted by level, in which a node that
 * goes up or down by one changes places with the last or the first of its level, in O(1). One that jumps does so step by step.
 */
export class NodeLevels {
  private readonly count: number;
  private readonly table: Int32Array;
  private readonly sorted: Int32Array;
  /** Where each level begins in `sorted`; above the highest level the number of nodes. */
  private begins: Int32Array;
  private lowest = 0;

  /** The nodes with the numbers given; groups of one pool share the pool's `table`. */
  constructor(members: readonly number[], table: Int32Array) {
    this.count = members.length;
    this.table = table;
    this.sorted = Int32Array.from(members);
    for (const [place, node] of members.entries()) table[ROW * node + PLACE] = place;
    this.begins = new Int32Array(16).fill(this.count, 1);
  }

  /** Of all the nodes of a pool, numbered from 0. */
  static all(nodes: number): NodeLevels {
    return new NodeLevels(Array.from({ length: nodes }, (_, node) => node), NodeLevels.table(nodes));
  }

  /** Room for what is kept of the nodes of a pool. */
  static table(nodes: number): Int32Array {
    return new Int32Array(ROW * nodes);
  }

  /** The least level that a node has. */
  get least(): number {
    return this.lowest;
  }

  /** A node of the least level, drawn uniformly. */
  random(stream: Stream): number {
    const count = this.begins[this.lowest + 1];
    return this.sorted[count === 1 ? 0 : stream.integer(count)];
  }

  /** The level of the node is now this. */
  set(node: number, level: number): void {
    let at = this.table[ROW * node + LEVEL];
    if (at === level) return;
    this.table[ROW * node + LEVEL] = level;
    while (level + 2 > this.begins.length) this.grow();
    const { begins } = this;
    for (; at < level; at++) this.swap(node, --begins[at + 1]);
    for (; at > level; at--) this.swap(node, begins[at]++);
    if (level < this.lowest) this.lowest = level;
    while (begins[this.lowest + 1] === 0) this.lowest++;
  }

  /** Puts the node where another is, and that one in its place. */
  private swap(node: number, place: number): void {
    const { sorted, table } = this;
    const other = sorted[place];
    const before = table[ROW * node + PLACE];
    sorted[before] = other;
    table[ROW * other + PLACE] = before;
    sorted[place] = node;
    table[ROW * node + PLACE] = place;
  }

  private grow(): void {
    const begins = new Int32Array(2 * this.begins.length).fill(this.count);
    begins.set(this.begins);
    this.begins = begins;
  }
}
