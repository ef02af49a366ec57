/**
 * The stationary probabilities of a Markov chain, from its rates between states (the diagonal is not read).
 * Undefined where some state cannot be reached from another. No digits cancel, as nothing is subtracted.
 * Source: Grassmann, Taksar & Heyman 1985. Cost: cubic.
 */
export function stationary(rates: readonly (readonly number[])[]): number[] | undefined {
  const n = rates.length;
  const a = rates.map((row) => [...row]);
  for (let last = n - 1; last > 0; last--) {
    const leaving = a[last].slice(0, last).reduce((sum, rate) => sum + rate, 0);
    if (leaving <= 0) return undefined;
    for (let i = 0; i < last; i++) a[i][last] /= leaving;
    for (let i = 0; i < last; i++) for (let j = 0; j < last; j++) if (i !== j) a[i][j] += a[i][last] * a[last][j];
  }
  const weight = [1];
  for (let j = 1; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < j; i++) sum += weight[i] * a[i][j];
    // A state that is never entered.
    if (sum <= 0) return undefined;
    weight.push(sum);
  }
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.map((w) => w / total);
}
