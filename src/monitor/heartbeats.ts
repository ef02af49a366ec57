import type { Anomaly } from './anomaly.ts';

/**
 * Tells when the workers of a node have not been heard of for a time, once until they are heard again. With a heartbeat every
 * h, silence is known in whole h: told at 3 h, it has lasted from 2 h to 3 h.
 */
export class Heartbeats {
  private readonly after: number;
  private readonly missing = new Set<number>();
  private readonly raise: (anomaly: Anomaly) => void;

  /** `after`: time units of silence. */
  constructor(after: number, raise: (anomaly: Anomaly) => void) {
    this.after = after;
    this.raise = raise;
  }

  /** At `now` the workers of the node have been silent for so long. */
  heard(now: number, node: number, silence: number): void {
    if (silence < this.after) {
      this.missing.delete(node);
    } else if (!this.missing.has(node)) {
      this.missing.add(node);
      this.raise({ kind: 'missing heartbeat', time: now, node, figure: silence });
    }
  }
}
