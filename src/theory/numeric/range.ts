import type { Distribution } from '../../model.ts';

export interface Range {
  /** Below and above lies a probability of about 1e-17, or what no double reaches. */
  readonly from: number;
  readonly to: number;
  /** Ascending points between: one in every octave, and more round the mean, where the density may have a narrow peak. */
  readonly landmarks: readonly number[];
}

const NEGLIGIBLE = 1e-17;

/** Where the probability of a distribution with a density lies. */
export function rangeOf({ mean, variance, cdf, support: [least, most] }: Distribution): Range {
  const middle = mean < Infinity ? mean : median(cdf, least);
  let [from, to] = [middle, middle];
  while (from > Math.max(least, 1e-300) && cdf(from) > NEGLIGIBLE) from /= 2;
  from = Math.max(from, least);
  while (to < Math.min(most, 1e300) && 1 - cdf(to) > NEGLIGIBLE) to *= 2;
  to = Math.min(to, most);
  const points: number[] = [];
  for (let x = 2 * from; x < to; x *= 2) points.push(x);
  const deviation = Math.sqrt(variance);
  if (deviation < mean) for (const k of [-32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32]) points.push(mean + k * deviation);
  const inside = points.filter((x) => x > from && x < to).toSorted((a, b) => a - b);
  return { from, to, landmarks: inside.filter((x, i) => i === 0 || x > inside[i - 1]) };
}

/** Near it, where there is no mean. */
function median(cdf: (x: number) => number, least: number): number {
  let x = Math.max(least, 1e-300);
  while (x < 1e300 && cdf(x) < 0.5) x *= 2;
  return x;
}
