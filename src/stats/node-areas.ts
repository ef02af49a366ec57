import { NODE_BUSY, NODE_BUSY_TIME, NODE_COMPLETED, NODE_JOB_TIME, NODE_JOBS, NODE_LOST, NODE_RESPONSE, NODE_ROW } from '../accumulators.ts';
import type { NodeSection } from './recording.ts';

/** Measures every node: counts, and integrals over time of its jobs and of its busy slots. One row for each: a row costs one bounds check where columns cost one each. */
export class NodeAreas {
  readonly cells: Float64Array;
  /** Jobs at each node that the areas are not told of, where a loop keeps the accumulators. */
  readonly jobs: Int32Array;
  private readonly nodes: number;
  private origin = 0;

  constructor(nodes: number) {
    this.nodes = nodes;
    this.cells = new Float64Array(NODE_ROW * nodes);
    this.jobs = new Int32Array(nodes);
  }

  enter(node: number, now: number): void {
    const { cells } = this;
    cells[NODE_ROW * node + NODE_JOBS]++;
    cells[NODE_ROW * node + NODE_JOB_TIME] -= now - this.origin;
  }

  leave(node: number, now: number, response: number): void {
    const { cells } = this;
    cells[NODE_ROW * node + NODE_JOBS]--;
    cells[NODE_ROW * node + NODE_JOB_TIME] += now - this.origin;
    cells[NODE_ROW * node + NODE_COMPLETED]++;
    cells[NODE_ROW * node + NODE_RESPONSE] += response;
  }

  /** A further copy of a job comes (1) or is taken back (−1). */
  copies(node: number, now: number, change: 1 | -1): void {
    const { cells } = this;
    cells[NODE_ROW * node + NODE_JOBS] += change;
    cells[NODE_ROW * node + NODE_JOB_TIME] -= change * (now - this.origin);
  }

  /** A completion at a node of a pool with one queue, where jobs are not counted by node. */
  complete(node: number, response: number): void {
    this.cells[NODE_ROW * node + NODE_COMPLETED]++;
    this.cells[NODE_ROW * node + NODE_RESPONSE] += response;
  }

  lose(node: number): void {
    this.cells[NODE_ROW * node + NODE_LOST]++;
  }

  busy(node: number, now: number, change: 1 | -1): void {
    const { cells } = this;
    cells[NODE_ROW * node + NODE_BUSY] += change;
    cells[NODE_ROW * node + NODE_BUSY_TIME] -= change * (now - this.origin);
  }

  take(now: number): Required<NodeSection> {
    const { cells, nodes } = this;
    const length = now - this.origin;
    this.origin = now;
    for (let node = 0; node < nodes; node++) {
      cells[NODE_ROW * node + NODE_JOB_TIME] += (cells[NODE_ROW * node + NODE_JOBS] + this.jobs[node]) * length;
      cells[NODE_ROW * node + NODE_BUSY_TIME] += cells[NODE_ROW * node + NODE_BUSY] * length;
    }
    return {
      completed: this.takeColumn(NODE_COMPLETED),
      lost: this.takeColumn(NODE_LOST),
      response: this.takeColumn(NODE_RESPONSE),
      jobTime: this.takeColumn(NODE_JOB_TIME),
      busyTime: this.takeColumn(NODE_BUSY_TIME),
    };
  }

  /** The column, which starts again from 0. */
  private takeColumn(column: number): Float64Array {
    const taken = new Float64Array(this.nodes);
    for (let node = 0; node < this.nodes; node++) {
      taken[node] = this.cells[NODE_ROW * node + column];
      this.cells[NODE_ROW * node + column] = 0;
    }
    return taken;
  }
}
