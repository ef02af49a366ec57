/** The distributions of waiting and response in M/G/1 under fcfs, for sizes of any distribution. */
import type { Distribution } from '../../model.ts';
import { power } from '../../power.ts';
import { chebyshev, piecewise, place, type Piecewise } from '../numeric/piecewise.ts';
import { gaussLegendre, panels, running } from '../numeric/quadrature.ts';
import { solveRenewal } from '../numeric/renewal-equation.ts';

export interface Tails {
  /** P[W > t]. */
  waiting(t: number): number;
  /** P[T > t]. */
  response(t: number): number;
}

/** At higher loads the responses of interest under heavy tails lie too many intervals out. */
const HIGHEST = 0.9995;
/** More bends and jumps of P[S > u] than these make the distribution too costly. */
const MOST_BENDS = 12;

/**
 * P[W > t] = g(t) + λ ∫₀ᵗ P[S > u] P[W > t−u] du with g(t) = λ ∫ₜ^∞ P[S > u] du,
 * and the same for T with g(t) + (1−ρ) P[S > t]; undefined where sizes jump too often.
 * Source: the first is the ladder-height form of Pollaczek and Khinchine (Feller 1971, section XII.5); the second follows
 * from it with P[T ≤ t] = P[W ≤ t] − (d/dt P[W ≤ t])/λ (Takács 1955).
 */
export function fcfsTails(lambda: number, service: Distribution): Tails | undefined {
  const bends = bendsOf(service);
  if (!bends) return undefined;
  const { mean } = service;
  const { above, reach } = tailOfSizes(service);
  if (reach > HEAVY * mean && lambda * mean > HIGHEST) return undefined;
  const tail = piecewise(above, [0, ...bends.filter((x) => x < reach), reach].flatMap(octaves(mean)), 1e-15 * mean);
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
  return { waiting: (t) => (t < 0 ? 1 : Math.max(0, waiting(t))), response: (t) => (t <= 0 ? 1 : Math.max(0, response(t))) };
}

/** Where P[S > u] bends or jumps, ascending, but for 0; undefined where there are too many such points. */
function bendsOf({ support, masses, parts, atoms }: Distribution): readonly number[] | undefined {
  const inside = parts ? parts.map(({ distribution }) => bendsOf(distribution)) : [masses ? [...new Set(Array.from(masses().values))] : atoms ? undefined : []];
  if (!inside.every((points) => points !== undefined)) return undefined;
  const all = new Set([...support, ...inside.flat()].filter((x) => x > 0 && x < Infinity));
  return all.size > MOST_BENDS ? undefined : [...all].toSorted((a, b) => a - b);
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

/** Where 1 − cdf has lost digits, a heavy tail is the integral of the density. */
const RARE = 1e-3;
/** In mean sizes: what reaches further is a heavy tail. */
const HEAVY = 1000;

/** P[S > u], and beyond what size it is next to nothing, or so far out that no response of interest is near it. */
function tailOfSizes({ mean, cdf, density, support: [, most] }: Distribution): { readonly above: (u: number) => number; readonly reach: number } {
  const complement = (u: number) => 1 - cdf(u);
  let [reach, rare] = [mean, mean];
  while (complement(rare) > RARE) rare *= 2;
  while (reach < most && complement(reach) > 0) reach *= 2;
  if (!density || reach < HEAVY * mean) return { above: complement, reach: Math.min(reach, most) };
  const far = Math.min(most, mean * power(2, 80));
  const mass = (y: number) => density(Math.exp(y)) * Math.exp(y);
  const grid = panels(mass, Math.log(rare), Math.log(far), { width: 0.5 });
  const { beyond } = running(grid, grid.x.map(mass));
  return { above: (u) => (u < rare ? complement(u) : beyond(Math.log(u))), reach: Math.min(most, mean * power(2, 60)) };
}

/** An edge and those that double it, until the next edge. */
function octaves(mean: number): (edge: number, index: number, all: readonly number[]) => number[] {
  return (edge, index, all) => {
    const between = [edge];
    for (let x = edge > 0 ? 2 * edge : mean / 2; x < (all[index + 1] ?? 0); x *= 2) between.push(x);
    return between;
  };
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
