import { studentQuantile } from './student.ts';

/** An interval within [0, 1], not symmetric about the share: near 0 it reaches farther up than down. */
export interface ShareInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval of a share whose standard error is known from a number of independent samples: Wilson's, with as many
 * independent jobs as would have that standard error, and Student's quantile in place of the normal one. Never below 0 or above 1,
 * and never of no width where the share is between them.
 * Source: Wilson 1927; Franco, Little, Louis and Slud 2019, Journal of Survey Statistics and Methodology 7(3) (clustered samples).
 */
export function shareInterval(share: number, standardError: number, samples: number, level: number): ShareInterval {
  // A share that leaves nothing to vary has a standard error by rounding alone.
  if (standardError === 0 || share <= 0 || share >= 1) return { lower: share, upper: share };
  const spread = (studentQuantile((1 + level) / 2, samples - 1) * standardError) ** 2;
  // t²/n, where n independent jobs have this standard error.
  const pull = spread / (share * (1 - share));
  const middle = (share + pull / 2) / (1 + pull);
  const half = Math.sqrt(spread + (pull / 2) ** 2) / (1 + pull);
  return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}
