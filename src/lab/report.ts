import type { Estimate } from '../model.ts';
import type { Prediction } from '../prediction.ts';
import type { Metrics, Result } from '../result.ts';
import { degreesBehind, standardError } from '../stats/interval.ts';
import { SKETCH_ERROR, survival } from '../stats/sketch.ts';
import type { Kind } from '../theory/define.ts';
import type { Finding, Oracle } from '../theory/finding.ts';
import { oracle } from '../theory/oracle.ts';
import { VERSION } from '../version.ts';
import type { Measurements } from './experiment.ts';
import { metricsOf } from './estimates.ts';
import { normalScore } from './normal-score.ts';
import type { Sample } from './observe.ts';
import { togetherOf, type Whole } from './together.ts';
import type { LoadedScenario } from './scenario/load-scenario.ts';
import { tailTimes } from './tail-times.ts';
import { bySizeOf } from './by-size.ts';

/** Lays what was measured and what theory says side by side: the content of `result.json`. */
export function assemble(loaded: LoadedScenario, measured: Measurements): Result {
  const { scenario, plan, about, unit, record } = loaded;
  const { samples, warmup } = measured;
  const level = plan.confidence;
  const growing = plan.overload && { load: plan.overload.load, rate: plan.overload.rate };
  // Without a steady state a mean says nothing but how long one has looked.
  const estimates = (of: (index: number) => Sample, whole: Whole) => (growing ? {} : metricsOf(samples.map((_, index) => of(index)), level, whole, { stopped: plan.precision !== undefined, batches: measured.intervals !== 'replications' }));
  const together = togetherOf(measured.all, samples, scenario, level);
  const overall = estimates((index) => samples[index].overall, together.overall);
  const classes = samples[0].classes.map((_, i) => ({
    name: scenario.classes[i].name,
    metrics: estimates((index) => samples[index].classes[i], together.classes[i]),
  }));
  const nodes = samples[0].nodes.map((_, i) => ({
    index: i,
    slots: scenario.pool.nodes[i].slots === Infinity ? ('unlimited' as const) : scenario.pool.nodes[i].slots,
    speed: scenario.pool.nodes[i].speed,
    metrics: estimates((index) => samples[index].nodes[i], together.nodes[i]),
  }));
  const scopes = new Map<string, Metrics>([
    ['overall', overall],
    ...classes.map(({ name, metrics }): [string, Metrics] => [`class ${name}`, metrics]),
    ...nodes.map(({ index, metrics }): [string, Metrics] => [`node ${index}`, metrics]),
  ]);
  const theory = oracle(scenario);
  const bySize = growing ? undefined : bySizeOf(samples.map(({ sizes }) => sizes), level, scenario, theory.findings);
  return {
    schedlab: VERSION,
    name: scenario.name,
    ...(about !== undefined && { about }),
    ...(unit !== undefined && { unit }),
    seed: scenario.seed,
    scenario: record,
    backend: 'simulated',
    run: {
      replications: measured.replications,
      horizon: { unit: scenario.horizon.unit, length: scenario.horizon.length },
      jobs: measured.jobs,
      time: measured.time,
      intervals: measured.intervals,
      quantileError: SKETCH_ERROR,
      ...(measured.interrupted && { interrupted: true as const }),
      ...(plan.precision && {
        precision: precisionOf(plan.precision, measured.precisionReached ?? false),
      }),
    },
    warmup: {
      method: warmup.method,
      fraction: warmup.fraction,
      time: measured.warmupTime,
      ...(warmup.note !== undefined && { note: warmup.note }),
    },
    ...(growing && { growing }),
    overall,
    classes,
    nodes,
    theory: theory.findings.map(theoryOf),
    obstacles: [...theory.reasons],
    comparisons: compare(scopes, theory, scenario.thresholds),
    checks: [...measured.checks],
    series: {
      time: [...measured.series.end],
      number: [...measured.series.number],
      ...(measured.series.halfWidth && { halfWidth: [...measured.series.halfWidth] }),
      cut: measured.warmupTime,
    },
    tail: tailOf(measured, theory, growing ? undefined : level),
    ...(bySize && { bySize }),
  };
}

function precisionOf({ metric, statistic, relative, absolute }: NonNullable<LoadedScenario['plan']['precision']>, reached: boolean): Result['run']['precision'] {
  return { metric, ...(statistic !== 'mean' && { statistic }), ...(relative !== undefined && { relative }), ...(absolute !== undefined && { absolute }), reached };
}

