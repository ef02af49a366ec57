import { type JobTable, NONE } from '../jobs.ts';
import { select } from '../select.ts';

/**
 * Pairing heaps (Fredman, Sedgewick, Sleator and Tarjan 1986) threaded through the job table by `child` and `next`,
 * ordered by `rank` and then `order`: a heap is the row of its root, NONE when empty. Melding and adding cost O(1),
 * taking O(log n) amortised; any number of heaps share the table.
 */
export function meld(jobs: JobTable, a: number, b: number): number {
  if (a === NONE) return b;
  if (b === NONE) return a;
  const { child, next } = jobs;
  const first = winner(jobs, a, b);
  const other = a ^ b ^ first;
  next[other] = child[first];
  child[first] = other;
  return first;
}

/** Adds a row, whose rank and order are set, and returns the new root. */
export function push(jobs: JobTable, root: number, row: number): number {
  jobs.child[row] = NONE;
  jobs.next[row] = NONE;
  return meld(jobs, root, row);
}

/** Takes the root off and returns the new one. */
export function pop(jobs: JobTable, root: number): number {
  const { child, next } = jobs;
  let row = child[root];
  if (row === NONE) return NONE;
  // Meld neighbours in pairs from the left, then the pairs from the right.
  let pairs = NONE;
  while (row !== NONE) {
    const partner = next[row];
    if (partner === NONE) {
      next[row] = pairs;
      pairs = row;
      break;
    }
    const rest = next[partner];
    const first = winner(jobs, row, partner);
    const other = row ^ partner ^ first;
    next[other] = child[first];
    child[first] = other;
    next[first] = pairs;
    pairs = first;
    row = rest;
  }
  let melded = pairs;
  let pair = next[pairs];
  while (pair !== NONE) {
    const rest = next[pair];
    const first = winner(jobs, melded, pair);
    const other = melded ^ pair ^ first;
    next[other] = child[first];
    child[first] = other;
    melded = first;
    pair = rest;
  }
  next[melded] = NONE;
  return melded;
}

/** Visits every row of the heap, in no particular order. */
export function each(jobs: JobTable, root: number, visit: (row: number) => void): void {
  const pending = root === NONE ? [] : [root];
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    visit(row);
    if (jobs.child[row] !== NONE) pending.push(jobs.child[row]);
    if (row !== root && jobs.next[row] !== NONE) pending.push(jobs.next[row]);
  }
}

/** The one of lesser rank, or of the same and lesser order. */
function winner({ rank, order }: JobTable, a: number, b: number): number {
  const isSecond = rank[b] === rank[a] ? order[b] < order[a] : rank[b] < rank[a];
  return select(isSecond, a, b);
}
