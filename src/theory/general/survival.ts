/** P[X > x] where it is needed to more digits than 1 − cdf has, and where it is not smooth. */
import type { Distribution } from '../../model.ts';
import { power } from '../../power.ts';
import { piecewise, type Piecewise } from '../numeric/piecewise.ts';
import { panels, running } from '../numeric/quadrature.ts';

/** More bends and jumps than these are too costly to go by. */
const MOST_BENDS = 12;

export interface Survival {
  /** P[X > x]. */
  above(x: number): number;
  /** The same as polynomials, from 0 to `reach`. */
  readonly tail: Piecewise;
  /** Beyond it is next to nothing, or nothing of interest. */
  readonly reach: number;
  /** Where it bends or jumps, ascending, but for 0. */
  readonly bends: readonly number[];
}

/** Undefined where it bends or jumps too often. */
export function survivalOf(distribution: Distribution): Survival | undefined {
  const bends = bendsOf(distribution);
  if (!bends) return undefined;
  const { mean } = distribution;
  const { above, reach } = tailOf(distribution);
  const edges = [0, ...bends.filter((x) => x < reach), reach].flatMap(octaves(mean));
  return { above, reach, bends, tail: piecewise(above, edges, 1e-15 * mean) };
}

/** Where P[X > x] bends or jumps, ascending, but for 0; undefined where there are too many such points. */
function bendsOf({ support, masses, parts, atoms }: Distribution): readonly number[] | undefined {
  const inside = parts ? parts.map(({ distribution }) => bendsOf(distribution)) : [masses ? [...new Set(Array.from(masses().values))] : atoms ? undefined : []];
  if (!inside.every((points) => points !== undefined)) return undefined;
  const all = new Set([...support, ...inside.flat()].filter((x) => x > 0 && x < Infinity));
  return all.size > MOST_BENDS ? undefined : [...all].toSorted((a, b) => a - b);
}

/** Where 1 − cdf has lost digits, a heavy tail is the integral of the density. */
const RARE = 1e-3;
/** In means: what reaches further is a heavy tail. */
export const HEAVY = 1000;

/** P[X > x], and beyond what value it is next to nothing, or so far out that nothing of interest is near it. */
function tailOf({ mean, cdf, density, support: [, most] }: Distribution): { readonly above: (x: number) => number; readonly reach: number } {
  const complement = (x: number) => 1 - cdf(x);
  let [reach, rare] = [mean, mean];
  while (complement(rare) > RARE) rare *= 2;
  while (reach < most && complement(reach) > 0) reach *= 2;
  if (!density || reach < HEAVY * mean) return { above: complement, reach: Math.min(reach, most) };
  const far = Math.min(most, mean * power(2, 80));
  const mass = (y: number) => density(Math.exp(y)) * Math.exp(y);
  const grid = panels(mass, Math.log(rare), Math.log(far), { width: 0.5 });
  const { beyond } = running(grid, grid.x.map(mass));
  return { above: (x) => (x < rare ? complement(x) : beyond(Math.log(x))), reach: Math.min(most, mean * power(2, 60)) };
}

/** An edge and those that double it, until the next edge. */
function octaves(mean: number): (edge: number, index: number, all: readonly number[]) => number[] {
  return (edge, index, all) => {
    const between = [edge];
    for (let x = edge > 0 ? 2 * edge : mean / 2; x < (all[index + 1] ?? 0); x *= 2) between.push(x);
    return between;
  };
}
