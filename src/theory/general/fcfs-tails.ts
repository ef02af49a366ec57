/** The distributions of waiting and response in M/G/1 under fcfs, for sizes of any distribution. */
import type { Distribution } from '../../model.ts';
import { chebyshev, place, type Piecewise } from '../numeric/piecewise.ts';
import { gaussLegendre } from '../numeric/quadrature.ts';
import { solveRenewal } from '../numeric/renewal-equation.ts';
import { HEAVY, survivalOf } from './survival.ts';

export interface Tails {
  /** P[W > t]. */
  waiting(t: number): number;
  /** P[T > t]. */
  response(t: number): number;
  /** Up to which time they are known: not further than sizes are told apart. */
  readonly reach: number;
}

/** At higher loads the responses of interest under heavy tails lie too many intervals out. */
const HIGHEST = 0.9995;

/**
 * P[W > t] = g(t) + λ ∫₀ᵗ P[S > u] P[W > t−u] du with g(t) = λ ∫ₜ^∞ P[S > u] du,
 * and the same for T with g(t) + (1−ρ) P[S > t]; undefined where sizes jump too often.
 * Source: the first is the ladder-height form of Pollaczek and Khinchine (Feller 1971, chapters XI and XII); the second follows
 * from it with P[T ≤ t] = P[W ≤ t] − (d/dt P[W ≤ t])/λ (Takács 1955).
 */
export function fcfsTails(lambda: number, service: Distribution): Tails | undefined {
  const { mean } = service;
  const found = survivalOf(service);
  if (!found || (found.reach > HEAVY * mean && lambda * mean > HIGHEST)) return undefined;
  const { above, bends, tail } = found;
  const beyond = integralBeyond(tail, mean);
  const kernel: Piecewise = { ...tail, pieces: tail.pieces.map((c) => c.map((x) => lambda * x)) };
  const load = lambda * mean;
  const equilibrium = (t: number) => lambda * beyond(t);
  const [waiting, response] = solveRenewal({
    kernel,
    known: [equilibrium, (t) => equilibrium(t) + (1 - load) * above(t)],
    breaks: sums(bends),
    negligible: 1e-14 * mean,
  });
  // Rounding may leave a tail that is next to nothing below 0.
  return {
    waiting: (t) => (t < 0 ? 1 : Math.max(0, waiting(t))),
    response: (t) => (t <= 0 ? 1 : Math.max(0, response(t))),
    reach: found.reach > HEAVY * mean && found.reach < service.support[1] ? found.reach : Infinity,
  };
}

/** Sums of bends, at which solutions bend the more smoothly the more there are in the sum. */
function sums(bends: readonly number[]): readonly number[] {
  const most = bends.length === 1 ? 8 : bends.length === 2 ? 5 : 3;
  let [all, last]: [Set<number>, readonly number[]] = [new Set(bends), bends];
  for (let n = 1; n < most; n++) {
    last = [...new Set(last.flatMap((x) => bends.map((y) => x + y)))];
    all = new Set([...all, ...last]);
  }
  return [...all].toSorted((a, b) => a - b);
}

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(8);

/** ∫ₜ^∞ of a tail whose whole integral is `mean`; summed from the right, so that a small rest keeps its relative precision. */
function integralBeyond({ edges, pieces }: Piecewise, mean: number): (t: number) => number {
  const part = (piece: number, from: number) => {
    const [a, b] = [edges[piece], edges[piece + 1]];
    return ((b - from) / 2) * NODES.reduce((sum, node, i) => sum + WEIGHTS[i] * chebyshev(pieces[piece], place((from + b + (b - from) * node) / 2, a, b)), 0);
  };
  const after = new Float64Array(pieces.length + 1);
  for (let piece = pieces.length - 1; piece >= 0; piece--) after[piece] = after[piece + 1] + part(piece, edges[piece]);
  // What is beyond the last edge matters for the heaviest tails alone; otherwise the difference is rounding.
  const rest = mean - after[0] > 1e-12 * mean ? mean - after[0] : 0;
  return (t) => {
    if (t >= edges[pieces.length]) return rest;
    let piece = 0;
    while (edges[piece + 1] <= t) piece++;
    return rest + after[piece + 1] + part(piece, t);
  };
}
