import { grown } from '../columns.ts';
import { NONE } from '../jobs.ts';

/** Who is at each node, in the order in which they came: lists linked both ways, from which anyone can be taken in O(1). */
export class Residents {
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private before = new Int32Array(0);
  private after = new Int32Array(0);

  constructor(nodes: number) {
    this.first = new Int32Array(nodes).fill(NONE);
    this.last = new Int32Array(nodes).fill(NONE);
  }

  add(node: number, row: number): void {
    if (row >= this.before.length) this.grow(row);
    const last = this.last[node];
    this.before[row] = last;
    this.after[row] = NONE;
    if (last === NONE) this.first[node] = row;
    else this.after[last] = row;
    this.last[node] = row;
  }

  delete(node: number, row: number): void {
    const [before, after] = [this.before[row], this.after[row]];
    if (before === NONE) this.first[node] = after;
    else this.after[before] = after;
    if (after === NONE) this.last[node] = before;
    else this.before[after] = before;
  }

  of(node: number): number[] {
    const rows: number[] = [];
    for (let row = this.first[node]; row !== NONE; row = this.after[row]) rows.push(row);
    return rows;
  }

  private grow(row: number): void {
    const size = Math.max(64, 2 ** Math.ceil(Math.log2(row + 1)));
    this.before = grown(this.before, size);
    this.after = grown(this.after, size);
  }
}
