/** Student's t distribution, to 9 digits, and up to 1,000 degrees of freedom to 12: what confidence intervals of few samples need. */
import { power } from '../power.ts';
import { normalBelow } from '../random/special.ts';

/** Quantiles found before, by p and degrees: all intervals of a result rest on the same few. */
const known = new Map<string, number>();
const MOST_KNOWN = 1000;

/** The p-quantile with `degrees` of freedom, 0 < p < 1, degrees > 0 (Infinity: the normal distribution). */
export function studentQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  const key = `${p} ${degrees}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size === MOST_KNOWN) known.clear();
  const found = upperQuantile(p, degrees);
  known.set(key, found);
  return found;
}

/** For p > 0.5. */
function upperQuantile(p: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentTail(high, degrees) > 1 - p) [low, high] = [high, 2 * high];
  // Bisection halves the bracket until two neighbouring doubles are left: sixty steps, and no case in which it fails.
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTail(middle, degrees) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Beyond so many degrees the distribution is nearly normal. */
const MANY = 1e6;

/** P[T > t] for t ≥ 0: half the regularised incomplete beta function (Abramowitz and Stegun 26.7.1). */
export function studentTail(t: number, degrees: number): number {
  // Abramowitz and Stegun 26.7.8; the gamma functions of so many degrees have lost more digits than it has wrong.
  if (degrees > MANY) return normalBelow((-t * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + (t * t) / (2 * degrees)));
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

/** I_x(a, b) by the continued fraction of Lentz's method (Press et al., Numerical Recipes, section 6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const coefficient of [even, odd]) {
      d = 1 + coefficient * d;
      d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = 1 + coefficient / c;
      if (Math.abs(c) < tiny) c = tiny;
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return front * fraction;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln Γ(x), x > 0, by Stirling's series after shifting x above 15. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 15; z++) shift += Math.log(z);
  const series = 1 / (12 * z) - 1 / (360 * power(z, 3)) + 1 / (1260 * power(z, 5)) - 1 / (1680 * power(z, 7)) + 1 / (1188 * power(z, 9));
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
