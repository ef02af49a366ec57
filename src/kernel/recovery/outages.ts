import type { Stream } from '../../model.ts';
import { NONE } from '../jobs.ts';

/** Which nodes are up, and which are known to be down. */
export class Outages {
  /** Nodes that are up, or not yet known to be down, in no order; and the place of each, NONE where it is not among them. */
  private readonly trusted: Int32Array;
  private readonly places: Int32Array;
  private readonly down: Uint8Array;
  private readonly chance: Stream;
  private count: number;

  /** `chance` draws stand-ins. */
  constructor(nodes: number, chance: Stream) {
    this.trusted = Int32Array.from({ length: nodes }, (_, node) => node);
    this.places = this.trusted.slice();
    this.down = new Uint8Array(nodes);
    this.chance = chance;
    this.count = nodes;
  }

  isDown(node: number): boolean {
    return this.down[node] === 1;
  }

  isKnownDown(node: number): boolean {
    return this.places[node] === NONE;
  }

  /** Whether no node is left that is not known to be down. */
  get total(): boolean {
    return this.count === 0;
  }

  crash(node: number): void {
    this.down[node] = 1;
  }

  repair(node: number): void {
    this.down[node] = 0;
    if (this.places[node] !== NONE) return;
    this.places[node] = this.count;
    this.trusted[this.count++] = node;
  }

  /** From now on it is known that the node is down. */
  detect(node: number): void {
    const place = this.places[node];
    const last = this.trusted[--this.count];
    this.trusted[place] = last;
    this.places[last] = place;
    this.places[node] = NONE;
  }

  /** Any of the nodes that are not known to be down, but for one; NONE where there is no other. */
  other(node: number): number {
    const place = this.places[node];
    const others = place === NONE ? this.count : this.count - 1;
    if (others === 0) return NONE;
    const drawn = this.chance.integer(others);
    return this.trusted[place !== NONE && drawn >= place ? drawn + 1 : drawn];
  }
}