/** A finding as the contract has it. */
export function theoryOf({ formula, scope, prediction }: Finding): Result['theory'][number] {
  return {
    formula: formula.name,
    title: formula.title,
    ...(formula.short !== undefined && { short: formula.short }),
    kind: formula.kind,
    source: formula.source,
    scope,
    values: theoreticals(prediction.values),
    ...(prediction.bounds && { bounds: Object.fromEntries(Object.entries(prediction.bounds).map(([key, sides]) => [key, theoreticals({ ...sides })])) }),
    ...(prediction.others && { others: theoreticals(prediction.others) }),
  };
}

/**
 * Every estimate beside what theory says of it: the first exact formula alone where there is one, which findings have first,
 * and otherwise all that bound or approximate it.
 */
export function compare(scopes: ReadonlyMap<string, Metrics>, { findings }: Oracle, thresholds: readonly number[] = []): Result['comparisons'] {
  const exact = new Set<string>();
  return findings.flatMap(({ scope, formula, prediction }) =>
    claimsOf(prediction, thresholds).flatMap(({ key, value, side }): Result['comparisons'] => {
      const [metric, statistic = 'mean'] = splitKey(key);
      const simulated = scopes.get(scope)?.[metric]?.[statistic];
      if (!simulated || exact.has(`${scope} ${key}`)) return [];
      if (formula.kind === 'exact') exact.add(`${scope} ${key}`);
      return [{ scope, metric, statistic, simulated, theory: theoretical(value), formula: formula.name, ...distance(formula.kind, simulated, value), ...(side && { side }) }];
    }),
  );
}

interface PredictedValue {
  readonly key: string;
  readonly value: number;
  readonly side?: 'lower' | 'upper';
}

function claimsOf({ values, bounds = {}, responseTail }: Prediction, thresholds: readonly number[]): readonly PredictedValue[] {
  const sides = Object.entries(bounds).flatMap(([key, { lower, upper }]): PredictedValue[] => [
    ...(lower === undefined ? [] : [{ key, value: lower, side: 'lower' as const }]),
    ...(upper === undefined ? [] : [{ key, value: upper, side: 'upper' as const }]),
  ]);
  const tails = responseTail ? thresholds.map((time) => ({ key: `response.above ${time}`, value: responseTail(time) })) : [];
  return [...Object.entries(values).map(([key, value]) => ({ key, value })), ...tails, ...sides];
}

/** Of sums over a run, relative to the value. */
const ROUNDING = 1e-9;

/** As a standard normal score from what is exact, relative to what is not. */
function distance(kind: Kind, simulated: Estimate, theory: number): Pick<Result['comparisons'][number], 'z' | 'difference'> {
  if (kind === 'exact') return { z: scoreOf(simulated, theory) };
  return { z: null, ...(kind !== 'bound' && Number.isFinite(theory) && theory !== 0 && { difference: simulated.mean / theory - 1 }) };
}

function scoreOf(simulated: Estimate, theory: number): number | null {
  const error = standardError(simulated);
  const rounding = ROUNDING * Math.abs(theory);
  if (error === undefined || theory === Infinity || Math.max(error, rounding) === 0) return null;
  // What does not vary has to be met to rounding, of which there is no estimate that could be wrong.
  if (error <= rounding) return (simulated.mean - theory) / rounding;
  return normalScore((simulated.mean - theory) / error, degreesBehind(simulated));
}

/** `response.p99.9` is a metric and a statistic. */
function splitKey(key: string): [string, string?] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key] : [key.slice(0, dot), key.slice(dot + 1)];
}

/** `level`: of the intervals; undefined where there is no steady state that they could be of. */
function tailOf({ response, tail }: Measurements, { findings }: Oracle, level: number | undefined): Result['tail'] {
  const time = tailTimes(response, tail);
  if (time.length === 0) return { time: [], simulated: [] };
  const known = findings.find(({ scope, prediction }: Finding) => scope === 'overall' && prediction.responseTail);
  const intervals = level === undefined ? [] : time.flatMap((t) => tail.interval(t, level) ?? []);
  return {
    time,
    simulated: time.map(survival(response.sketch)),
    ...(intervals.length > 0 && { lower: intervals.map(({ lower }) => lower), upper: intervals.map(({ upper }) => upper) }),
    ...(known && { theory: time.map((t) => known.prediction.responseTail!(t)), formula: known.formula.name }),
  };
}

function theoreticals(values: Readonly<Record<string, number>>): Record<string, number | 'Infinity'> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, theoretical(value)]));
}

function theoretical(value: number): number | 'Infinity' {
  return value === Infinity ? 'Infinity' : value;
}
