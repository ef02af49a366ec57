/** Intervals that rest on so little that they may hold less often than they say. */

/** Why an interval is doubtful. */
export interface Few {
  /** Jobs that do not depend on one another and tell as much: in all of a mean, beyond a percentile or threshold of that. */
  readonly independent: number;
  /** With so many, intervals hold as often as they say. */
  readonly needed: number;
}

/**
 * Fewest independent jobs that an interval of a mean rests on, and fewest beyond a percentile. Few jobs of a busy system are a
 * few crowded times or none, which makes estimates skew: most are too low, and their spread with them. Twice as many as are
 * enough, since their number is itself estimated from few replications, and too high where the spread is seen too small.
 * Measured of M/M/1, ten replications at loads 0.5, 0.8 and 0.95: results/validation/short-runs.md.
 */
const FEWEST = 300;
const FEWEST_BEYOND = 50;

/** Of a mean; undefined where there are enough. */
export function fewInAll(independent: number): Few | undefined {
  return independent < FEWEST ? { independent, needed: FEWEST } : undefined;
}

/** Of a percentile or a share: `share` of the jobs are on the rarer side of it. Undefined where there are enough. */
export function fewBeyond(independent: number, share: number): Few | undefined {
  const beyond = independent * share;
  return beyond < FEWEST_BEYOND ? { independent: beyond, needed: FEWEST_BEYOND } : undefined;
}
