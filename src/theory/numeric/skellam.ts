import { power } from '../../power.ts';

/** Probabilities of the whole numbers first, first + 1, …; what is left out is negligible. */
export interface Window {
  readonly first: number;
  readonly probabilities: Float64Array;
}

/** Standard deviations beyond which a probability is negligible, and as many steps where the deviation is small. */
const WIDTH = 12;
const STEPS = 60;
const GREAT = 1e250;

/**
 * The difference of two independent Poisson variables with means up > 0 and down > 0.
 * P[n] = e^(−up−down) (up/down)^(n/2) I_n(2√(up·down)); computed by I_{n−1} = I_{n+1} + (2n/z) I_n from far out inwards, as ratios, so
 * that nothing is subtracted, and normalised by the sum. Source: Skellam 1946; Miller's algorithm, DLMF 3.6. Cost: O(√(up + down)).
 */
export function skellam(up: number, down: number): Window {
  if (up > down) {
    const { first, probabilities } = skellam(down, up);
    return { first: -(first + probabilities.length - 1), probabilities: probabilities.toReversed() };
  }
  const spread = Math.ceil(WIDTH * Math.sqrt(up + down)) + STEPS;
  const middle = Math.round(down - up);
  const [low, high] = [Math.max(0, middle - spread), middle + spread];
  // P[−n] for n = low … high.
  const below = new Float64Array(high - low + 1);
  below[high - low] = 1e-250;
  for (let n = high; n > low; n--) {
    const at = n - low;
    below[at - 1] = (up / down) * (below[at + 1] ?? 0) + (n / down) * below[at];
    if (below[at - 1] > GREAT) for (let i = at - 1; i < below.length; i++) below[i] /= GREAT;
  }
  const above = low > 0 ? [] : Array.from(below.subarray(1), (p, i) => p * power(up / down, i + 1));
  const probabilities = Float64Array.from([...below.toReversed(), ...above]);
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  return { first: -high, probabilities: probabilities.map((p) => p / total) };
}
