/**
 * Nodes grouped by a whole number, their level, all of them 0 at first: an array of nodes sorted by level, in which a node that
 * goes up or down by one changes places with the last or the first of its level, in O(1). One that jumps does so step by step.
 */
import type { Stream } from '../model.ts';

export class NodeLevels {
  private readonly nodes: number;
  private readonly levels: Int32Array;
  private readonly sorted: Int32Array;
  private readonly places: Int32Array;
  /** Where each level begins in `sorted`; above the highest level the number of nodes. */
  private begins: Int32Array;
  private lowest = 0;

  constructor(nodes: number) {
    this.nodes = nodes;
    this.levels = new Int32Array(nodes);
    this.sorted = Int32Array.from({ length: nodes }, (_, node) => node);
    this.places = this.sorted.slice();
    this.begins = new Int32Array(16).fill(nodes, 1);
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
    let at = this.levels[node];
    if (at === level) return;
    this.levels[node] = level;
    while (level + 2 > this.begins.length) this.grow();
    const { begins } = this;
    for (; at < level; at++) this.swap(node, --begins[at + 1]);
    for (; at > level; at--) this.swap(node, begins[at]++);
    if (level < this.lowest) this.lowest = level;
    while (begins[this.lowest + 1] === 0) this.lowest++;
  }

  /** Puts the node where another is, and that one in its place. */
  private swap(node: number, place: number): void {
    const { sorted, places } = this;
    const other = sorted[place];
    const before = places[node];
    sorted[before] = other;
    places[other] = before;
    sorted[place] = node;
    places[node] = place;
  }

  private grow(): void {
    const begins = new Int32Array(2 * this.begins.length).fill(this.nodes);
    begins.set(this.begins);
    this.begins = begins;
  }
}
