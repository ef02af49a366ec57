/**
 * base to the exponent, base ≥ 0, the same to the last bit on every JavaScript engine: Math.pow and ** are not (V8 changed
 * them between Node 22 and 24), while products, Math.exp and Math.log are. Whole exponents by squaring.
 * Accurate to about as many units in the last place as the exponent, or the logarithm of the result, is large.
 */
export function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1024) {
    if (base === 0) return exponent > 0 ? 0 : exponent === 0 ? 1 : Infinity;
    return Math.exp(exponent * Math.log(base));
  }
  let product = 1;
  let square = base;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / product : product;
}
