import type { Node } from '../model.ts';

/**
 * Where tasks queue. Under a push dispatcher every node is a station; under a pull dispatcher the pool is one station
 * that has the slots of all nodes. The slots of a station are numbered from the fastest to the slowest.
 */
export class Stations {
  readonly count: number;
  /** Slots of each station; Infinity where no task waits. */
  readonly slots: Float64Array;
  /** The first slot of each station among the slots of the pool; those with unlimited slots have none. */
  readonly firstSlot: Int32Array;
  readonly slotNode: Int32Array;
  readonly slotSpeed: Float64Array;
  // Where it can be told without looking, nothing is looked up: at a hundred thousand nodes every look is a cache miss.
  /** Whether slots, stations and nodes have the same numbers: a queue and a slot for each node. */
  private readonly plain: boolean;
  /** The speed of all slots; 0 where they differ. */
  private readonly oneSpeed: number;
  /** The node of stations that are nodes. */
  private readonly pushed: boolean;
  private readonly fastest: Float64Array;
  /** Total speed of the slots before this one in its station, where speeds differ. */
  private readonly speedBefore: Float64Array | undefined;

  constructor(nodes: readonly Node[], pull: boolean) {
    this.pushed = !pull;
    const groups = pull ? [nodes.map((_, index) => index)] : nodes.map((_, index) => [index]);
    this.count = groups.length;
    this.slots = Float64Array.from(groups, (group) => group.reduce((sum, node) => sum + nodes[node].slots, 0));
    this.firstSlot = new Int32Array(this.count);
    this.fastest = Float64Array.from(groups, (group) => group.reduce((most, node) => Math.max(most, nodes[node].speed), 0));
    const total = this.slots.reduce((sum, slots) => sum + (slots < Infinity ? slots : 0), 0);
    this.slotNode = new Int32Array(total);
    this.slotSpeed = new Float64Array(total);
    let slot = 0;
    for (const [station, group] of groups.entries()) {
      this.firstSlot[station] = slot;
      if (this.slots[station] === Infinity) continue;
      for (const node of group.toSorted((a, b) => nodes[b].speed - nodes[a].speed)) {
        for (let i = 0; i < nodes[node].slots; i++, slot++) {
          this.slotNode[slot] = node;
          this.slotSpeed[slot] = nodes[node].speed;
        }
      }
    }
    this.plain = !pull && nodes.every(({ slots }) => slots === 1);
    this.oneSpeed = nodes.every(({ speed }) => speed === nodes[0].speed) ? nodes[0].speed : 0;
    if (pull && nodes.some(({ speed }) => speed !== nodes[0].speed)) {
      this.speedBefore = new Float64Array(total + 1);
      for (let i = 0; i < total; i++) this.speedBefore[i + 1] = this.speedBefore[i] + this.slotSpeed[i];
    }
  }

  nodeOf(slot: number): number {
    return this.plain ? slot : this.slotNode[slot];
  }

  speedOf(slot: number): number {
    return this.oneSpeed > 0 ? this.oneSpeed : this.slotSpeed[slot];
  }

  /** The slots of the node, which follow one another. O(slots of the pool). */
  slotsOf(node: number): readonly number[] {
    const first = this.slotNode.indexOf(node);
    const end = this.slotNode.lastIndexOf(node) + 1;
    return first < 0 ? [] : Array.from({ length: end - first }, (_, i) => first + i);
  }

  /** Speed of the station's fastest slot. */
  speed(station: number): number {
    return this.fastest[station];
  }

  /** Total speed of the station's `used` fastest slots. */
  totalSpeed(station: number, used: number): number {
    return this.speedBefore ? this.speedBefore[used] : used * this.fastest[station];
  }

  /** The node of the station's slot of that rank, 0 being the fastest. */
  node(station: number, rank: number): number {
    return this.pushed ? station : this.slotNode[rank];
  }
}
