import { CHILD, type JobRows, NEXT, ORDER, RANK } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { select } from '../select.ts';

// The pairing heaps of mechanisms/heap.ts, threaded through rows.

/** Whether a row is of lesser rank, or of the same and lesser order. */
export function precedes(numbers: Float64Array, a: number, b: number): boolean {
  const rankA = numbers[a | RANK];
  const rankB = numbers[b | RANK];
  return rankA === rankB ? numbers[a | ORDER] < numbers[b | ORDER] : rankA < rankB;
}

/** Of two roots, the new one. */
export function meld({ numbers, links }: JobRows, a: number, b: number): number {
  const first = select(precedes(numbers, b, a), a, b);
  const other = a ^ b ^ first;
  links[other | NEXT] = links[first | CHILD];
  links[first | CHILD] = other;
  return first;
}

/** Adds a row, whose rank and order are set, and returns the new root. */
export function push(jobs: JobRows, root: number, row: number): number {
  jobs.links[row | CHILD] = NONE;
  return root === NONE ? row : meld(jobs, root, row);
}

/** Takes the root off and returns the new one. */
export function pop(jobs: JobRows, root: number): number {
  const { links } = jobs;
  const child = links[root | CHILD];
  return child === NONE || links[child | NEXT] === NONE ? child : pairUp(jobs, child);
}

/** Melds the roots of a list: neighbours in pairs from the left, then the pairs from the right. */
function pairUp(jobs: JobRows, list: number): number {
  const { links } = jobs;
  let row = list;
  let pairs = NONE;
  while (row !== NONE) {
    const partner = links[row | NEXT];
    const rest = partner === NONE ? NONE : links[partner | NEXT];
    const first = partner === NONE ? row : meld(jobs, row, partner);
    links[first | NEXT] = pairs;
    pairs = first;
    row = rest;
  }
  let melded = pairs;
  let pair = links[pairs | NEXT];
  while (pair !== NONE) {
    const rest = links[pair | NEXT];
    melded = meld(jobs, melded, pair);
    pair = rest;
  }
  links[melded | NEXT] = NONE;
  return melded;
}

/** Visits every row of the heap, in no particular order. */
export function each({ links }: JobRows, root: number, visit: (row: number) => void): void {
  const pending = root === NONE ? [] : [root];
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    visit(row);
    const [child, next] = [links[row | CHILD], links[row | NEXT]];
    if (child !== NONE) pending.push(child);
    if (row !== root && next !== NONE) pending.push(next);
  }
}
