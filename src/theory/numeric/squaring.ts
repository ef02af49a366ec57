import { power } from '../../power.ts';
import { type Chain, leaving } from './chain.ts';

/**
 * The probabilities of the states after a time, from transition probabilities over a short time that are squared up.
 * Rows are made to sum to 1 through their diagonal while that is large: then the other entries keep their relative precision, and
 * with them the slowest rates, however often the matrix is squared. Cost: cubic in the states, times the logarithm of the time.
 */
export function squared(chain: Chain, initial: Float64Array, time: number): Float64Array {
  const fastest = leaving(chain).reduce((most, rate) => Math.max(most, rate), 0);
  const doublings = Math.max(0, Math.ceil(Math.log2(fastest * time)));
  let matrix = overShort(chain, fastest, (fastest * time) / power(2, doublings));
  for (let k = 0; k < doublings; k++) matrix = squareOf(matrix, chain.size);
  const { size } = chain;
  const after = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) after[j] += initial[i] * matrix[i * size + j];
  return after;
}

/** Transition probabilities over a time in which the fastest state is left at most once on average. */
function overShort(chain: Chain, fastest: number, ticks: number): Float64Array {
  const { size, first, to, rate } = chain;
  const stay = leaving(chain).map((total) => 1 - total / fastest);
  const sum = new Float64Array(size * size);
  let now = Float64Array.from(sum, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
  for (let k = 0, weight = Math.exp(-ticks); weight > 1e-30; k++, weight *= ticks / k) {
    for (let at = 0; at < sum.length; at++) sum[at] += weight * now[at];
    const next = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const row = i * size;
      for (let m = 0; m < size; m++) next[row + m] = stay[i] * now[row + m];
      for (let t = first[i]; t < first[i + 1]; t++) {
        const [chance, other] = [rate[t] / fastest, to[t] * size];
        for (let m = 0; m < size; m++) next[row + m] += chance * now[other + m];
      }
    }
    now = next;
  }
  return madeWhole(sum, size);
}

function squareOf(matrix: Float64Array, size: number): Float64Array {
  const product = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = matrix[i * size + k];
      if (factor === 0) continue;
      for (let j = 0, row = i * size, other = k * size; j < size; j++) product[row + j] += factor * matrix[other + j];
    }
  }
  return madeWhole(product, size);
}

/** Rows that sum to 1. */
function madeWhole(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    let others = 0;
    for (let j = 0; j < size; j++) if (j !== i) others += matrix[i * size + j];
    const diagonal = i * size + i;
    if (others < 0.5) matrix[diagonal] = 1 - others;
    else for (let j = 0, total = others + matrix[diagonal]; j < size; j++) matrix[i * size + j] /= total;
  }
  return matrix;
}
