import type { Node, Watcher } from '../model.ts';
import type { Anomaly } from './anomaly.ts';
import { GrowingQueue, Variation } from './growing-queue.ts';
import { SlowNodes } from './slow-node.ts';

export interface AnomalySetup {
  readonly nodes: readonly Node[];
  /** By class, whether it is not known beforehand how long a task should take: its time is then compared as it is. */
  readonly unplanned?: readonly boolean[];
  readonly raise: (anomaly: Anomaly) => void;
}

/** Watches for nodes that have become slow and queues that grow: those of nodes, or of the pool where it has the one queue. */
export class Anomalies implements Watcher {
  private readonly setup: AnomalySetup;
  private readonly slow: SlowNodes;
  private readonly service = new Variation();
  private readonly queues: readonly GrowingQueue[];
  private readonly poolQueue: GrowingQueue;
  private pull = false;
  /** Whether jobs have several tasks. */
  private forks = false;

  constructor(setup: AnomalySetup) {
    this.setup = setup;
    this.slow = new SlowNodes(setup.nodes.length);
    this.queues = setup.nodes.map(() => new GrowingQueue(this.service));
    this.poolQueue = new GrowingQueue(this.service);
  }

  joined(now: number, _job: number, node: number): void {
    this.pull = node < 0;
    const grown = this.queueOf(node).comes(now);
    if (grown !== undefined) this.setup.raise({ kind: 'growing queue', time: now, ...(node >= 0 && { node }), figure: grown });
  }

  left(_now: number, _job: number, node: number): void {
    this.queueOf(node).goes();
  }

  partitioned(): void {
    this.forks = true;
  }

  completed(now: number, job: number, jobClass: number, node: number, response: number, service: number, size: number): void {
    if (!this.forks) this.finished(now, job, jobClass, node, response, service, size);
  }

  finished(now: number, _task: number, jobClass: number, node: number, _response: number, service: number, size: number): void {
    const { nodes, unplanned, raise } = this.setup;
    this.service.add(service);
    this.queueOf(this.pull ? -1 : node).goes();
    const factor = this.slow.done(node, unplanned?.[jobClass] ? service : (service * nodes[node].speed) / size);
    if (factor !== undefined) raise({ kind: 'slow node', time: now, node, figure: factor });
  }

  entered(): void {}
  lost(): void {}
  busy(): void {}
  began(): void {}
  ended(): void {}
  down(): void {}

  private queueOf(node: number): GrowingQueue {
    return node < 0 ? this.poolQueue : this.queues[node];
  }
}
