import type { Node } from '../model.ts';

// What is kept of a node, in one row of the table: a row is in one cache line where columns would be in four.
const LEFT = 0;
const SINCE = 1;
/** Speed of the busy slots together. */
const RATE = 2;
/** Of one slot. */
const SPEED = 3;
const ROW = 4;

/** The work left at each node: what came less what its busy slots have done since. Kept only where someone looks at it. */
export class WorkLeft {
  private readonly cells: Float64Array;

  constructor(nodes: readonly Node[]) {
    this.cells = new Float64Array(ROW * nodes.length);
    for (const [node, { speed }] of nodes.entries()) this.cells[ROW * node + SPEED] = speed;
  }

  at(node: number, now: number): number {
    const { cells } = this;
    const row = ROW * node;
    return Math.max(0, cells[row + LEFT] - cells[row + RATE] * (now - cells[row + SINCE]));
  }

  add(node: number, now: number, work: number): void {
    this.cells[ROW * node + LEFT] = this.at(node, now) + work;
    this.cells[ROW * node + SINCE] = now;
  }

  change(node: number, now: number, slots: 1 | -1): void {
    this.add(node, now, 0);
    this.cells[ROW * node + RATE] += slots * this.cells[ROW * node + SPEED];
  }

  /** Nothing is left there: rounding is forgotten. */
  clear(node: number): void {
    this.cells[ROW * node + LEFT] = 0;
    this.cells[ROW * node + RATE] = 0;
  }
}
