/** What an arrival finds in G/M/c. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { valueAt } from '../numeric/piecewise.ts';
import { gaussLegendre } from '../numeric/quadrature.ts';
import type { GapRoot } from './gap-root.ts';
import { survivalOf } from './survival.ts';

/**
 * The chance that an arrival finds all slots busy. With f_n = P[an arrival finds n], known for n ≥ c−1 up to a factor, and jobs
 * going from n to n−1 as often as from n−1 to n, f_{n−1} = nμ Σ_{i ≥ n−1} f_i ∫ P[A > t] P[of i+1 jobs n are left after t] dt:
 * downwards from c−1, each from those above, in positive terms.
 * Source: the rates of Kleinrock 1975, chapter 6. Cost: O(c²) times some hundred points.
 */
export function waitingChance(gap: Distribution, mu: number, servers: number, { sigma, free, transform }: GapRoot): number {
  const { t, within, fromAbove } = instants(gap, mu, servers, servers * mu * free);
  const gone = t.map((x) => -Math.expm1(-mu * x));
  const above = sigma / free;
  const found = new Float64Array(servers);
  found[servers - 1] = 1;
  for (let n = servers - 1; n > 0; n--) {
    // P[of i jobs n are left], by time, from i = n on.
    const left = t.map((x) => Math.exp(-mu * n * x));
    let sum = 0;
    for (let i = n; i < servers; i++) {
      const more = (i + 1) / (i + 1 - n);
      for (let k = 0; k < left.length; k++) left[k] *= gone[k] * more;
      sum += found[i] * dot(within, left);
    }
    found[n - 1] = (n * mu * (sum + above * dot(fromAbove, left))) / transform(n * mu);
  }
  return above / (found.reduce((sum, f) => sum + f, 0) + above);
}

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(16);
/** e^−42 is next to nothing. */
const LONG = 42;

/**
 * Points in time, with weights that integrate over P[A > t], and over P[A > t + X] for the exponential time X in which those
 * that found c or more have come down to c jobs.
 */
function instants(gap: Distribution, mu: number, servers: number, rate: number) {
  const survival = survivalOf(gap);
  if (!survival) throw new ParamError(`gaps of so many single values (${gap.name}) are too many to integrate over`, ['gap']);
  const { tail, reach } = survival;
  const above = (x: number) => (x < reach ? valueAt(tail, x) : 0);
  // Where n of c jobs are left is known to within 1/√c of the time.
  const grid = points(edgesTo(Math.min(reach, LONG / mu), tail.edges, 0.25 / (servers * mu), Math.min(1, 6 / Math.sqrt(servers)), Infinity));
  const later = (t: number) => {
    const inner = points(edgesTo(LONG / rate, tail.edges.map((x) => x - t), 0.25 / rate, 1, 2 / rate));
    return inner.x.reduce((sum, x, i) => sum + inner.weight[i] * rate * Math.exp(-rate * x) * above(x + t), 0);
  };
  return {
    t: Float64Array.from(grid.x),
    within: Float64Array.from(grid.weight, (w, k) => w * above(grid.x[k])),
    fromAbove: Float64Array.from(grid.weight, (w, k) => w * later(grid.x[k])),
  };
}

/** From 0 to an end: first one step, then steps that are a multiple of what is behind, none longer than the longest; and what edges lie between. */
function edgesTo(end: number, edges: readonly number[], first: number, growth: number, longest: number): number[] {
  const all = [0, ...edges.filter((x) => x > 0 && x < end), end];
  for (let x = first; x < end; x += Math.min(growth * x, longest)) all.push(x);
  return all.toSorted((a, b) => a - b);
}

function points(edges: readonly number[]): { readonly x: number[]; readonly weight: number[] } {
  const [x, weight]: [number[], number[]] = [[], []];
  for (let i = 1; i < edges.length; i++) {
    const half = (edges[i] - edges[i - 1]) / 2;
    if (half === 0) continue;
    for (const [k, node] of NODES.entries()) {
      x.push(edges[i - 1] + half * (1 + node));
      weight.push(half * WEIGHTS[k]);
    }
  }
  return { x, weight };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
