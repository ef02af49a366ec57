import type { Anomaly } from './anomaly.ts';

/**
 * Tells when a node has not been heard of for a time, or a task of it, once until it is heard again. With a heartbeat every
 * h, silence is known in whole h: told at 3 h, it has lasted from 2 h to 3 h.
 */
export class Heartbeats {
  private readonly after: number;
  private readonly missing = new Set<number>();
  private readonly raise: (anomaly: Anomaly) => void;
  private readonly kind: 'missing heartbeat' | 'hanging task';

  /** `after`: time units of silence. */
  constructor(after: number, raise: (anomaly: Anomaly) => void, kind: 'missing heartbeat' | 'hanging task' = 'missing heartbeat') {
    this.after = after;
    this.raise = raise;
    this.kind = kind;
  }

  /** At `now` the node has been silent for so long. */
  heard(now: number, node: number, silence: number): void {
    if (silence < this.after) {
      this.missing.delete(node);
    } else if (!this.missing.has(node)) {
      this.missing.add(node);
      this.raise({ kind: this.kind, time: now, node, figure: silence });
    }
  }
}
