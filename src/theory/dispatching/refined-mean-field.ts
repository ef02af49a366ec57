/** The first correction to the mean field of power-of-d choices for a finite number of nodes. */
import { inverse, Matrix } from 'ml-matrix';
import { power } from '../../power.ts';

/**
 * Mean jobs per node is Σ xₖ + (1/n) Σ vₖ + O(1/n²): returns x₁, x₂, … (the fixed point) and v₁, v₂, … for unit service rates.
 *
 * Near the fixed point the fractions x of nodes with at least k jobs move by dx = f(x) dt + noise of covariance Q/n, with
 * fₖ = ρ(g(xₖ₋₁) − g(xₖ)) − (xₖ − xₖ₊₁) and g(x) = xᵈ. The covariance W/n solves AW + WAᵀ + Q = 0, A the Jacobian of f,
 * and the mean moves by v/n where Av + ½f″W + c = 0. Here c is 0 where the d queues are drawn with replacement, and without
 * it comes from P[all d have k jobs] = Πⱼ (nx − j)/(n − j) = xᵈ − (1/n) d(d−1)/2 xᵈ⁻¹(1−x) + O(1/n²).
 * Source: Gast and Van Houdt 2017, Proceedings of the ACM on Measurement and Analysis of Computing Systems 1.
 */
export function refinedMeanField(load: number, d: number, replaced: boolean): { readonly x: readonly number[]; readonly v: readonly number[] } {
  const x = [1];
  while (x.at(-1)! > 1e-18) x.push(load * power(x.at(-1)!, d));
  const pairs = (d * (d - 1)) / 2;
  const slope = x.map((at) => load * d * power(at, d - 1));
  const bend = x.map((at) => load * pairs * power(at, d - 2));
  const apart = x.map((at) => (replaced ? 0 : load * pairs * power(at, d - 1) * (1 - at)));
  const covariance = lyapunov(jacobian(slope), x.slice(1).map((at, k) => load * power(x[k], d) + at - load * power(at, d) - (x[k + 2] ?? 0)));
  // Summed over all levels from k on, Av + ½f″W + c = 0 leaves one term at k and those at k − 1.
  const v = [0];
  for (let k = 1; k < x.length; k++) {
    const variance = k === 1 ? 0 : covariance.get(k - 2, k - 2);
    v.push(slope[k - 1] * v[k - 1] + bend[k - 1] * variance - apart[k - 1]);
  }
  return { x: x.slice(1), v: v.slice(1) };
}

/** Of f at the fixed point, for levels 1, 2, …. */
function jacobian(slope: readonly number[]): Matrix {
  const size = slope.length - 1;
  const matrix = Matrix.zeros(size, size);
  for (let row = 0; row < size; row++) {
    matrix.set(row, row, -slope[row + 1] - 1);
    if (row > 0) matrix.set(row, row - 1, slope[row]);
    if (row + 1 < size) matrix.set(row, row + 1, 1);
  }
  return matrix;
}

/**
 * W of AW + WAᵀ + diag(q) = 0 for a stable A: with F = (1 − A)⁻¹(1 + A) it is the series Σ Fⁱ M Fᵀⁱ, summed by doubling.
 * Source: Smith 1968, SIAM Journal on Applied Mathematics 16.
 */
function lyapunov(a: Matrix, q: readonly number[]): Matrix {
  const one = Matrix.eye(a.rows);
  const resolvent = inverse(Matrix.sub(one, a));
  let factor = resolvent.mmul(Matrix.add(one, a));
  let sum = resolvent.mmul(Matrix.diag(q as number[])).mmul(resolvent.transpose()).mul(2);
  for (let doubling = 0; doubling < 60; doubling++) {
    const more = factor.mmul(sum).mmul(factor.transpose());
    sum = Matrix.add(sum, more);
    if (more.norm() <= 1e-16 * sum.norm()) break;
    factor = factor.mmul(factor);
  }
  return sum;
}
