/** M/M/1 in time: the difference X of arrivals and of services of a slot that never rests, kept from falling below 0. */
import { ParamError } from '../../params.ts';
import { power } from '../../power.ts';
import { skellam, type Window } from '../numeric/skellam.ts';

/** Expected arrivals and services beyond which the sums are too long. */
const MOST_EVENTS = 1e10;

function walk(lambda: number, mu: number, time: number): Window {
  if ((lambda + mu) * time > MOST_EVENTS) throw new ParamError(`time must be short enough for ${MOST_EVENTS} expected arrivals and services`, ['time']);
  return skellam(lambda * time, mu * time);
}

/**
 * Mean number and probability of none in an M/M/1 queue at a time above 0, from `initial` jobs at time 0, at any load.
 * The number is max(initial + X, X − min X), which is distributed as max(initial + X, max X), so that by reflection
 * P[N ≥ n] = P[X ≥ n − initial] + Σ_{j > initial} ρ^n P[X = −n − j]: all terms of the mean are positive.
 * Source: Takács 1962, "Introduction to the Theory of Queues", chapter 1 (the probabilities); Prabhu 1965. Cost: O(√((λ+μ)t)).
 */
export function numberAt(lambda: number, mu: number, time: number, initial: number): { readonly mean: number; readonly empty: number } {
  const { first, probabilities } = walk(lambda, mu, time);
  const load = lambda / mu;
  let [mean, lowest, lower] = [0, 0, 0];
  for (const [i, p] of probabilities.entries()) {
    const x = first + i;
    // Up to load 1 what reflection adds is read off the paths that end low, otherwise off those that end high.
    const steps = (load <= 1 ? -x : x) - initial - 1;
    mean += p * (Math.max(0, initial + x) + (steps > 0 ? geometric(lambda, mu, steps, initial) : 0));
    if (x === -initial || x === -initial - 1) lowest += p;
    if (x <= -initial - 2) lower += p;
  }
  return { mean, empty: Math.max(0, lowest + ((mu - lambda) / mu) * lower) };
}

/** Σ ρ^n over n = 1 … steps; above load 1 the same of 1/ρ, times ρ^−initial. */
function geometric(lambda: number, mu: number, steps: number, initial: number): number {
  if (lambda === mu) return steps;
  if (lambda > mu) return geometric(mu, lambda, steps, 0) * power(mu / lambda, initial);
  const rest = (mu - lambda) / mu;
  return ((lambda / mu) * -Math.expm1(steps * Math.log1p(-rest))) / rest;
}

/** P[X stays above −1 up to a time]: that a busy period that begins with one job lasts longer. */
export function neverBelow(lambda: number, mu: number, time: number): number {
  if (time <= 0) return 1;
  const { first, probabilities } = walk(lambda, mu, time);
  const sum = (when: (x: number) => boolean) => probabilities.reduce((all, p, i) => (when(first + i) ? all + p : all), 0);
  // Of the paths that end at x ≥ 0, those that have been at −1 weigh as much as those that end at −2 − x, times ρ^(x+1).
  return Math.max(0, sum((x) => x === 0 || x === 1) + ((lambda - mu) / lambda) * sum((x) => x >= 2));
}

/** The density of the length of a busy period: P[X = −1]/t. Source: the ballot theorem, Takács 1962. */
export function busyDensity(lambda: number, mu: number, time: number): number {
  if (time === 0) return mu;
  const { first, probabilities } = walk(lambda, mu, time);
  return (probabilities[-1 - first] ?? 0) / time;
}
