/** The little linear algebra that phase-type distributions need; matrices are lists of rows, and small. */

export type Matrix = readonly (readonly number[])[];

/** x with A x = b, by Gaussian elimination with pivoting. Cost: cubic. */
export function solve(a: Matrix, b: readonly number[]): number[] {
  const n = b.length;
  const rows = a.map((row, i) => [...row, b[i]]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i][n];
    for (let j = i + 1; j < n; j++) rest -= rows[i][j] * x[j];
    x[i] = rest / rows[i][i];
  }
  return x;
}

/**
 * exp(T t) for a generator T: off-diagonal entries ≥ 0, row sums ≤ 0.
 * Uniformisation (Jensen 1953) of a short time, squared up: every term is ≥ 0, so that no digits cancel.
 */
export function transitions(generator: Matrix, t: number): Matrix {
  const fastest = Math.max(...generator.map((row, i) => -row[i]));
  const squarings = Math.max(0, Math.ceil(Math.log2(fastest * t)));
  const events = (fastest * t) / 2 ** squarings;
  const jumps = generator.map((row, i) => row.map((rate, j) => (i === j ? 1 : 0) + rate / fastest));
  let power: Matrix = jumps.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let weight = Math.exp(-events);
  let sum = power.map((row) => row.map((entry) => weight * entry));
  for (let n = 1; weight > 2 ** -60; n++) {
    power = multiply(power, jumps);
    weight *= events / n;
    sum = sum.map((row, i) => row.map((entry, j) => entry + weight * power[i][j]));
  }
  let result: Matrix = sum;
  for (let i = 0; i < squarings; i++) result = multiply(result, result);
  return result;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k][j], 0)));
}
