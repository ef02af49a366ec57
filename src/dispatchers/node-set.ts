/**
 * A set of nodes: add, delete, has and a member at random, in O(1). Sets that never have a member in common may share one table of
 * places, so that many of them together take no more memory than one.
 *
 * Source: Briggs and Torczon 1993, An efficient representation for sparse sets.
 */
import type { Stream } from '../model.ts';

export class NodeSet {
  private readonly members: number[] = [];
  /** Where each member is; of other nodes anything. */
  private readonly places: Int32Array;

  constructor(places: Int32Array) {
    this.places = places;
  }

  get size(): number {
    return this.members.length;
  }

  has(node: number): boolean {
    return this.members[this.places[node]] === node;
  }

  add(node: number): void {
    if (this.has(node)) return;
    this.places[node] = this.members.push(node) - 1;
  }

  delete(node: number): void {
    if (!this.has(node)) return;
    const last = this.members.pop()!;
    if (last === node) return;
    this.members[this.places[node]] = last;
    this.places[last] = this.places[node];
  }

  /** A member drawn uniformly; there is one. */
  random(stream: Stream): number {
    return this.members[this.size === 1 ? 0 : stream.integer(this.size)];
  }
}
