import type { PoolView } from '../../model.ts';

/** What a node that is known to be down is shown to have: more tasks than any that is up, and few enough for an index over lengths of queues. */
const TASKS = 2 ** 16;
const WORK = 1e15;

/** A pool in which nodes that are known to be down look so full that none is sent there by one who looks. */
export class TrustedView implements PoolView {
  readonly nodes: number;
  private readonly pool: PoolView;
  private readonly known: { isKnownDown(node: number): boolean };

  constructor(pool: PoolView, known: { isKnownDown(node: number): boolean }) {
    this.nodes = pool.nodes;
    this.pool = pool;
    this.known = known;
  }

  get now(): number {
    return this.pool.now;
  }
  queued(node: number): number {
    return this.known.isKnownDown(node) ? TASKS : this.pool.queued(node);
  }
  work(node: number): number {
    return this.known.isKnownDown(node) ? WORK : this.pool.work(node);
  }
  speed(node: number): number {
    return this.pool.speed(node);
  }
  slots(node: number): number {
    return this.pool.slots(node);
  }
}
