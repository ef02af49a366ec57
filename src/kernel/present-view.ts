import type { PoolView } from '../model.ts';
import type { Pool } from '../scenario.ts';
import type { WorkLeft } from './work-left.ts';

/** Nodes as they are now: what a dispatcher sees from whom nothing is kept. It is of one class whichever loop runs, so that what the engine has compiled for a dispatcher does for both. */
export class PresentView implements PoolView {
  readonly nodes: number;
  private readonly pool: Pool;
  private readonly clock: { readonly now: number };
  private readonly tasks: Int32Array;
  private readonly workLeft: WorkLeft | undefined;

  /** `tasks` at each node, which others keep up to date; `workLeft` where the dispatcher looks at it. */
  constructor(pool: Pool, clock: { readonly now: number }, tasks: Int32Array, workLeft?: WorkLeft) {
    this.nodes = pool.nodes.length;
    this.pool = pool;
    this.clock = clock;
    this.tasks = tasks;
    this.workLeft = workLeft;
  }

  get now(): number {
    return this.clock.now;
  }
  queued(node: number): number {
    return this.tasks[node];
  }
  work(node: number): number {
    if (!this.workLeft) throw new Error(`dispatcher ${this.pool.dispatch.name} looks at work, which it does not declare`);
    return this.workLeft.at(node, this.clock.now);
  }
  speed(node: number): number {
    return this.pool.nodes[node].speed;
  }
  slots(node: number): number {
    return this.pool.nodes[node].slots;
  }
}

/** The node of so many that a dispatcher picked. Throws a RangeError where there is no such node. */
export function picked(node: number, nodes: number, dispatcher: string): number {
  if (!(node >= 0 && node < nodes && (node | 0) === node)) throw new RangeError(`dispatcher ${dispatcher} picked node ${node} of ${nodes}`);
  return node;
}
