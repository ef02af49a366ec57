/** Several slots without a line, and jobs that try again: the chain of busy slots and jobs in orbit, level by level of the latter. */
import { ParamError } from '../../params.ts';

export interface Orbit {
  /** Mean jobs in orbit and mean busy slots. */
  readonly orbit: number;
  readonly busy: number;
  /** Probability that all slots are busy, and that nobody is in orbit. */
  readonly blocked: number;
  readonly empty: number;
}

interface Rates {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

/** Levels times slots beyond which this takes too long. */
const AFFORDABLE = 2e7;
const NEGLIGIBLE = 1e-15;

/**
 * Stationary means, by a chain with so many levels that what is left out adds less than 1e-15 to the mean orbit.
 * Linear level reduction (Gaver, Jacobs and Latouche 1984): a level is entered from below at one state only, all slots
 * busy, so what happens above it is summed up by the distribution of the state in which it is come back to.
 * Sums and quotients of positive terms only. Cost: O(levels · slots).
 */
export function orbit(rates: Rates): Orbit {
  const { lambda, mu, servers } = rates;
  // Far out each level has about ρ times the weight of the one below.
  const first = Math.ceil((40 * servers * mu) / (servers * mu - lambda));
  for (let levels = first; levels * servers <= AFFORDABLE; levels *= 2) {
    const found = upTo(levels, rates);
    if (found) return found;
  }
  throw new ParamError('so near load 1, with so many slots or with such slow retrials, too many jobs may be in orbit for this formula to be computed', ['lambda']);
}

/** Means with at most `levels` jobs in orbit; undefined where more matter. */
function upTo(levels: number, rates: Rates): Orbit | undefined {
  const { lambda, mu, theta, servers } = rates;
  // Of the time with n in orbit: how much of it all slots are busy and not, and how many are busy.
  const [blockedAt, freeAt, busyAt] = [new Float64Array(levels + 1), new Float64Array(levels + 1), new Float64Array(levels + 1)];
  const visits = visitsOf(rates);
  // From above the highest level all come back at once, with all slots busy.
  const back = new Float64Array(servers + 1);
  back[servers] = 1;
  for (let n = levels; n >= 0; n--) {
    const y = visits(n, back);
    let [free, busy] = [0, servers * y[servers]];
    for (let i = 0; i < servers; i++) {
      free += y[i];
      busy += i * y[i];
    }
    const all = free + y[servers];
    blockedAt[n] = y[servers] / all;
    freeAt[n] = free / all;
    busyAt[n] = busy / all;
    // A retrial that succeeds leads to one more busy slot, one level below.
    for (let i = 0; i < servers; i++) back[i + 1] = y[i] / free;
    back[0] = 0;
  }
  let [total, orbiting, busy, blocked, empty, weight] = [0, 0, 0, 0, 1, 1];
  for (let n = 0; n <= levels; n++) {
    // What goes up from a level comes down to it again: λ P[blocked, n−1] = nθ P[not blocked, n].
    if (n > 0) weight *= (lambda * blockedAt[n - 1]) / (n * theta * freeAt[n]);
    total += weight;
    orbiting += n * weight;
    busy += weight * busyAt[n];
    blocked += weight * blockedAt[n];
    // Where retrials are slow, the likely levels outweigh the first by more than a number can hold.
    if (weight > LARGE) [total, orbiting, busy, blocked, empty, weight] = [total, orbiting, busy, blocked, empty, weight].map((sum) => sum / LARGE);
  }
  const rest = (servers * mu - lambda) / (servers * mu);
  if (!(weight * levels <= NEGLIGIBLE * rest ** 2 * orbiting)) return undefined;
  return { orbit: orbiting / total, busy: busy / total, blocked: blocked / total, empty: empty / total };
}

const LARGE = 1e200;

/**
 * How often the states of level n are visited relative to one another, where a visit above ends in `back`. Balance of state i < c:
 * (λ + iμ + nθ) y(i) = λ y(i−1) + (i+1)μ y(i+1) + λ y(c) back(i); eliminated from below, with λ + f(i) on the left.
 * What is returned is written over at the next call.
 */
function visitsOf({ lambda, mu, servers, theta }: Rates): (n: number, back: Float64Array) => Float64Array {
  const [left, right, y] = [new Float64Array(servers), new Float64Array(servers), new Float64Array(servers + 1)];
  return (n, back) => {
    let [f, carried] = [0, 0];
    for (let i = 0; i < servers; i++) {
      f = n * theta + (i === 0 ? 0 : (i * mu * f) / left[i - 1]);
      left[i] = lambda + f;
      right[i] = lambda * back[i] + carried;
      carried = (lambda * right[i]) / left[i];
    }
    y[servers] = 1;
    for (let i = servers - 1; i >= 0; i--) {
      y[i] = ((i + 1) * mu * y[i + 1] + right[i] * y[servers]) / left[i];
      if (y[i] > LARGE) for (let j = i; j <= servers; j++) y[j] /= LARGE;
    }
    return y;
  };
}
