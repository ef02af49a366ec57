/** Numerical integration on panels: Gauss–Legendre inside each, panels halved until they agree with their halves. */
import { countUpTo } from '../../random/search.ts';

const ORDER = 16;
const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(ORDER);
/** Legendre's polynomials one from the last two: P_{n+1} = AHEAD[n] x P_n − BACK[n] P_{n−1}. Source: Abramowitz and Stegun 22.7.10. */
const AHEAD = Float64Array.from({ length: ORDER }, (_, n) => (2 * n + 1) / (n + 1));
const BACK = Float64Array.from({ length: ORDER }, (_, n) => n / (n + 1));
/** Row j: all of degree 0 … ORDER at node j. */
const LEGENDRE = NODES.map(legendre);

/** Points and weights of a quadrature rule, panel by panel from left to right. */
export interface Panels {
  readonly x: Float64Array;
  readonly weight: Float64Array;
  /** Where panels meet, both ends included. */
  readonly edges: Float64Array;
}

export interface PanelOptions {
  /** Points at which the function may bend or jump. */
  readonly breaks?: readonly number[];
  /** No panel is wider. */
  readonly width?: number;
}

/**
 * Panels on which f is integrated to a relative 1e-13 of ∫|f|, or until a panel cannot be halved any more.
 * Jumps and integrable singularities cost about 50 panels each; ends are never evaluated. Cost: 48 evaluations a panel.
 */
export function panels(f: (x: number) => number, from: number, to: number, { breaks = [], width = Infinity }: PanelOptions = {}): Panels {
  const edges = [from, ...breaks.filter((x) => x > from && x < to).toSorted((a, b) => a - b), to];
  const first: [number, number][] = [];
  for (let i = 1; i < edges.length; i++) {
    const pieces = Math.max(1, Math.ceil((edges[i] - edges[i - 1]) / width));
    const at = (k: number) => (k === pieces ? edges[i] : edges[i - 1] + (k * (edges[i] - edges[i - 1])) / pieces);
    for (let k = 0; k < pieces; k++) first.push([at(k), at(k + 1)]);
  }
  const tolerance = 1e-13 * first.reduce((sum, [a, b]) => sum + gauss((x) => Math.abs(f(x)), a, b), 0);
  const accepted: [number, number][] = [];
  const pending = first.toReversed().map(([a, b]) => ({ a, b, whole: gauss(f, a, b), depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { a, b, whole, depth } = next;
    const middle = (a + b) / 2;
    const [left, right] = [gauss(f, a, middle), gauss(f, middle, b)];
    if (Math.abs(left + right - whole) <= tolerance || depth > 60) accepted.push([a, b]);
    else pending.push({ a: middle, b, whole: right, depth: depth + 1 }, { a, b: middle, whole: left, depth: depth + 1 });
  }
  const [x, weight] = [new Float64Array(accepted.length * ORDER), new Float64Array(accepted.length * ORDER)];
  for (const [panel, [a, b]] of accepted.entries()) {
    for (let i = 0; i < ORDER; i++) {
      x[panel * ORDER + i] = (a + b) / 2 + (NODES[i] * (b - a)) / 2;
      weight[panel * ORDER + i] = (WEIGHTS[i] * (b - a)) / 2;
    }
  }
  return { x, weight, edges: Float64Array.of(...accepted.map(([a]) => a), to) };
}

/** ∫ f over an interval; with `logarithmic`, in log x, which is for positive intervals over many decades. */
export function integrate(f: (x: number) => number, from: number, to: number, options: PanelOptions & { readonly logarithmic?: boolean } = {}): number {
  if (!options.logarithmic) return total(panels(f, from, to, options), f);
  const g = (u: number) => f(Math.exp(u)) * Math.exp(u);
  return total(panels(g, Math.log(from), Math.log(to), { ...options, breaks: options.breaks?.map(Math.log) }), g);
}

/** Integrals of a function given at the points of some panels; of what lies outside them nothing is counted. */
export interface Running {
  /** From the left end to x. */
  upTo(x: number): number;
  /** From x to the right end; summed from there, so that a small rest keeps its relative precision. */
  beyond(x: number): number;
  readonly total: number;
}

/** Inside a panel it is the polynomial through its points that is integrated: by its Legendre coefficients. Cost: O(log panels) per x. */
export function running({ weight, edges }: Panels, values: Float64Array): Running {
  const count = edges.length - 1;
  const [before, after] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  const coefficients = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += ORDER) {
    for (let n = 0; n < ORDER; n++) {
      for (let j = 0; j < ORDER; j++) coefficients[start + n] += weight[start + j] * values[start + j] * LEGENDRE[j][n];
    }
  }
  for (let panel = 0; panel < count; panel++) before[panel + 1] = before[panel] + coefficients[panel * ORDER];
  for (let panel = count - 1; panel >= 0; panel--) after[panel] = after[panel + 1] + coefficients[panel * ORDER];
  /** The part of a panel that lies left of x: ∫ P_n from −1 to s is (P_{n+1}(s) − P_{n−1}(s))/(2n+1). */
  const part = (panel: number, x: number) => {
    const [a, b] = [edges[panel], edges[panel + 1]];
    const s = (x - a - (b - x)) / (b - a);
    let [lower, same] = [1, s];
    let sum = coefficients[panel * ORDER] * (1 + s);
    for (let n = 1; n < ORDER; n++) {
      const upper = AHEAD[n] * s * same - BACK[n] * lower;
      sum += coefficients[panel * ORDER + n] * (upper - lower);
      lower = same;
      same = upper;
    }
    return sum / 2;
  };
  return {
    upTo(x) {
      if (!(x > edges[0])) return 0;
      if (x >= edges[count]) return before[count];
      const panel = countUpTo(edges, x) - 1;
      return before[panel] + part(panel, x);
    },
    beyond(x) {
      if (!(x > edges[0])) return after[0];
      if (x >= edges[count]) return 0;
      const panel = countUpTo(edges, x) - 1;
      return after[panel + 1] + (coefficients[panel * ORDER] - part(panel, x));
    },
    total: before[count],
  };
}

function total({ x, weight }: Panels, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += weight[i] * f(x[i]);
  return sum;
}

function gauss(f: (x: number) => number, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < ORDER; i++) sum += WEIGHTS[i] * f((a + b) / 2 + (NODES[i] * (b - a)) / 2);
  return (sum * (b - a)) / 2;
}

/** Nodes and weights on [−1, 1]: Newton's method on Legendre's polynomial. Source: Abramowitz and Stegun 25.4.29. */
export function gaussLegendre(n: number): { nodes: number[]; weights: number[] } {
  const [nodes, weights] = [new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 8; step++) {
      let [p, before] = [x, 1];
      for (let k = 2; k <= n; k++) [p, before] = [((2 * k - 1) * x * p - (k - 1) * before) / k, p];
      slope = (n * (x * p - before)) / (x * x - 1);
      x -= p / slope;
    }
    [nodes[i], weights[i]] = [x, 2 / ((1 - x * x) * slope ** 2)];
  }
  return { nodes, weights };
}

/** Legendre's polynomials of degree 0 … ORDER at x. */
function legendre(x: number): number[] {
  const p = [1, x];
  for (let n = 1; n < ORDER; n++) p.push(AHEAD[n] * x * p[n] - BACK[n] * p[n - 1]);
  return p;
}
