/** Lays real runs, the simulation of the same jobs and theory side by side: the part `execution` of a result. */
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { ExecutionResult, Metrics } from '../../result.ts';
import type { Scenario } from '../../scenario.ts';
import { sectioned } from '../../stats/interval.ts';
import { joinTallies } from '../../stats/recording.ts';
import { survival } from '../../stats/sketch.ts';
import { oracle } from '../../theory/oracle.ts';
import { type Check, selfChecks } from '../checks.ts';
import { findWarmup } from '../reducer.ts';
import { compare } from '../report.ts';
import type { ExecutionPlan } from '../scenario/execution.ts';
import type { Plan } from '../scenario/resolve.ts';
import { type Calibration, predict } from './calibrate.ts';
import { CAUSES, explainGap, replay } from './gap.ts';
import { type Measured, measure, type Stretch } from './measure.ts';
import { type RealRuns, realScenario } from './run-real.ts';
import { tailTimes } from '../tail-times.ts';

export interface ExecutionFacts {
  readonly backend: string;
  /** What a task is. */
  readonly task: string;
  readonly machine: ExecutionResult['machine'];
  readonly doubts: readonly string[];
  readonly calibration?: Calibration | undefined;
  /** Whether the simulator runs on the jobs that the real runs had. */
  readonly replayed: boolean;
  /** The scenario with sizes that were not known before; absent where all were. */
  readonly measured?: Scenario;
}

export function assembleExecution(loaded: { readonly scenario: Scenario; readonly plan: Plan }, planned: ExecutionPlan, real: RealRuns, facts: ExecutionFacts): ExecutionResult {
  const scenario = realScenario(loaded.scenario, planned);
  const { confidence: level } = loaded.plan;
  const { runs, ledgers, interrupted } = real;
  // What was not carried out is not simulated either: whoever stops a run does not want to wait for it.
  const reaches = runs.map(({ account }, index) => (interrupted && index === runs.length - 1 ? { time: account.endTime, jobs: account.completed + account.lost } : undefined));
  const plainRuns = replay(scenario, ledgers, [], reaches);
  const stretch = stretchOf(runs, plainRuns, loaded.plan, interrupted);
  const measured = measure(runs, stretch, scenario, level);
  const plain = facts.replayed ? measure(plainRuns, stretch, scenario, level) : undefined;
  const { calibration } = facts;
  const calibrated = plain && calibration && measure(runs.map((_, index) => predict(facts.measured ?? scenario, index, calibration, reaches[index])), stretch, scenario, level);
  const time = runs.reduce((sum, { account }) => sum + account.endTime, 0);
  return {
    backend: facts.backend,
    task: facts.task,
    unit: planned.unit,
    ...(runs[0].spinRate !== undefined && { spinRate: runs[0].spinRate }),
    machine: facts.machine,
    run: {
      replications: runs.length,
      horizon: { unit: planned.horizon.unit, length: planned.horizon.length },
      jobs: runs.reduce((sum, { account }) => sum + account.completed + account.lost, 0),
      seconds: (time * planned.unit) / 1000,
      intervals: measured.samples.length === 1 ? 'none' : runs.length === 1 ? 'batch means' : 'replications',
      ...(interrupted && { interrupted: true as const }),
    },
    warmup: stretch.cut / Math.max(1, plainRuns[0].recording.sections.length),
    overall: measured.overall,
    classes: [...measured.classes],
    nodes: [...measured.nodes],
    comparisons: comparisonsOf(facts.measured ?? scenario, measured, plain, calibrated),
    ...tailOf(measured, plain, calibrated),
    ...(plain && { gap: copied(explainGap(scenario, ledgers, plain, measured, stretch, level, reaches)) }),
    ...(calibration && { calibration: calibrationOf(calibration) }),
    doubts: [...facts.doubts],
    checks: worst(runs),
  };
}

function responses({ whole }: Measured) {
  return joinTallies(whole.classes.map(({ response }) => response));
}

