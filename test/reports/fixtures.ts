/** Results as a run would give them, made up: numbers near theory, without a simulator. */
import type { Metrics, Result } from '../../src/result.ts';

type Estimated = Metrics[string][string];

export const estimated = (mean: number, halfWidth: number | null, samples = 10): Estimated => ({ mean, halfWidth, level: 0.95, samples });

const PERCENTILES: Readonly<Record<string, number>> = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, 'p99.9': 0.999 };

/** Deterministic noise on [−1, 1]. */
const wobble = (i: number) => Math.sin(12.9898 * i + 78.233) * Math.cos(4.1414 * i);

/** Metrics of a station that looks like M/M/1 with the given mean response. */
export function metricsLike(response: number, load: number, rate: number, noise = 0.004, shift = 0): Metrics {
  const near = (truth: number, i: number) => estimated(truth * (1 + noise * wobble(i + shift)), truth * noise * 1.6);
  const quantiles = Object.entries(PERCENTILES).map(([name, p], i) => [name, near(-Math.log(1 - p) * response, 20 + i)]);
  return {
    throughput: { mean: near(rate, 1) },
    utilisation: { mean: near(load, 2) },
    response: { mean: near(response, 3), variance: near(response ** 2, 4), ...Object.fromEntries(quantiles) },
    waiting: { mean: near(response * load, 5), p95: near(response * 2, 6) },
    slowdown: { mean: near(response * 3.2, 7) },
    number: { mean: near(response * rate, 8) },
    queue: { mean: near(response * rate - load, 9) },
    loss: { mean: estimated(0, 0) },
  };
}

const walk = (n: number, level: number, horizon: number) => ({
  time: Array.from({ length: n }, (_, i) => (horizon * (i + 0.5)) / n),
  number: Array.from({ length: n }, (_, i) => level * (1 - Math.exp((-i * 300) / n)) * (1 + 0.09 * wobble(i) + 0.05 * wobble(i / 7))),
});

const tailOf = (n: number, mean: number, last: number) => {
  const time = Array.from({ length: n }, (_, i) => (last * i) / (n - 1));
  return { time, simulated: time.map((t, i) => (i > 0.97 * n ? 0 : Math.min(1, Math.exp(-t / mean) * (1 + 0.15 * wobble(i) * (i / n) ** 2)))) };
};

const laws = [
  { law: "Little's law", residual: 2.2e-15 },
  { law: 'utilisation law', residual: 4e-16 },
  { law: 'conservation of jobs', residual: 0 },
];

/** M/M/1 at load 0.8 in seconds, with theory beside every number. */
export function mm1(): Result {
  const overall = metricsLike(5, 0.8, 0.8);
  const values: Record<string, number | 'Infinity'> = {
    response: 5, 'response.variance': 25, waiting: 4, slowdown: 'Infinity', number: 4, queue: 3.2, utilisation: 0.8, throughput: 0.8,
    ...Object.fromEntries(Object.entries(PERCENTILES).map(([name, p]) => [`response.${name}`, -5 * Math.log(1 - p)])),
  };
  const tail = tailOf(120, 5, 55);
  return {
    schedlab: '0.1.0',
    name: 'mm1',
    about: 'One server, Poisson arrivals, exponential sizes: the model that everything else is compared with.',
    unit: 's',
    seed: 'mm1',
    scenario: { name: 'mm1', seed: 'mm1', time: 's', arrivals: [{ class: 'job', process: 'poisson', rate: 0.8, size: { exponential: { mean: 1 } } }], pool: { nodes: 1, discipline: 'fcfs' } },
    backend: 'simulated',
    run: { replications: 10, horizon: { unit: 'jobs', length: 1_000_000 }, jobs: 10_000_000, time: 1_250_112.7, intervals: 'replications' },
    warmup: { method: 'crossing', fraction: 0.0123, time: 15_376 },
    overall,
    classes: [{ name: 'job', metrics: overall }],
    nodes: [{ index: 0, slots: 1, speed: 1, metrics: overall }],
    theory: [{ formula: 'mm1', title: 'M/M/1', kind: 'exact', source: 'Harchol-Balter 2013, section 13.1', scope: 'overall', values }],
    comparisons: compare(overall, values, 'mm1', 'overall'),
    checks: laws,
    series: { ...walk(400, 4, 1_250_112.7), cut: 15_376 },
    tail: { ...tail, ...around(tail.simulated), theory: tail.time.map((t) => Math.exp(-t / 5)), formula: 'mm1' },
  };
}

