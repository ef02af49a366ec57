/** Numerical inversion of Laplace transforms, given on the right half-plane. */
import { Complex } from 'complex.js';
import type { ComplexValue, Masses } from '../../model.ts';

type Transform = (s: ComplexValue) => Complex;

/** The error of the series against the integral is e^−28 of the function at 5t and beyond. */
const DAMPING = 28;
/** The series has the period 4t; then rounding errors grow by e^7 only. */
const PERIODS = 2;
const FEWEST_TERMS = 24;
const MOST_TERMS = 600;
const AGREED = 2e-13;

/**
 * f(t) for t > 0 from F(s) = ∫ e^(−st) f(t) dt with Re s > 0, for bounded f: to about 1e-11 of its bound where f is smooth or its
 * jumps and bends are at least a tenth of t away from t. Nearer to a jump digits are lost (about 1e-4 at a hundredth of t), and on it
 * this tends to the middle of the jump: take jumps out before (`tailOf` does, given them).
 * The Fourier series of the damped function (Abate and Whitt 1992, "The Fourier-series method for inverting transforms of probability
 * distributions") with its complex partial sums accelerated by Wynn's ε-algorithm 1956, which unlike Euler's averages copes with
 * jumps elsewhere; de Hoog, Knight and Stokes 1982 take the same quotients. Cost: 30 to 600 evaluations of F.
 */
export function inverseOf(transform: Transform): (t: number) => number {
  return (t) => {
    const half = PERIODS * t;
    const next = accelerated();
    let [best, closest] = [0, Infinity];
    let [first, second] = [Infinity, Infinity];
    for (let k = 0; k < MOST_TERMS && closest > AGREED; k++) {
      const angle = (Math.PI * k) / PERIODS;
      const term = transform({ re: DAMPING / (2 * half), im: (Math.PI * k) / half }).mul(new Complex(Math.cos(angle), Math.sin(angle)));
      const estimate = next(k === 0 ? term.mul(0.5) : term).re / half;
      const apart = Math.max(Math.abs(estimate - first), Math.abs(estimate - second));
      if (k >= FEWEST_TERMS && apart < closest) [best, closest] = [estimate, apart];
      [first, second] = [estimate, first];
    }
    return best * Math.exp(DAMPING / (2 * PERIODS));
  };
}

/** P[X > t] from E[e^(−sX)]; single values of positive probability may be given apart, and are then exact. See `inverseOf`. */
export function tailOf(transform: Transform, { values, probabilities }: Masses = { values: [], probabilities: [] }): (t: number) => number {
  const points = Array.from(values, (value, i) => ({ value, probability: probabilities[i] }));
  const singly = (s: ComplexValue) => points.reduce((sum, { value, probability }) => sum.add(new Complex(s).mul(-value).exp().mul(probability)), new Complex(0));
  const rest = 1 - points.reduce((sum, { probability }) => sum + probability, 0);
  const smooth = inverseOf((s) => transform(s).sub(singly(s)).neg().add(rest).div(s));
  const above = (t: number) => points.reduce((sum, { value, probability }) => sum + (value > t ? probability : 0), 0);
  // What the transform tends to is the probability of 0.
  const positive = () => 1 - transform({ re: FAR, im: 0 }).re;
  return (t) => {
    if (t < 0) return 1;
    return t === 0 ? positive() : Math.min(1, Math.max(0, smooth(t) + above(t)));
  };
}

const FAR = 1e60;

/** The density at t from E[e^(−sX)]; where it is continuous. See `inverseOf`. */
export function densityOf(transform: Transform): (t: number) => number {
  const inverse = inverseOf(transform);
  return (t) => Math.max(0, inverse(t));
}

/**
 * Takes the terms of a series one by one, and tells each time what their sum tends to.
 * Source: Wynn 1956, "On a device for computing the e_m(S_n) transformation"; the table's last diagonal is kept.
 */
function accelerated(): (term: Complex) => Complex {
  let sum = new Complex(0);
  // By order; even ones tell the limit, odd ones lead to them.
  const diagonal: Complex[] = [];
  return (term) => {
    sum = sum.add(term);
    let [entry, before] = [sum, new Complex(0)];
    for (const [order, old] of diagonal.entries()) {
      const difference = entry.sub(old);
      diagonal[order] = entry;
      const inverse = difference.abs() > 1 / HUGE ? difference.inverse() : new Complex(HUGE);
      // Where the odd entries do not differ, the even ones have converged.
      entry = order % 2 === 1 && inverse.re === HUGE ? before : before.add(inverse);
      before = old;
    }
    diagonal.push(entry);
    return diagonal[diagonal.length - (diagonal.length % 2 === 1 ? 1 : 2)];
  };
}

/** In place of 1/0 where the sum has converged. */
const HUGE = 1e100;
