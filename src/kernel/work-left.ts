import type { Node } from '../model.ts';

/** The work left at each node: what came less what its busy slots have done since. Kept only where someone looks at it. */
export class WorkLeft {
  private readonly speeds: Float64Array;
  private readonly busy: Int32Array;
  private readonly left: Float64Array;
  private readonly since: Float64Array;

  constructor(nodes: readonly Node[]) {
    this.speeds = Float64Array.from(nodes, ({ speed }) => speed);
    this.busy = new Int32Array(nodes.length);
    this.left = new Float64Array(nodes.length);
    this.since = new Float64Array(nodes.length);
  }

  at(node: number, now: number): number {
    return Math.max(0, this.left[node] - this.busy[node] * this.speeds[node] * (now - this.since[node]));
  }

  add(node: number, now: number, work: number): void {
    this.left[node] = this.at(node, now) + work;
    this.since[node] = now;
  }

  change(node: number, now: number, slots: 1 | -1): void {
    this.add(node, now, 0);
    this.busy[node] += slots;
  }

  /** Nothing is left there: rounding is forgotten. */
  clear(node: number): void {
    this.left[node] = 0;
  }
}
