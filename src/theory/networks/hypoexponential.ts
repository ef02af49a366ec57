/** Sums of independent exponentials whose rates may be equal, nearly equal or far apart. */

/**
 * P[X₁ + … + X_K > t] for independent exponentials of given rates, to about 13 digits however small.
 * The sum is the life of a chain that passes through K phases; its transition probabilities over t/2^s are added up by
 * uniformisation, then squared s times. All terms are positive, so nothing cancels, unlike in the partial fractions of
 * the textbooks, which divide by differences of rates. Cost: O(K³ log(t · largest rate)).
 */
export function tailOfExponentials(rates: readonly number[]): (t: number) => number {
  const fastest = Math.max(...rates);
  return (t) => {
    if (t <= 0) return 1;
    const halvings = Math.max(0, Math.ceil(Math.log2(fastest * t)));
    let step = t;
    for (let i = 0; i < halvings; i++) step /= 2;
    let matrix = overShortTime(rates, fastest, step);
    for (let i = 0; i < halvings; i++) {
      step *= 2;
      matrix = squared(matrix, rates, step);
    }
    return matrix[0].reduce((sum, p) => sum + p, 0);
  };
}

/** P[phase j at time h | phase i at 0] for j ≥ i, where h · fastest ≤ 1. Source: Jensen 1953 (uniformisation). */
function overShortTime(rates: readonly number[], fastest: number, h: number): number[][] {
  const size = rates.length;
  return rates.map((_, i) => {
    const row = new Array<number>(size).fill(0);
    let jumps = rates.map((__, j): number => (i === j ? 1 : 0));
    let weight = Math.exp(-fastest * h);
    // The weights fall faster than 1/k!, and phase j is first reached at jump j − i.
    for (let k = 0; k < size + 20; k++) {
      for (let j = i; j < size; j++) row[j] += weight * jumps[j];
      weight *= (fastest * h) / (k + 1);
      jumps = jumps.map((p, j) => p * (1 - rates[j] / fastest) + (j > 0 ? (jumps[j - 1] * rates[j - 1]) / fastest : 0));
    }
    row[i] = Math.exp(-rates[i] * h);
    return row;
  });
}

function squared(matrix: readonly (readonly number[])[], rates: readonly number[], time: number): number[][] {
  return matrix.map((from, i) =>
    from.map((_, j) => {
      // On the diagonal an error would double at every step.
      if (j <= i) return j < i ? 0 : Math.exp(-rates[i] * time);
      let sum = 0;
      for (let k = i; k <= j; k++) sum += from[k] * matrix[k][j];
      return sum;
    }),
  );
}
