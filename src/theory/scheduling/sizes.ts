/** Sizes below, at and beyond a size: what every order by size is computed from. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { countUpTo } from '../../random/search.ts';
import { densityOf, measureOf, type Measure } from '../numeric/measure.ts';
import { panels, running, type Panels, type Running } from '../numeric/quadrature.ts';

/** Truncated moments of the service time S at x, by their order k = 0 … 3. */
export interface Truncated {
  readonly x: number;
  /** E[Sᵏ; S < x]. */
  readonly below: readonly number[];
  /** E[Sᵏ; S ≤ x]. */
  readonly upTo: readonly number[];
  /** E[Sᵏ; S ≥ x] and E[Sᵏ; S > x], of orders 0 and 1: summed from the right, so that a small rest keeps its relative precision. */
  readonly from: readonly number[];
  readonly beyond: readonly number[];
}

export interface Sizes {
  at(x: number): Truncated;
  /** ∫₀ˣ g dt, of a function of what `upTo` and `beyond` say at t. */
  integral(g: (at: Truncated) => number): (x: number) => number;
  /** Points with weights that average a function of the size over a part of the jobs (or all of them). */
  points(part: Distribution): Points;
}

/** Quadrature points and single values; what of the heaviest tails lies beyond them has no weight. */
export interface Points {
  readonly x: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Any sizes: their densities are integrated in log x, since they may spread over ten decades; their single values, at which
 * the panels break, are summed.
 */
export function sizesOf(service: Distribution): Sizes {
  const measure = measureOf(service);
  const density = densityOf(measure);
  const grid = gridOf(measure, density);
  const size = grid.x.map(Math.exp);
  const mass = size.map((x) => density(x) * x);
  const moments = [0, 1, 2, 3].map((k) => momentOf(k, service, measure, running(grid, mass.map((m, i) => times(m, size[i], k)))));
  const tails = moments.slice(0, 2);
  if (Math.abs(moments[0].total - 1) > 1e-9) throw new ParamError('the density of the sizes could not be integrated', ['size']);
  const at = (x: number): Truncated => {
    const u = Math.log(x);
    const most = countUpTo(measure.values, x);
    const least = most > 0 && measure.values[most - 1] === x ? most - 1 : most;
    const left = moments.map(({ smooth }) => smooth.upTo(u));
    const right = tails.map(({ smooth, rest }) => Math.max(0, smooth.beyond(u)) + rest);
    return {
      x,
      below: left.map((part, k) => part + moments[k].before[least]),
      upTo: left.map((part, k) => part + moments[k].before[most]),
      from: right.map((part, k) => part + tails[k].after[least]),
      beyond: right.map((part, k) => part + tails[k].after[most]),
    };
  };
  return {
    at,
    integral: (g) => integralOf((x) => g(at(x)), measure.values, grid, size),
    points(part) {
      const own = measureOf(part);
      const ownDensity = densityOf(own);
      return {
        x: Float64Array.from([...size, ...own.values]),
        weight: Float64Array.from([...grid.weight.map((weight, i) => weight * size[i] * ownDensity(size[i])), ...own.probabilities]),
      };
    },
  };
}

/** E[Sᵏ] in parts: of the densities, of the single values before and after each, and what lies beyond all points. */
interface Moment {
  readonly total: number;
  readonly smooth: Running;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly rest: number;
}

function momentOf(k: number, { mean, variance }: Distribution, { values, probabilities }: Measure, smooth: Running): Moment {
  const n = values.length;
  const [before, after] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const each = values.map((value, i) => times(probabilities[i], value, k));
  for (let i = 0; i < n; i++) before[i + 1] = before[i] + each[i];
  for (let i = n - 1; i >= 0; i--) after[i] = after[i + 1] + each[i];
  // What lies beyond the last point matters only where the tail is so heavy that the mean hardly exists; otherwise the difference is rounding.
  const total = smooth.total + before[n];
  return { total, smooth, before, after, rest: k === 1 && variance === Infinity ? Math.max(0, mean - total) : 0 };
}

/** On the panels the integral runs in log x; left and right of them it grows evenly between single values. */
function integralOf(g: (x: number) => number, values: Float64Array, { edges, ...grid }: Panels, size: Float64Array): (x: number) => number {
  const [from, to] = size.length === 0 ? [0, 0] : [Math.exp(edges[0]), Math.exp(edges[edges.length - 1])];
  const knots = Float64Array.from(new Set([0, from, to, ...values.filter((x) => x < from || x > to)])).toSorted();
  const height = knots.map((x) => (x >= from && x < to ? 0 : g(x)));
  const outside = new Float64Array(knots.length);
  for (let i = 1; i < knots.length; i++) outside[i] = outside[i - 1] + height[i - 1] * (knots[i] - knots[i - 1]);
  const inside = running({ edges, ...grid }, size.map((x) => x * g(x)));
  return (x) => {
    const last = countUpTo(knots, x) - 1;
    return outside[last] + height[last] * (x - knots[last]) + inside.upTo(Math.log(x));
  };
}

/** Panels in log x over all parts that have a density, from where its share below can be neglected to where that beyond can. */
function gridOf(measure: Measure, density: (x: number) => number): Panels {
  if (measure.continuous.length === 0) return { x: new Float64Array(0), weight: new Float64Array(0), edges: Float64Array.of(0) };
  const ranges = measure.continuous.map(({ distribution }) => rangeOf(distribution));
  const [from, to] = [Math.min(...ranges.map(([least]) => least)), Math.max(...ranges.map(([, most]) => most))];
  const single = measure.values.filter((x) => x > from && x < to);
  const breaks = [...measure.continuous.flatMap(({ distribution }) => landmarks(distribution)), ...single, ...ranges.flat()].map(Math.log);
  return panels((u) => density(Math.exp(u)) * Math.exp(u), Math.log(from), Math.log(to), { width: 0.25, breaks });
}

function rangeOf({ mean, support: [least, most], cdf, density }: Distribution): [number, number] {
  let [from, to] = [mean, mean];
  if (least > 0) from = least;
  else while (from > 1e-290 && cdf(from) > 1e-17) from /= 2;
  if (most < Infinity) to = most;
  else while (to < 1e290 && (!(density!(to) * to * to <= 1e-18 * mean) || cdf(to) < 1 - 1e-12)) to *= 2;
  return [from, to];
}

/** Points round the mean, so that no panel steps over a narrow peak. */
function landmarks({ mean, variance }: Distribution): number[] {
  const deviation = Math.sqrt(variance);
  if (deviation === Infinity) return [];
  return [-8, -4, -2, -1, 0, 1, 2, 4, 8].map((k) => mean + k * deviation).filter((x) => x > 0);
}

/** factor · xᵏ, multiplied in this order: xᵏ may overflow where the product does not. */
function times(factor: number, x: number, k: number): number {
  let product = factor;
  for (let i = 0; i < k; i++) product *= x;
  return product;
}
