/**
 * Linear regression on few features, one of its own for each node: after each observation in O(d²), without solving
 * anything anew. The inverse of A = εI + Σ w x xᵀ is kept by the rank-one formula of Sherman and Morrison 1950.
 */
export class RidgeRegression {
  private readonly d: number;
  private readonly ridge: number;
  /** By node: the inverse, row by row, and Σ w y x. */
  private readonly inverse: Float64Array;
  private readonly moments: Float64Array;
  private readonly product: Float64Array;

  /** `ridge`: ε, how many observations the guess that is there beforehand counts for. */
  constructor(nodes: number, d: number, ridge: number) {
    this.d = d;
    this.ridge = ridge;
    this.inverse = new Float64Array(nodes * d * d);
    this.moments = new Float64Array(nodes * d);
    this.product = new Float64Array(d);
    for (let i = 0; i < nodes * d; i++) this.inverse[i * d + (i % d)] = 1 / ridge;
  }

  /** Beforehand every coefficient is taken for `guess`. Returns xᵀθ less `optimism` times √(xᵀA⁻¹x). */
  lowerBound(node: number, x: Float64Array, guess: number, optimism: number): number {
    const { d, product, moments } = this;
    this.multiply(node, x);
    // θ = A⁻¹(Σ w y x + ε · guess · 1): nearest to the guess where there is nothing to learn from.
    let [mean, square] = [0, 0];
    for (let i = 0; i < d; i++) {
      mean += product[i] * (moments[node * d + i] + guess * this.ridge);
      square += product[i] * x[i];
    }
    return mean - optimism * Math.sqrt(square);
  }

  observe(node: number, x: Float64Array, y: number, weight: number): void {
    const { d, product, inverse, moments } = this;
    this.multiply(node, x);
    let square = 0;
    for (let i = 0; i < d; i++) square += product[i] * x[i];
    const factor = weight / (1 + weight * square);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) inverse[(node * d + i) * d + j] -= factor * product[i] * product[j];
      moments[node * d + i] += weight * y * x[i];
    }
  }

  /** A⁻¹x, into `product`. */
  private multiply(node: number, x: Float64Array): void {
    const { d, product, inverse } = this;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += inverse[(node * d + i) * d + j] * x[j];
      product[i] = sum;
    }
  }
}
