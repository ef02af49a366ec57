/** Something that one who runs a system wants to be told of. */
export interface Anomaly {
  readonly kind: 'slow node' | 'growing queue' | 'missing heartbeat' | 'hanging task';
  /** In the scenario's time unit. */
  readonly time: number;
  /** Absent where it concerns the pool. */
  readonly node?: number;
  /** How much: service against that of other nodes, jobs that wait, or time since something was heard. */
  readonly figure: number;
}

/** In words, with the figure to three digits; `unit` is the name of the time unit. */
export function sentence({ kind, node, figure }: Anomaly, unit = 'time units'): string {
  const where = node === undefined ? 'the pool' : `node ${node}`;
  const much = Number(figure.toPrecision(3));
  switch (kind) {
    case 'slow node':
      return `${where} is slow: its tasks take ${much} times as long as those of other nodes, against their sizes`;
    case 'growing queue':
      return `the queue of ${where} grows: ${figure} jobs are there`;
    case 'missing heartbeat':
      return `no heartbeat of ${where} for ${much} ${unit}`;
    case 'hanging task':
      return `a task of ${where} may hang: its worker has answered nothing else for ${much} ${unit}`;
  }
}