/** The less seen, the wider. */
function around(shares: readonly number[]): { readonly lower: number[]; readonly upper: number[] } {
  return { lower: shares.map((share) => share / (1 + 0.02 / Math.sqrt(share + 1e-9))), upper: shares.map((share) => Math.min(1, share * (1 + 0.02 / Math.sqrt(share + 1e-9)))) };
}

/** Simulation and theory side by side, as the laboratory makes them. */
export function compare(metrics: Metrics, values: Readonly<Record<string, number | 'Infinity'>>, formula: string, scope: string): Result['comparisons'] {
  return Object.entries(values).flatMap(([key, theory]) => {
    const [metric, statistic = 'mean'] = key.split(/\.(.*)/s);
    const simulated = metrics[metric]?.[statistic];
    if (!simulated) return [];
    const z = theory === 'Infinity' || !simulated.halfWidth ? null : (simulated.mean - theory) / (simulated.halfWidth / 2.262);
    return [{ scope, metric, statistic, simulated, theory, formula, z }];
  });
}

/** Nodes behind one dispatcher with no formula that fits. */
export function farm(nodes = 10): Result {
  const overall = metricsLike(2.617, 0.9, 9 * (nodes / 10), 0.008);
  return {
    ...mm1(),
    name: 'web-farm',
    about: 'Ten web servers behind one load balancer at 90 % load; the balancer looks at two of them and takes the shorter queue.',
    unit: 'ms',
    overall,
    classes: [{ name: 'page', metrics: overall }],
    nodes: Array.from({ length: nodes }, (_, index) => ({
      index, slots: 1, speed: index % 5 === 4 ? 2 : 1, metrics: metricsLike(2.6 + 0.1 * wobble(index), 0.9 + 0.05 * wobble(3 * index), 0.9, 0.008, index),
    })),
    theory: [],
    comparisons: [],
    series: { ...walk(400, 23.5, 110_000), cut: 6000 },
    tail: tailOf(150, 2.6, 34),
  };
}

/** Three classes with an exact formula, a bound that lies far off, and one deviation too large for chance. */
export function classes(): Result {
  const base = mm1();
  const names = ['interactive', 'batch', 'background maintenance'];
  const means = [1.8, 6.4, 31];
  const own = means.map((mean, i) => metricsLike(mean, 0.3, 0.27 - 0.05 * i, 0.01, 40 * i));
  const theory = names.map((name, i) => ({
    formula: 'mg1-priority', title: 'M/G/1 preemptive priority', kind: 'exact' as const, source: 'Harchol-Balter 2013, section 32.4; Kleinrock 1976, volume II, equation 3.39', scope: `class ${name}`,
    values: { response: i === 2 ? means[i] * 1.05 : means[i], waiting: means[i] * 0.3 },
  }));
  const bound = { formula: 'srpt-bound', title: 'SRPT lower bound', kind: 'bound' as const, source: 'Schrage 1968', scope: 'overall', values: { response: 3.1 } };
  return {
    ...base,
    name: 'three-classes',
    about: 'Three classes under preemptive priority.',
    classes: names.map((name, i) => ({ name, metrics: own[i] })),
    theory: [...theory, bound, base.theory[0]],
    comparisons: [
      ...names.flatMap((name, i) => compare(own[i], theory[i].values, 'mg1-priority', `class ${name}`)),
      ...compare(base.overall, { response: 5 }, 'mm1', 'overall'),
      ...compare(base.overall, bound.values, 'srpt-bound', 'overall'),
    ],
  };
}

