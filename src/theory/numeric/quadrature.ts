/** Numerical integration on panels: Gauss–Legendre inside each, panels halved until they agree with their halves. */

const ORDER = 16;
const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(ORDER);
const RUNNING = runningWeights();

/** Points and weights of a quadrature rule, panel by panel from left to right. */
export interface Panels {
  readonly x: Float64Array;
  readonly weight: Float64Array;
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
  return { x, weight };
}

/** ∫ f over an interval; with `logarithmic`, in log x, which is for positive intervals over many decades. */
export function integrate(f: (x: number) => number, from: number, to: number, options: PanelOptions & { readonly logarithmic?: boolean } = {}): number {
  if (!options.logarithmic) return total(panels(f, from, to, options), f);
  const g = (u: number) => f(Math.exp(u)) * Math.exp(u);
  return total(panels(g, Math.log(from), Math.log(to), { ...options, breaks: options.breaks?.map(Math.log) }), g);
}

/** Integrals of a function given at the points of some panels. */
export interface Running {
  /** From the left end to each point. */
  readonly upTo: Float64Array;
  /** From each point to the right end; summed from there, so that a small rest keeps its relative precision. */
  readonly beyond: Float64Array;
  readonly total: number;
}

export function running({ weight }: Panels, values: Float64Array): Running {
  const n = values.length;
  const [upTo, beyond] = [new Float64Array(n), new Float64Array(n)];
  let before = 0;
  for (let start = 0; start < n; start += ORDER) before = panelUpTo(weight, values, start, before, upTo);
  let after = 0;
  for (let start = n - ORDER; start >= 0; start -= ORDER) {
    const whole = panelUpTo(weight, values, start, 0, beyond);
    for (let i = start; i < start + ORDER; i++) beyond[i] = after + (whole - beyond[i]);
    after += whole;
  }
  return { upTo, beyond, total: before };
}

/** Writes the running integral over one panel, and returns it at the panel's right end. */
function panelUpTo(weight: Float64Array, values: Float64Array, start: number, before: number, upTo: Float64Array): number {
  // All weights of a panel are WEIGHTS times half its width.
  const half = weight[start] / WEIGHTS[0];
  let panel = 0;
  for (let i = 0; i < ORDER; i++) {
    let part = 0;
    for (let j = 0; j < ORDER; j++) part += RUNNING[i][j] * values[start + j];
    upTo[start + i] = before + half * part;
    panel += WEIGHTS[i] * values[start + i];
  }
  return before + half * panel;
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

/** Row i integrates the interpolating polynomial from −1 to node i: each basis polynomial by the rule itself, exactly. */
function runningWeights(): number[][] {
  const basis = (j: number, x: number) => NODES.reduce((product, node, k) => (k === j ? product : (product * (x - node)) / (NODES[j] - node)), 1);
  return NODES.map((end) => NODES.map((_, j) => gauss((x) => basis(j, x), -1, end)));
}
