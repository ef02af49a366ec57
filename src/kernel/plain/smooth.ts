import type { Distribution, OpenArrivals } from '../../model.ts';

/** Below this part of its mean a time may be lost in the rounding of the clock. */
const TINY = 2 ** -40;

/** Whether it never happens that two such times are equal, or that one is lost in the rounding of the clock. */
export function isSmooth(times: Distribution | undefined): boolean {
  return times !== undefined && !times.atoms && times.cdf(TINY * times.mean) < 1e-9;
}

/** Whether jobs of the source never come at one moment. */
export function hasSmoothGaps({ process: { gap, batch } }: { readonly process: OpenArrivals }): boolean {
  return batch === undefined && isSmooth(gap);
}
