import type { PoolView } from '../../model.ts';
import type { Pool } from '../../scenario.ts';

/** What a dispatcher sees of nodes of one slot each. */
export class PlainView implements PoolView {
  now = 0;
  readonly nodes: number;
  readonly tasks: Int32Array;
  readonly speeds: Float64Array;
  private readonly dispatcher: string;

  /** `tasks` at each node, which others keep up to date. */
  constructor(pool: Pool, tasks: Int32Array) {
    this.nodes = pool.nodes.length;
    this.tasks = tasks;
    this.speeds = Float64Array.from(pool.nodes, ({ speed }) => speed);
    this.dispatcher = pool.dispatch.name;
  }

  queued(node: number): number {
    return this.tasks[node];
  }

  work(): number {
    throw new Error(`dispatcher ${this.dispatcher} looks at work, which it does not declare`);
  }

  speed(node: number): number {
    return this.speeds[node];
  }

  slots(): number {
    return 1;
  }

  /** The node that a dispatcher picked. Throws a RangeError. */
  picked(node: number): number {
    if (!(node >= 0 && node < this.nodes && (node | 0) === node)) throw new RangeError(`dispatcher ${this.dispatcher} picked node ${node} of ${this.nodes}`);
    return node;
  }
}