/** No exact formula: bounds on either side, an approximation and a limit. */
export function approximate(): Result {
  const base = farm(10);
  const about: Omit<Result['theory'][number], 'scope'>[] = [
    { formula: 'jsq-bounds', title: 'JSQ between one queue and random split', short: 'JSQ, bounds', kind: 'bound', source: 'Winston 1977', values: {}, bounds: { response: { lower: 2.1, upper: 10 }, waiting: { lower: 1.1 } } },
    { formula: 'jsq-approximation', title: 'JSQ (Nelson–Philips)', kind: 'approximation', source: 'Nelson and Philips 1989', values: { response: 2.58, waiting: 1.58 }, others: { 'P[wait]': 0.42 } },
    { formula: 'jsq-limit', title: 'JSQ in the limit', kind: 'asymptotic', source: 'Mitzenmacher 2001', values: { response: 1 } },
  ];
  const of = (metric: string, theory: number, formula: string, more: object) => ({ scope: 'overall', metric, statistic: 'mean', simulated: base.overall[metric]['mean'], theory, formula, z: null, ...more });
  return {
    ...base,
    name: 'approximate',
    obstacles: ['jsq over 10 nodes has no exact formula here: the nodes depend on one another'],
    theory: about.map((one) => ({ scope: 'overall', ...one })),
    comparisons: [
      of('response', 2.1, 'jsq-bounds', { side: 'lower' }),
      of('response', 10, 'jsq-bounds', { side: 'upper' }),
      of('waiting', 1.1, 'jsq-bounds', { side: 'lower' }),
      of('response', 2.58, 'jsq-approximation', { difference: base.overall['response']['mean'].mean / 2.58 - 1 }),
      of('waiting', 1.58, 'jsq-approximation', { difference: -0.031 }),
      of('response', 1, 'jsq-limit', { difference: 1.6 }),
    ],
  };
}

/** Load above 1: no steady state. */
export function growing(): Result {
  const base = mm1();
  const time = Array.from({ length: 200 }, (_, i) => 50 * i);
  return {
    ...base,
    name: 'overload',
    about: undefined,
    growing: { load: 1.2, rate: 0.2 },
    run: { ...base.run, intervals: 'none' },
    warmup: { method: 'none', fraction: 0, time: 0, note: 'nothing to warm up to: the system grows' },
    overall: {},
    classes: [{ name: 'job', metrics: {} }],
    nodes: [{ index: 0, slots: 1, speed: 1, metrics: {} }],
    theory: [],
    comparisons: [],
    series: { time, number: time.map((t, i) => 0.2 * t + 12 * wobble(i / 5) + 15), cut: 0 },
    tail: { time: [], simulated: [] },
  };
}

function bare(metrics: Metrics): Metrics {
  return Object.fromEntries(
    Object.entries(metrics).map(([metric, statistics]) => [
      metric,
      Object.fromEntries(Object.entries(statistics).map(([name, one]) => [name, { ...one, halfWidth: null, samples: 1 }])),
    ]),
  );
}

/** One replication too short for batch means: estimates without half-widths. */
export function single(): Result {
  const base = mm1();
  const overall = bare(base.overall);
  return {
    ...base,
    name: 'short',
    unit: undefined,
    run: { ...base.run, replications: 1, horizon: { unit: 'time', length: 500 }, jobs: 404, time: 500, intervals: 'none', precision: { metric: 'response', relative: 0.01, reached: false } },
    warmup: { method: 'given', fraction: 0.1, time: 50 },
    overall,
    classes: [{ name: 'job', metrics: overall }],
    nodes: [{ index: 0, slots: 'unlimited', speed: 1, metrics: overall }],
    comparisons: compare(overall, base.theory[0].values, 'mm1', 'overall'),
    series: { ...walk(100, 4, 500), cut: 50 },
  };
}

