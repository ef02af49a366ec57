/**
 * Σ_k P[Poisson(mean) = k] v(k), for values given at k = 0 … n−1 and beyond as last · ratio^(k−n+1).
 * The weights are built outwards from the mode and normalised by their sum, so that none under- or overflows. Cost: O(n + √mean).
 */
import { power } from '../../power.ts';
export function poissonAverage(mean: number, values: Float64Array, ratio: number): number {
  const last = values.length - 1;
  const value = (k: number) => (k <= last ? values[k] : values[last] * power(ratio, k - last));
  const mode = Math.floor(mean);
  let [total, weighted] = [1, value(mode)];
  for (let k = mode, weight = 1; k > 0 && weight > 1e-300; k--) {
    weight *= k / mean;
    total += weight;
    weighted += weight * value(k - 1);
  }
  for (let k = mode + 1, weight = 1; weight > 1e-25 || k <= last; k++) {
    weight *= mean / k;
    if (weight === 0) break;
    total += weight;
    weighted += weight * value(k);
  }
  return weighted / total;
}
