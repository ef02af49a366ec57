/** Among so many times the earliest is looked for; among more a calendar is faster (measured: 10 a third less, 40 twice as much). */
export const FEW = 16;

/** Where the earliest of the times is; the first of equals. */
export function earliest(times: Float64Array): number {
  let first = 0;
  let time = times[0];
  for (let i = 1; i < times.length; i++) {
    const other = times[i];
    if (other < time) {
      time = other;
      first = i;
    }
  }
  return first;
}
