/** Gamma and error functions, to 13 digits or better; for real arguments ≥ 0 unless said otherwise. */

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 12. Source: Abramowitz & Stegun 1964, 6.1.41. */
export function stirlingRemainder(x: number): number {
  let sum = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) sum = sum / (x * x) + STIRLING[i];
  return sum / x;
}

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  let shift = 1;
  for (; x < 12; x++) shift *= x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + stirlingRemainder(x) - Math.log(shift);
}

/** Γ(x) for x > 0. */
export function gamma(x: number): number {
  return Math.exp(logGamma(x));
}

/** P(a, x), the regularised lower incomplete gamma function: the cdf at x of a gamma variate of shape a, scale 1. */
export function gammaBelow(a: number, x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), without loss of digits in the tail. */
export function gammaAbove(a: number, x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** The error function, of any real x. */
export function erf(x: number): number {
  return x < 0 ? -gammaBelow(0.5, x * x) : gammaBelow(0.5, x * x);
}

/** 1 − erf(x), of any real x, without loss of digits in the tail. */
export function erfc(x: number): number {
  return x < 0 ? 1 + gammaBelow(0.5, x * x) : gammaAbove(0.5, x * x);
}

/** P[Z ≤ z] for a standard normal Z. */
export function normalBelow(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** x^a e^−x / Γ(a + 1). */
function front(a: number, x: number): number {
  if (a < 12) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  // Near x = a the large terms cancel on paper instead of in the last digits.
  const excess = (x - a) / a;
  return Math.exp(a * (Math.log1p(excess) - excess) - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a);
}

/** Source: Abramowitz & Stegun 1964, 6.5.29. */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 2 ** -54; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, front(a, x) * sum);
}

/** Source: Abramowitz & Stegun 1964, 6.5.31, evaluated from the front (Lentz 1976). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let product = d;
  for (let n = 1; ; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    product *= c * d;
    if (Math.abs(c * d - 1) < 2 ** -52) return front(a, x) * a * product;
  }
}
