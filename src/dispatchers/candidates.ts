import type { PoolView, Stream } from '../model.ts';

/** Different nodes with the loads that were looked up, some of them brought to the front in order of load. */
export class Candidates {
  count = 0;
  readonly loads: Int32Array;
  private readonly nodes: Int32Array;

  constructor(most: number) {
    this.nodes = new Int32Array(most);
    this.loads = new Int32Array(most);
  }

  add(node: number): void {
    for (let i = 0; i < this.count; i++) if (this.nodes[i] === node) return;
    this.nodes[this.count++] = node;
  }

  look(pool: PoolView): void {
    for (let i = 0; i < this.count; i++) this.loads[i] = pool.queued(this.nodes[i]);
  }

  /** Brings to a place the least loaded of those from there on, any of them alike, and returns it. */
  bring(place: number, stream: Stream): number {
    const { nodes, loads } = this;
    let best = place;
    let equal = 1;
    for (let i = place + 1; i < this.count; i++) {
      if (loads[i] < loads[best]) {
        best = i;
        equal = 1;
      } else if (loads[i] === loads[best] && stream.integer(++equal) === 0) {
        best = i;
      }
    }
    const node = nodes[best];
    const load = loads[best];
    nodes[best] = nodes[place];
    loads[best] = loads[place];
    nodes[place] = node;
    loads[place] = load;
    return node;
  }
}
