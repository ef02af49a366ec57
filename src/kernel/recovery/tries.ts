import { grown } from '../columns.ts';

/** Where the task of a try is. */
export const AWAY = 0;
/** At its station, in the hands of the mechanism. */
export const IN_HAND = 1;
/** At a node that is down. */
export const STRANDED = 2;

/** What is kept of the try that a row of the job table is at; columns by row. */
export class Tries {
  /** Tries begun so far; 0 of a row that has not been looked at yet. Whoever gives up the row sets it back. */
  begun = new Int32Array(0);
  where = new Int32Array(0);
  fate = new Int32Array(0);
  /** Those that count against the limit of retries. */
  failures = new Int32Array(0);
  /** The node that the dispatcher picked, which another may stand in for. */
  picked = new Int32Array(0);
  /** The size of the task, whatever its tries take. */
  size = new Float64Array(0);
  /** Time for which slots were held in tries before this one. */
  held = new Float64Array(0);

  /** Makes room for the row. */
  reach(row: number): void {
    if (row < this.begun.length) return;
    const rows = Math.max(64, 2 ** Math.ceil(Math.log2(row + 1)));
    for (const column of ['begun', 'where', 'fate', 'failures', 'picked'] as const) this[column] = grown(this[column], rows);
    for (const column of ['size', 'held'] as const) this[column] = grown(this[column], rows);
  }

  copy(from: number, to: number): void {
    this.reach(to);
    for (const column of ['begun', 'where', 'fate', 'failures', 'picked', 'size', 'held'] as const) this[column][to] = this[column][from];
  }
}
