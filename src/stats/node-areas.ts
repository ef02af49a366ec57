import type { NodeSection } from './recording.ts';

// What is kept of a node, in one row of the table: a row costs one bounds check where columns cost one each.
const JOBS = 0;
const JOB_TIME = 1;
const BUSY = 2;
const BUSY_TIME = 3;
const COMPLETED = 4;
const LOST = 5;
const RESPONSE = 6;
const ROW = 8;

/**
 * Measures every node: counts, and integrals over time of its jobs and of its busy slots. An integral is kept as the sum
 * of the times at which something ended less those at which something began, as times from the start of the section.
 */
export class NodeAreas {
  private readonly nodes: number;
  private readonly cells: Float64Array;
  private origin = 0;

  constructor(nodes: number) {
    this.nodes = nodes;
    this.cells = new Float64Array(ROW * nodes);
  }

  enter(node: number, now: number): void {
    const { cells } = this;
    cells[ROW * node + JOBS]++;
    cells[ROW * node + JOB_TIME] -= now - this.origin;
  }

  leave(node: number, now: number, response: number): void {
    const { cells } = this;
    cells[ROW * node + JOBS]--;
    cells[ROW * node + JOB_TIME] += now - this.origin;
    cells[ROW * node + COMPLETED]++;
    cells[ROW * node + RESPONSE] += response;
  }

  /** A further copy of a job comes (1) or is taken back (−1). */
  copies(node: number, now: number, change: 1 | -1): void {
    const { cells } = this;
    cells[ROW * node + JOBS] += change;
    cells[ROW * node + JOB_TIME] -= change * (now - this.origin);
  }

  /** A completion at a node of a pool with one queue, where jobs are not counted by node. */
  complete(node: number, response: number): void {
    this.cells[ROW * node + COMPLETED]++;
    this.cells[ROW * node + RESPONSE] += response;
  }

  lose(node: number): void {
    this.cells[ROW * node + LOST]++;
  }

  busy(node: number, now: number, change: 1 | -1): void {
    const { cells } = this;
    cells[ROW * node + BUSY] += change;
    cells[ROW * node + BUSY_TIME] -= change * (now - this.origin);
  }

  take(now: number): Required<NodeSection> {
    const { cells, nodes } = this;
    const length = now - this.origin;
    this.origin = now;
    for (let node = 0; node < nodes; node++) {
      cells[ROW * node + JOB_TIME] += cells[ROW * node + JOBS] * length;
      cells[ROW * node + BUSY_TIME] += cells[ROW * node + BUSY] * length;
    }
    return {
      completed: this.takeColumn(COMPLETED),
      lost: this.takeColumn(LOST),
      response: this.takeColumn(RESPONSE),
      jobTime: this.takeColumn(JOB_TIME),
      busyTime: this.takeColumn(BUSY_TIME),
    };
  }

  /** The column, which starts again from 0. */
  private takeColumn(column: number): Float64Array {
    const taken = new Float64Array(this.nodes);
    for (let node = 0; node < this.nodes; node++) {
      taken[node] = this.cells[ROW * node + column];
      this.cells[ROW * node + column] = 0;
    }
    return taken;
  }
}
