/** How many entries of a non-decreasing list are at most x. Cost: linear for short lists, where that is faster; else logarithmic. */
export function countUpTo(sorted: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = sorted.length;
  if (high <= 8) {
    while (low < high && sorted[low] <= x) low++;
    return low;
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
