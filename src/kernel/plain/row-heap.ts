import { CHILD, type JobRows, NEXT, ORDER, RANK } from './job-rows.ts';
import { NONE } from '../jobs.ts';

// The pairing heaps of mechanisms/heap.ts, threaded through rows.

export function meld({ numbers, links }: JobRows, a: number, b: number): number {
  if (a === NONE) return b;
  if (b === NONE) return a;
  const first = winner(numbers, a, b);
  const other = first === a ? b : a;
  links[other | NEXT] = links[first | CHILD];
  links[first | CHILD] = other;
  return first;
}

/** Adds a row, whose rank and order are set, and returns the new root. */
export function push(jobs: JobRows, root: number, row: number): number {
  const { links } = jobs;
  links[row | CHILD] = NONE;
  links[row | NEXT] = NONE;
  return root === NONE ? row : meld(jobs, root, row);
}

/** Takes the root off and returns the new one. */
export function pop({ numbers, links }: JobRows, root: number): number {
  let row = links[root | CHILD];
  if (row === NONE) return NONE;
  // Meld neighbours in pairs from the left, then the pairs from the right.
  let pairs = NONE;
  while (row !== NONE) {
    const partner = links[row | NEXT];
    if (partner === NONE) {
      links[row | NEXT] = pairs;
      pairs = row;
      break;
    }
    const rest = links[partner | NEXT];
    const first = winner(numbers, row, partner);
    const other = first === row ? partner : row;
    links[other | NEXT] = links[first | CHILD];
    links[first | CHILD] = other;
    links[first | NEXT] = pairs;
    pairs = first;
    row = rest;
  }
  let melded = pairs;
  let pair = links[pairs | NEXT];
  while (pair !== NONE) {
    const rest = links[pair | NEXT];
    const first = winner(numbers, melded, pair);
    const other = first === melded ? pair : melded;
    links[other | NEXT] = links[first | CHILD];
    links[first | CHILD] = other;
    melded = first;
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

/** The one of lesser rank, or of the same and lesser order. */
function winner(numbers: Float64Array, a: number, b: number): number {
  const rankA = numbers[a | RANK];
  const rankB = numbers[b | RANK];
  if (rankB === rankA) return numbers[b | ORDER] < numbers[a | ORDER] ? b : a;
  return rankB < rankA ? b : a;
}