/** Shares of jobs that take longer, at times up to where the real runs have too few of them. */
function tailOf(real: Measured, plain: Measured | undefined, calibrated: Measured | undefined): Pick<ExecutionResult, 'tail'> {
  const time = tailTimes(responses(real));
  if (time.length === 0) return {};
  const above = (measured: Measured) => time.map(survival(responses(measured).sketch));
  return { tail: { time, real: above(real), ...(plain && { replayed: above(plain) }), ...(calibrated && { calibrated: above(calibrated) }) } };
}

/** The same sections of every run; warm-up is found from the simulated ones, which are whole. */
function stretchOf(runs: readonly Replicate[], plain: readonly Replicate[], plan: Plan, interrupted: boolean): Stretch {
  const { sections: cut } = findWarmup(plain, plan);
  const ends = runs.map(({ recording }, index) => {
    const { length } = recording.sections;
    // What was stopped in the middle of a section has not all of its jobs.
    const whole = interrupted && index === runs.length - 1 && length > 1 ? length - 1 : length;
    return Math.min(whole, plain[index].recording.sections.length);
  });
  return { cut: Math.min(cut, ...ends.map((end) => end - 1)), ends };
}

function comparisonsOf(scenario: Scenario, real: Measured, plain: Measured | undefined, calibrated: Measured | undefined): ExecutionResult['comparisons'] {
  const known = compare(new Map([['overall', real.overall]]), oracle(scenario), scenario.thresholds);
  return Object.entries(real.overall).flatMap(([metric, statistics]) =>
    Object.entries(statistics).map(([statistic, estimate]) => {
      const theory = known.find((one) => one.metric === metric && one.statistic === statistic && !one.side);
      const [replayed, predicted] = [valueOf(plain?.overall, metric, statistic), valueOf(calibrated?.overall, metric, statistic)];
      const less = (other: Measured | undefined, value: number | undefined) => other && value !== undefined && differenceOf(real, other, metric, statistic, estimate.mean - value, estimate.level);
      const [difference, deviation] = [less(plain, replayed), less(calibrated, predicted)];
      return {
        metric,
        statistic,
        real: estimate,
        ...(replayed !== undefined && { replayed }),
        ...(difference && { difference }),
        ...(predicted !== undefined && { calibrated: predicted }),
        ...(deviation && { deviation }),
        ...(theory && { theory: theory.theory, formula: theory.formula, z: theory.z }),
      };
    }),
  );
}

function valueOf(metrics: Metrics | undefined, metric: string, statistic: string): number | undefined {
  return metrics?.[metric]?.[statistic]?.mean;
}

/** The difference of the whole, with an interval from those of the parts, which had the same jobs. */
function differenceOf(real: Measured, plain: Measured, metric: string, statistic: string, whole: number, level: number) {
  const differences = real.samples.flatMap(({ overall }, index) => {
    const [a, b] = [overall[metric]?.[statistic], plain.samples[index]?.overall[metric]?.[statistic]];
    return a === undefined || b === undefined ? [] : [a - b];
  });
  return sectioned(differences, whole, level);
}

function calibrationOf({ samples, handOver, spin }: Calibration): NonNullable<ExecutionResult['calibration']> {
  return {
    tasks: samples.length,
    handOver: { ...handOver },
    ...(spin && { spin: { ...spin } }),
    causes: CAUSES.filter(([, key]) => key !== 'restart' || samples.some(({ restart }) => restart > 0)).map(([cause, key]) => {
      const values = samples.map((beyond) => beyond[key]).toSorted((a, b) => a - b);
      const at = (p: number) => values[Math.min(values.length - 1, Math.floor(p * values.length))] ?? 0;
      return { cause, mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length), p50: at(0.5), p95: at(0.95) };
    }),
  };
}

function worst(runs: readonly Replicate[]): Check[] {
  const found = new Map<string, number>();
  for (const run of runs) for (const { law, residual } of selfChecks(run)) found.set(law, Math.max(residual, found.get(law) ?? 0));
  return [...found].map(([law, residual]) => ({ law, residual }));
}

function copied({ parts, ...gap }: ReturnType<typeof explainGap>): NonNullable<ExecutionResult['gap']> {
  return { ...gap, parts: parts.map((part) => ({ ...part })) };
}
