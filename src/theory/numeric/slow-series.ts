/** Sums of smooth positive terms that fall slowly. */
import { integrate } from './quadrature.ts';

const DIRECT = 64;
/** Gregory's coefficients, signs left out. Source: Hildebrand 1974, Introduction to Numerical Analysis. */
const GREGORY = [1 / 2, 1 / 12, 1 / 24, 19 / 720, 3 / 160, 863 / 60480, 275 / 24192];

/**
 * Σ term(n) over n ≥ 1, where terms fall about as e^(−decay·n), to a relative 1e-12 or better: one by one where that ends soon,
 * and otherwise, after the first few, as an integral with the corrections that make it a sum.
 */
export function slowSeries(term: (n: number) => number, decay: number): number {
  let sum = 0;
  const few = 40 / decay < 8 * DIRECT;
  const last = few ? Math.ceil(40 / decay) + 2 : DIRECT;
  for (let n = 1; n < last; n++) sum += term(n);
  return few ? sum : sum + rest(term, last, last + 40 / decay);
}

/** The sum from n = first on; beyond `end` terms are negligible. */
function rest(term: (n: number) => number, first: number, end: number): number {
  let differences = GREGORY.map((_, i) => term(first + i));
  let corrections = 0;
  for (const [order, coefficient] of GREGORY.entries()) {
    // Differences of falling terms alternate in sign, so that all corrections add up.
    corrections += coefficient * (order % 2 === 0 ? 1 : -1) * differences[0];
    differences = differences.slice(1).map((value, i) => value - differences[i]);
  }
  return integrate(term, first, end, { logarithmic: true }) + corrections;
}
