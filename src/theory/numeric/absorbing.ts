import { Matrix } from 'ml-matrix';

/**
 * X with (D − N) X = B, where N and B are not negative and D is the diagonal that makes the rows of D − N sum to `excess` ≥ 0:
 * what is earned until absorption by a chain with rates N (the diagonal is not read) and rates of absorption `excess`.
 * Nothing is subtracted, so that every entry of X keeps its relative precision, however rarely the chain is absorbed.
 * Source: Grassmann, Taksar and Heyman 1985; Alfa, Xue and Ye 2002, "Accurate computation of the smallest eigenvalue of a diagonally
 * dominant M-matrix". Cost: cubic.
 */
export function untilAbsorption(rates: Matrix, excess: readonly number[], earned: Matrix): Matrix {
  const n = rates.rows;
  const width = earned.columns;
  const inner = rates.to2DArray().map((row) => Float64Array.from(row));
  const gain = earned.to2DArray().map((row) => Float64Array.from(row));
  const out = Float64Array.from(excess);
  const total = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    total[k] = out[k];
    for (let j = 0; j < k; j++) total[k] += inner[k][j];
    for (let i = 0; i < k; i++) {
      if (inner[i][k] === 0) continue;
      const visits = inner[i][k] / total[k];
      out[i] += visits * out[k];
      for (let j = 0; j < k; j++) inner[i][j] += visits * inner[k][j];
      for (let j = 0; j < width; j++) gain[i][j] += visits * gain[k][j];
    }
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < k; i++) {
      const rate = inner[k][i];
      if (rate !== 0) for (let j = 0; j < width; j++) gain[k][j] += rate * gain[i][j];
    }
    for (let j = 0; j < width; j++) gain[k][j] /= total[k];
  }
  return new Matrix(gain.map((row) => Array.from(row)));
}

/** Sums of the rows. */
export function rowSums(matrix: Matrix): number[] {
  return matrix.to2DArray().map((row) => row.reduce((sum, x) => sum + x, 0));
}
