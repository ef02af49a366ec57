/** Times from the queue that an arrival joins, where sizes are exponential and nodes serve first come, first served. */
import type { Prediction } from '../../prediction.ts';
import { poissonAverage } from '../numeric/poisson-average.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';

export interface Joined {
  /** P[an arrival joins a queue of this kind and finds at least k jobs there], k = 0, 1, …; of all kinds P[0] sums to 1. */
  readonly atLeast: Float64Array;
  /** By which `atLeast` goes on beyond its end: geometrically. */
  readonly ratio: number;
  /** Service rate there. */
  readonly mu: number;
}

/**
 * Whoever finds k jobs leaves after k + 1 exponential services, so P[T > t] = Σₖ e^(−μt)(μt)ᵏ/k! P[at least k found],
 * and waits for k of them. Adds means and distributions of response and waiting, but for utilisation and numbers.
 */
export function timesWhenJoining(kinds: readonly Joined[]): Prediction {
  const sum = (term: (found: Found, kind: Joined) => number) => kinds.reduce((all, kind) => all + term(foundBy(kind), kind), 0);
  const response = sum(({ one, first }, { mu }) => (one + first) / mu);
  const waiting = sum(({ first }, { mu }) => first / mu);
  const tailFrom = (least: 0 | 1) => {
    const rows = kinds.map(({ atLeast, ratio, mu }) => ({ values: atLeast.subarray(least), ratio, mu }));
    return (t: number) => rows.reduce((all, { values, ratio, mu }) => all + poissonAverage(mu * Math.max(t, 0), values, ratio), 0);
  };
  const responseTail = tailFrom(0);
  return {
    values: {
      response,
      waiting,
      // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
      slowdown: Infinity,
      'response.variance': sum(({ one, first, second }, { mu }) => (second + 3 * first + 2 * one) / mu ** 2) - response ** 2,
      ...percentiles('response', whereTailIs(responseTail, response)),
      'waiting.variance': sum(({ first, second }, { mu }) => (second + first) / mu ** 2) - waiting ** 2,
      ...percentiles('waiting', whereTailIs(tailFrom(1), response)),
    },
    responseTail,
  };
}

interface Found {
  /** P, E[K] and E[K²] of the number K that is found, on arrivals to this kind. */
  readonly one: number;
  readonly first: number;
  readonly second: number;
}

function foundBy({ atLeast, ratio }: Joined): Found {
  const last = atLeast.length - 1;
  const beyond = ratio / (1 - ratio);
  let first = atLeast[last] * beyond;
  let second = atLeast[last] * ((2 * last - 1) * beyond + (2 * beyond) / (1 - ratio));
  for (let k = last; k > 0; k--) {
    first += atLeast[k];
    second += (2 * k - 1) * atLeast[k];
  }
  return { one: atLeast[0], first, second };
}
