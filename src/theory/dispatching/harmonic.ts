/** Hₙ = 1 + 1/2 + … + 1/n, the mean of the largest of n exponentials of mean 1; `term` may weigh each part. Smallest parts first. */
export function harmonic(n: number, term = (i: number) => 1 / i): number {
  let sum = 0;
  for (let i = n; i >= 1; i--) sum += term(i);
  return sum;
}

/** Its sign, Hₙ with the digits of n below the line. */
export function harmonicSign(n: number): string {
  return `H${String(n).replaceAll(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)])}`;
}