/** Numbers from 10⁻¹² to 10¹² in one result. */
export function extreme(): Result {
  const base = mm1();
  const overall: Metrics = {
    ...metricsLike(5e-8, 0.999999, 2e7),
    number: { mean: estimated(4.1e12, 3.3e10) },
    queue: { mean: estimated(12_345_678, 1234) },
    loss: { mean: estimated(1.234e-12, 5.6e-14) },
    waiting: { mean: estimated(0, 3e-9) },
  };
  return {
    ...base,
    name: 'extreme',
    overall,
    classes: [{ name: 'job', metrics: overall }, { name: 'rare', metrics: metricsLike(4e11, 1e-9, 1e-12) }],
    comparisons: compare(overall, { response: 5.02e-8, number: 4e12, loss: 1.2e-12, queue: 12_345_000 }, 'mm1', 'overall'),
    series: { ...walk(50, 4e12, 1e-6), cut: 2e-7 },
    tail: { time: [0, 1e-8, 2e-8, 3e-8, 4e-8], simulated: [1, 1e-3, 1e-6, 1e-9, 0], theory: [1, 1e-3, 1e-6, 1e-9, 1e-12], formula: 'mm1' },
  };
}

/** Names that try to break tables, XML and HTML. */
export function hostile(): Result {
  const base = classes();
  const names = ['<script>alert("x")</script> & co', '漢字のクラス名前はとても長いです、本当に長いですから切ります', `very-${'long-'.repeat(30)}name\u001b[31m\nred "quoted" 'single' \u0000 \uD800`];
  const rename = (scope: string) => names.reduce((text, name, i) => text.replace(base.classes[i].name, () => name), scope);
  return {
    ...base,
    name: `${names[0]} Ünïcödé λ→∞ ${'x'.repeat(150)}`,
    about: `</style></pre>${names[2]} ${'All work and no play makes a job late. '.repeat(6)}`,
    unit: 'µs<&>',
    scenario: { name: names[0], list: names },
    classes: base.classes.map((one, i) => ({ ...one, name: names[i] })),
    theory: base.theory.map((one) => ({ ...one, title: `${one.title} <b>`, scope: rename(one.scope), source: '<img src=x onerror=alert(1)>' })),
    comparisons: base.comparisons.map((one) => ({ ...one, scope: rename(one.scope) })),
    warmup: { ...base.warmup, note: 'the cut is <late>' },
  };
}

type Runs = NonNullable<Result['timeline']>['runs'];

const spansLike = (late: number): Runs[number]['spans'] =>
  Array.from({ length: 60 }, (_, i) => {
    const [row, place] = [i % 3, Math.floor(i / 3)];
    const from = 100 + 5 * place + late * (1 + wobble(i));
    const ending = (['done', 'done', 'preempted'] as const)[i % 3];
    return { node: row === 2 ? 1 : 0, slot: row % 2, job: 90 + i, class: `class ${i % 9}`, from, to: Math.min(200, from + 3 + 1.5 * wobble(7 * i)), ending };
  });

/** Who ran what when, simulated and by threads: slots of two nodes, tasks that were preempted, more classes than there are colours. */
export function traced(): Result {
  return {
    ...farm(),
    name: 'traced',
    timeline: { from: 100, to: 200, runs: [{ backend: 'simulated', spans: spansLike(0) }, { backend: 'threads', spans: spansLike(0.4) }] },
    anomalies: [{ backend: 'threads', kind: 'slow node', time: 120, node: 1, figure: 2.1, text: 'node 1 is slow: its tasks take 2.1 times as long as those of other nodes, against their sizes' }],
  };
}

/** A farm that threads carried out, a little slower than simulated. */
export function carriedOut(): Result {
  const base = farm();
  const { time, simulated } = tailOf(150, 2.6, 12);
  const real = tailOf(150, 2.9, 12).simulated;
  return {
    ...base,
    name: 'carried-out',
    execution: {
      backend: 'threads',
      task: 'sleep',
      unit: 10,
      machine: { cores: 2, memory: 4e9, platform: 'linux x64', node: 'v22.0.0' },
      run: { replications: 1, horizon: { unit: 'jobs', length: 2000 }, jobs: 2000, seconds: 2.2, intervals: 'batch means' },
      warmup: 0.1,
      overall: base.overall,
      classes: [],
      nodes: [],
      comparisons: [],
      tail: { time, real, replayed: simulated, calibrated: simulated.map((share) => 0.98 * share) },
      doubts: [],
      checks: laws,
    },
  };
}

export const all: Readonly<Record<string, () => Result>> = { mm1, farm, crowd: () => farm(100), approximate, classes, growing, single, extreme, hostile, traced, carriedOut };
