/** The rows of a results table: each estimate with what theory says of it. The terminal and the HTML report share them. */
import type { Metrics, Result } from '../result.ts';
import { cut } from './columns.ts';
import { percentText, theoryText, zText } from './number.ts';
import { plain } from './plain.ts';

export type Estimated = Metrics[string][string];
export type Comparison = Result['comparisons'][number];
export type Theory = Result['theory'][number];

export interface Row {
  readonly metric: string;
  readonly statistic: string;
  /** `response`, `P95`, `variance`. */
  readonly label: string;
  readonly unit: string;
  readonly simulated: Estimated;
  readonly comparisons: readonly Comparison[];
}

/** A z beyond this is chance in 0.27 % of cases. */
const SUSPICIOUS = 3;

const ORDER = ['response', 'waiting', 'slowdown', 'number', 'queue', 'utilisation', 'throughput', 'loss', 'missed', 'dead', 'tries', 'waste', 'availability', 'drained'];

/** What has a limit even where the system grows without bound. */
const LIMITED = new Set(['utilisation', 'throughput', 'loss']);

/** Means of all metrics, every statistic of the response, and whatever else theory has a value for. */
export function rows(result: Result, metrics: Metrics, scope: string): Row[] {
  return metricNames(result, metrics).flatMap((metric) =>
    statistics(metrics[metric]).flatMap((statistic): Row[] => {
      const comparisons = shown(result, comparisonsOf(result, scope, metric, statistic));
      if (statistic !== 'mean' && metric !== 'response' && comparisons.length === 0) return [];
      const label = statistic === 'mean' ? metric : statisticLabel(statistic);
      return [{ metric, statistic, label, unit: unitOf(metric, statistic, result.unit), simulated: metrics[metric][statistic], comparisons }];
    }),
  );
}

/** The metrics that mean something in this result, in the order in which people ask for them. */
export function metricNames(result: Result, metrics: Metrics): string[] {
  return Object.keys(metrics)
    .filter((metric) => !result.growing || LIMITED.has(metric))
    .toSorted((a, b) => metricPlace(a) - metricPlace(b));
}

/** The metrics that any of several classes or nodes has; loss where nothing is lost is not worth a column. */
export function metricsAmong(result: Result, all: readonly Metrics[]): ReadonlySet<string> {
  return new Set(all.flatMap((metrics) => metricNames(result, metrics).filter((metric) => !isZero(metrics[metric].mean))));
}

function isZero(estimate: Estimated | undefined): boolean {
  return estimate?.mean === 0 && (estimate.halfWidth === 0 || estimate.unseen !== undefined);
}

export function comparisonsOf(result: Result, scope: string, metric: string, statistic: string): Comparison[] {
  return result.comparisons.filter((one) => one.scope === scope && one.metric === metric && one.statistic === statistic);
}

/** The comparisons that a table shows: all of the mean response, of the rest what is exact or what comes nearest to it. */
function shown(result: Result, comparisons: readonly Comparison[]): readonly Comparison[] {
  if (comparisons[0]?.metric === 'response' && comparisons[0].statistic === 'mean') return comparisons;
  return (comparisons.some((one) => isExact(result, one)) ? comparisons : comparisons.filter(({ side }) => !side)).slice(0, 1);
}

/** The value that an estimate is expected to be at or near: exact before approximate, never a bound. */
export function expectationOf(result: Result, scope: string, metric: string, statistic: string): Comparison | undefined {
  return comparisonsOf(result, scope, metric, statistic).find(({ side }) => !side);
}

const SIDES = { lower: '≥ ', upper: '≤ ' } as const;

/** What theory says, with ≥ or ≤ before a bound and ≈ before an approximation. */
export function theoryCell(result: Result, one: Comparison): string {
  const sign = one.side ? SIDES[one.side] : isExact(result, one) ? '' : '≈ ';
  return sign + theoryText(one.theory, one.simulated);
}

/** How far the estimate is from theory: as a standard normal score where it is exact, in per cent where it is approximate. */
export function distanceCell({ z, side, difference }: Comparison): string {
  if (side) return '';
  if (difference === undefined) return zText(z);
  return `${difference > 0 ? '+' : difference < 0 ? '−' : ''}${percentText(Math.abs(difference))}`;
}

/** The theory that a comparison took its value from. */
export function theoryOf(result: Pick<Result, 'theory'>, { formula, scope }: Comparison): Theory | undefined {
  const named = result.theory.filter((one) => one.formula === formula);
  return named.find((one) => one.scope === scope) ?? named[0];
}

/** What a table or a legend has room for. */
export function shortTitle({ title, short = title }: Pick<Theory, 'title' | 'short'>): string {
  return cut(plain(short), 24);
}

/** One entry per formula, in order of appearance: what footnotes number. */
export function formulas(result: Result): Theory[] {
  return result.theory.filter((one, i) => result.theory.findIndex((other) => other.formula === one.formula) === i);
}

/** Whether chance hardly explains the deviation; bounds and approximations are not meant to be met exactly. */
export function isSuspicious(result: Pick<Result, 'theory'>, comparison: Comparison): boolean {
  return isExact(result, comparison) && comparison.z !== null && Math.abs(comparison.z) > SUSPICIOUS;
}

export function isExact(result: Pick<Result, 'theory'>, comparison: Comparison): boolean {
  return (theoryOf(result, comparison)?.kind ?? 'exact') === 'exact';
}

/** `mean`, `variance`, `P99.9`, `P[T > 0.2]`. */
export function statisticLabel(statistic: string): string {
  const [, threshold] = /^above (.+)$/.exec(statistic) ?? [];
  return threshold ? `P[T > ${threshold}]` : statistic.replace(/^p(?=\d)/, 'P');
}

const TIMES = new Set(['response', 'waiting', 'drained']);

/** The unit of a statistic: times in the scenario's unit, throughput per that unit; empty for pure numbers. */
export function unitOf(metric: string, statistic: string, time: string | undefined): string {
  const unit = plain(time ?? '');
  if (unit === '') return '';
  if (metric === 'throughput') return `/${unit}`;
  if (!TIMES.has(metric) || statistic.startsWith('above ')) return '';
  return statistic === 'variance' ? `${unit}²` : unit;
}

/** Mean, then percentiles from low to high, then the rest. */
function statistics(ofMetric: Metrics[string]): string[] {
  return Object.keys(ofMetric).toSorted((a, b) => statisticPlace(a) - statisticPlace(b));
}

function metricPlace(metric: string): number {
  return ORDER.includes(metric) ? ORDER.indexOf(metric) : ORDER.length;
}

function statisticPlace(statistic: string): number {
  if (statistic === 'mean') return -1;
  if (statistic.startsWith('above ')) return 100 + Math.min(800, Number(statistic.slice(6)));
  return /^p\d/.test(statistic) ? Number(statistic.slice(1)) : 1000;
}
