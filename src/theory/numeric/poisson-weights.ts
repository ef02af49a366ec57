/** What is less than this against the mode is left out. */
const NEGLIGIBLE = 1e-22;

/**
 * P[Poisson(mean) = k] for k = first, first + 1, …; what is left out sums to less than 1e-20.
 * Built outwards from the mode and normalised by their sum, so that none under- or overflows. Source: Fox and Glynn 1988. Cost: O(√mean).
 */
export function poissonWeights(mean: number): { readonly first: number; readonly weights: Float64Array } {
  const mode = Math.floor(mean);
  const [below, above]: [number[], number[]] = [[], []];
  for (let k = mode, weight = 1; k > 0 && weight > NEGLIGIBLE; k--) below.push((weight *= k / mean));
  for (let k = mode + 1, weight = 1; weight > NEGLIGIBLE; k++) above.push((weight *= mean / k));
  const weights = Float64Array.from([...below.toReversed(), 1, ...above]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first: mode - below.length, weights: weights.map((weight) => weight / total) };
}
