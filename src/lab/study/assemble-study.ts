import type { Comparison, StudyResult, StudyVariant } from '../../study.ts';
import { oracle } from '../../theory/oracle.ts';
import { VERSION } from '../../version.ts';
import { bySizeOf } from '../by-size.ts';
import type { Sampling } from '../../stats/interval.ts';
import type { Section } from '../../stats/recording.ts';
import type { Samples } from '../observe.ts';
import { metricsOf } from '../estimates.ts';
import { compare, theoryOf } from '../report.ts';
import { togetherOf } from '../together.ts';
import { labelOf } from './parameters.ts';
import type { Cell, Study } from './load-study.ts';
import type { Played } from './play.ts';
import type { Measured } from './point-reducer.ts';
import { decisionOf } from './decision.ts';
import { COMPARED, verdictOf } from './verdict.ts';

/** Lays out what was measured at each point: the content of `compare.json` and `sweep.json`. */
export function assembleStudy(study: Study, { points, interrupted, settled }: Played): StudyResult {
  const { base, cells, variants, goal } = study;
  const { scenario, plan, about, unit, record } = base;
  const sampling = { stopped: goal?.until === 'precise', batches: plan.replications === 1 };
  const checks = new Map<string, number>();
  for (const { law, residual } of points.flatMap((point) => point?.checks ?? [])) checks.set(law, Math.max(residual, checks.get(law) ?? 0));
  return {
    schedlab: VERSION,
    kind: study.kind,
    name: scenario.name,
    ...(about !== undefined && { about }),
    ...(unit !== undefined && { unit }),
    seed: scenario.seed,
    scenario: record,
    backend: 'simulated',
    parameters: study.parameters.map(({ name, values }) => ({ name, values: [...values], labels: values.map(labelOf) })),
    variants: variants.map(({ name, values }) => ({ name, values })),
    run: {
      replications: plan.replications,
      horizon: { unit: scenario.horizon.unit, length: scenario.horizon.length },
      level: plan.confidence,
      intervals: intervalsOf(points),
      ...(settled && goal?.until === 'precise' && { precision: { metric: goal.metric, statistic: goal.statistic, ...goal.size, reached: settled.reached } }),
      ...(interrupted && { interrupted: true as const }),
    },
    points: points.flatMap((measured, index) => {
      if (!measured) return [];
      const own = cells.slice(index * variants.length, (index + 1) * variants.length);
      const laidOut = own.map((cell, variant) => variantOf(variants[variant].name, cell, measured.samples[variant], measured.all?.[variant], sampling));
      return [{
        name: study.points[index].name,
        values: study.points[index].values,
        replications: measured.replications,
        warmup: measured.warmup,
        ...(measured.warmupNote !== undefined && { warmupNote: measured.warmupNote }),
        variants: laidOut,
        comparisons: comparisonsOf(laidOut, measured, plan.confidence, sampling),
      }];
    }),
    ...(settled?.selection && goal && { decision: decisionOf(study, goal, settled.selection, points[0]!) }),
    checks: [...checks].map(([law, residual]) => ({ law, residual })),
  };
}

/** One long replication has batches for samples, if it has any. */
function intervalsOf(points: Played['points']): StudyResult['run']['intervals'] {
  const found = points.filter((point) => point !== undefined);
  if (found.some(({ replications }) => replications > 1)) return 'replications';
  return found.every(({ samples }) => samples[0].length > 1) ? 'batch means' : 'none';
}

function variantOf(name: string, { loaded: { scenario, plan } }: Cell, samples: readonly Samples[], all: Section | undefined, sampling: Sampling): StudyVariant {
  const level = plan.confidence;
  const growing = plan.overload && { load: plan.overload.load, rate: plan.overload.rate };
  const together = all && togetherOf(all, samples, scenario, level);
  const overall = growing ? {} : metricsOf(samples.map((sample) => sample.overall), level, together?.overall, sampling);
  const { findings, reasons } = oracle(scenario);
  const known = { findings: findings.filter(({ scope }) => scope === 'overall'), reasons };
  const bySize = growing ? undefined : bySizeOf(samples.map(({ sizes }) => sizes), level, scenario, findings);
  return {
    name,
    overall,
    classes: growing ? [] : samples[0].classes.map((_, index) => ({ name: scenario.classes[index].name, metrics: metricsOf(samples.map((sample) => sample.classes[index]), level, together?.classes[index], sampling) })),
    ...(growing && { growing }),
    theory: known.findings.map(theoryOf),
    comparisons: compare(new Map([['overall', overall]]), known, scenario.thresholds),
    ...(bySize && { bySize }),
  };
}

/** What an exact formula says; undefined where none does. */
function exactly({ comparisons, theory }: StudyVariant, metric: string, statistic: string): number | undefined {
  const exact = new Set(theory.filter(({ kind }) => kind === 'exact').map(({ formula }) => formula));
  const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic && exact.has(other.formula));
  return one && Number(one.theory);
}

/** Per metric and statistic, where all variants have a steady state, and none a mean that theory says is infinite: no interval holds of that. */
function comparisonsOf(variants: readonly StudyVariant[], { samples }: Measured, confidence: number, sampling: Sampling): Comparison[] {
  if (variants.length < 2 || variants.some(({ growing }) => growing)) return [];
  const names = variants.map(({ name }) => name);
  const infinite = new Set(variants.flatMap(({ comparisons }) => comparisons.filter(({ theory }) => theory === 'Infinity').map(({ metric, statistic }) => `${metric} ${statistic}`)));
  return Object.entries(samples[0][0].overall)
    .filter(([metric]) => COMPARED.has(metric))
    .flatMap(([metric, statistics]) =>
      Object.keys(statistics).flatMap((statistic): Comparison[] => {
        if (statistic === 'variance' || infinite.has(`${metric} ${statistic}`)) return [];
        const values = samples.map((own) => own.map(({ overall }) => overall[metric]?.[statistic]));
        const wholes = sampling.batches ? variants.map(({ overall }) => overall[metric]?.[statistic]?.mean) : undefined;
        const verdict = verdictOf(values, names, confidence, { sampling, exact: variants.map((variant) => exactly(variant, metric, statistic)), wholes });
        return verdict ? [{ metric, statistic, ...verdict }] : [];
      }),
    );
}
