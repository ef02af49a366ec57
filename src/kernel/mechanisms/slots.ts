import { BitSet } from './bitset.ts';
import { NONE } from '../jobs.ts';
import type { Stations } from '../stations.ts';

/** Who is in which slot, for the mechanisms in which a slot serves one task at a time. */
export class Slots {
  /** The row in each slot, NONE where it is idle. */
  readonly row: Int32Array;
  private readonly station: Int32Array;
  /** From when the service of the task in the slot is still to be accounted for, where a mechanism does so. */
  readonly since: Float64Array;
  private readonly stations: Stations;
  /** Whether every station has one slot: slot and station are then the same number, and `row` says it all. */
  private readonly single: boolean;
  private readonly busyCount: Int32Array;
  private readonly idleSlots: BitSet;

  /** `closes`: whether slots are ever closed. */
  constructor(stations: Stations, closes: boolean) {
    const total = stations.slotNode.length;
    this.stations = stations;
    this.single = !closes && stations.slots.every((slots) => slots === 1);
    this.row = new Int32Array(total).fill(NONE);
    this.since = new Float64Array(total);
    this.station = new Int32Array(total);
    this.busyCount = new Int32Array(stations.count);
    this.idleSlots = new BitSet(total);
    for (let station = 0; station < stations.count; station++) {
      const first = stations.firstSlot[station];
      this.station.fill(station, first, first + stations.slots[station]);
    }
    for (let slot = 0; slot < total; slot++) this.idleSlots.add(slot);
  }

  stationOf(slot: number): number {
    return this.single ? slot : this.station[slot];
  }

  /** The station's fastest idle slot, or NONE. */
  idle(station: number): number {
    if (this.single) return this.row[station] === NONE ? station : NONE;
    const first = this.stations.firstSlot[station];
    return this.busyCount[station] === this.stations.slots[station] ? NONE : this.idleSlots.next(first);
  }

  /** The station's slot that has the row, or NONE. O(slots). */
  having(station: number, row: number): number {
    const first = this.stations.firstSlot[station];
    for (let slot = first; slot < first + this.stations.slots[station]; slot++) if (this.row[slot] === row) return slot;
    return NONE;
  }

  /** A task takes the slot, idle or not. */
  put(slot: number, row: number): void {
    if (!this.single && this.row[slot] === NONE) {
      this.busyCount[this.station[slot]]++;
      this.idleSlots.delete(slot);
    }
    this.row[slot] = row;
  }

  /** Takes the slot, which is idle, out of use. */
  close(slot: number): void {
    this.busyCount[this.station[slot]]++;
    this.idleSlots.delete(slot);
  }

  /** The slot becomes idle, or is in use again. */
  vacate(slot: number): void {
    if (!this.single) {
      this.busyCount[this.station[slot]]--;
      this.idleSlots.add(slot);
    }
    this.row[slot] = NONE;
  }
}
