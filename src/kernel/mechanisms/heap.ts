import { type JobTable, NONE } from '../jobs.ts';

/**
 * Pairing heaps (Fredman, Sedgewick, Sleator and Tarjan 1986) threaded through the job table by `child` and `next`,
 * ordered by `rank` and then `order`: a heap is the row of its root, NONE when empty. Melding and adding cost O(1),
 * taking O(log n) amortised; any number of heaps share the table.
 */
export function meld(jobs: JobTable, a: number, b: number): number {
  if (a === NONE) return b;
  if (b === NONE) return a;
  const { rank, order, child, next } = jobs;
  const bFirst = rank[b] < rank[a] || (rank[b] === rank[a] && order[b] < order[a]);
  const parent = bFirst ? b : a;
  const loser = bFirst ? a : b;
  next[loser] = child[parent];
  child[parent] = loser;
  return parent;
}

/** Adds a row, whose rank and order are set, and returns the new root. */
export function push(jobs: JobTable, root: number, row: number): number {
  jobs.child[row] = NONE;
  jobs.next[row] = NONE;
  return meld(jobs, root, row);
}

/** Takes the root off and returns the new one. */
export function pop({ rank, order, child, next }: JobTable, root: number): number {
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
    const partnerFirst = rank[partner] < rank[row] || (rank[partner] === rank[row] && order[partner] < order[row]);
    const winner = partnerFirst ? partner : row;
    const loser = partnerFirst ? row : partner;
    next[loser] = child[winner];
    child[winner] = loser;
    next[winner] = pairs;
    pairs = winner;
    row = rest;
  }
  let best = pairs;
  let pair = next[pairs];
  next[best] = NONE;
  while (pair !== NONE) {
    const rest = next[pair];
    const pairFirst = rank[pair] < rank[best] || (rank[pair] === rank[best] && order[pair] < order[best]);
    const winner = pairFirst ? pair : best;
    const loser = pairFirst ? best : pair;
    next[loser] = child[winner];
    child[winner] = loser;
    next[winner] = NONE;
    best = winner;
    pair = rest;
  }
  return best;
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
