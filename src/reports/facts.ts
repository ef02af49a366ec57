/** What a result says in sentences; the terminal table and the HTML report share them. */
import type { Metrics, Result } from '../result.ts';
import { cut } from './columns.ts';
import { boundText, numberText, percentText } from './number.ts';
import { plain } from './plain.ts';
import { isExact, isSuspicious, type Row, rows, statisticLabel, unitOf } from './rows.ts';

/** How the run was made: length, warm-up, intervals, precision. */
export function runFacts(result: Result): string[] {
  const { run, warmup } = result;
  const time = `${numberText(run.time)} ${timeUnit(result)}`;
  const length = run.horizon.unit === 'jobs' ? `${count(run.horizon.length, 'job')} (${time})` : time;
  const jobs = run.replications > 1 || run.horizon.unit === 'time' ? `, ${count(run.jobs, 'job')} in all` : '';
  return [
    `${count(run.replications, 'replication')} × ${length}${jobs}${run.interrupted ? '; the run was stopped early' : ''}`,
    warmupFact(result) + (warmup.note ? `: ${plain(warmup.note)}` : ''),
    ...(result.growing ? [] : [intervalFact(result)]),
    ...(run.precision ? [precisionFact(run.precision, result.unit)] : []),
  ];
}

/** Whether any estimate has an interval. */
export function hasIntervals(result: Result): boolean {
  return Object.values(result.overall).some((statistics) => Object.values(statistics).some(({ halfWidth }) => halfWidth !== null));
}

/** Confidence of the intervals, as text; 95 % where nothing was estimated. */
export function level(result: Result): string {
  const first = Object.values(result.overall).flatMap((statistics) => Object.values(statistics))[0];
  return percentText(first?.level ?? 0.95);
}

/** Why there are no means; undefined where there is a steady state. */
export function growingFact(result: Result): string | undefined {
  if (!result.growing) return undefined;
  const { load, rate } = result.growing;
  return (
    `The system grows without bound: at load ${numberText(load)} nothing is lost, and the number of jobs rises by ` +
    `${numberText(rate)} per ${plain(result.unit ?? 'time unit')}. There is no steady state and no mean to report.`
  );
}

/** The laws that held, by how much at worst. */
export function checkFact(result: Result): string {
  if (result.checks.length === 0) return 'none';
  const laws = result.checks.map(({ law }) => plain(law));
  const list = laws.length > 1 ? `${laws.slice(0, -1).join(', ')} and ${laws.at(-1)} hold` : `${laws[0]} holds`;
  const worst = Math.max(...result.checks.map(({ residual }) => residual));
  return `${list} (largest residual ${numberText(worst, 2)})`;
}

/** How well the comparisons with exact formulas went together; undefined where there are none with a z-score. */
export function agreementFact(result: Result): string | undefined {
  const scored = result.comparisons.filter((one) => one.z !== null && isExact(result, one));
  if (scored.length === 0) return undefined;
  const worst = numberText(Math.max(...scored.map(({ z }) => Math.abs(z!))), 3);
  const off = scored.filter((one) => isSuspicious(result, one)).length;
  const compared = `${count(scored.length, 'comparison')} with exact formulas`;
  if (off === 0) return `${compared}, the largest |z| is ${worst}`;
  return `${off} of ${compared} with a z beyond 3 (!), the largest |z| is ${worst}`;
}

/** Why theory says nothing, or not everything. */
export function obstacleFacts({ obstacles = [] }: Result): string[] {
  return obstacles.map((obstacle) => plain(obstacle));
}

/** `response, ms`, or the words alone where the scenario names no unit. */
export function withUnit(words: string, { unit }: Result): string {
  return unit ? `${words}, ${cut(plain(unit), 12)}` : words;
}

export function timeUnit(result: Result): string {
  return plain(result.unit ?? 'time units');
}

/** What was not seen once, and how often it happens at most; one sentence each. */
export function unseenFacts(result: Result): string[] {
  return rows(result, result.overall, 'overall').flatMap(({ metric, statistic, simulated: { unseen, level: confidence } }) => {
    if (!unseen) return [];
    const { jobs, independent, below } = unseen;
    const what = statistic === 'mean' ? metric : statisticLabel(statistic);
    const worth = independent < 0.995 * jobs ? `; they depend on one another and tell as much as ${numberText(independent, 2)} that do not` : '';
    return [`${plain(what)}: none seen in ${count(jobs, 'job')}: below ${boundText(below)} of them at ${percentText(confidence)}${worth}`];
  });
}

/** What rests on too little, in one sentence; none where all have enough. */
export function fewFacts(result: Result): string[] {
  const names = namesOf(result, ({ simulated }) => simulated.few !== undefined);
  return names.length === 0 ? [] : [fewText(names, level(result))];
}

/** What has no finite mean by theory, and so no interval that holds, in one sentence. */
export function infiniteFacts(result: Result): string[] {
  const names = namesOf(result, ({ comparisons }) => comparisons.some(({ theory }) => theory === 'Infinity'));
  return names.length === 0 ? [] : [`∞: ${listed(names)} ${names.length === 1 ? 'is' : 'are'} infinite by theory: what is shown grows with the length of the runs, and its intervals hold of nothing`];
}

/** Of all jobs and of each class, the estimates that are so: `response`, `P95 of waiting of class web`. */
function namesOf(result: Result, isSo: (row: Row) => boolean): string[] {
  const titles = (metrics: Metrics, scope: string, of: string) =>
    rows(result, metrics, scope)
      .filter(isSo)
      .map(({ metric, statistic }) => (statistic === 'mean' ? plain(metric) : `${statisticLabel(statistic)} of ${plain(metric)}`) + of);
  const classes = result.classes.length > 1 ? result.classes : [];
  return [...titles(result.overall, 'overall', ''), ...classes.flatMap(({ name, metrics }) => titles(metrics, `class ${name}`, ` of class ${plain(name)}`))];
}

const MOST_NAMED = 8;

/** `names`: what the marked estimates are of. */
export function fewText(names: readonly string[], confidence: string): string {
  return `?: too few independent jobs for the intervals of ${listed(names)}: they may hold less often than ${confidence}, and are more often too low than too high; make the runs longer`;
}

function listed(names: readonly string[]): string {
  return (names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED - 1), `${names.length - MOST_NAMED + 1} others`] : names).join(', ');
}

function intervalFact(result: Result): string {
  if (result.run.intervals === 'none') return 'no intervals: too few samples to tell the error';
  const { intervals, quantileError } = result.run;
  const resolution = quantileError === undefined ? '' : `; percentiles are read to ${percentText(quantileError)}`;
  return `${level(result)} intervals from ${intervals}${resolution}`;
}

function warmupFact(result: Result): string {
  const { method, fraction, time } = result.warmup;
  if (method === 'none' || fraction === 0) return 'no warm-up cut';
  const share = `${percentText(fraction)} (to ${numberText(time)} ${timeUnit(result)})`;
  return method === 'given' ? `warm-up cut: the first ${share}, as given` : `warm-up cut: the first ${share}, by crossing of the mean`;
}

function precisionFact({ metric, statistic = 'mean', relative, absolute, reached }: NonNullable<Result['run']['precision']>, unit: string | undefined): string {
  const what = statistic === 'mean' ? plain(metric) : `${statisticLabel(plain(statistic))} of ${plain(metric)}`;
  const width = relative === undefined ? `± ${numberText(absolute!)} ${unitOf(metric, statistic, unit)}`.trimEnd() : percentText(relative);
  return `precision asked for: ${what} within ${width}, ${reached ? 'reached' : 'not reached'}`;
}

function count(n: number, noun: string): string {
  return `${numberText(n, 12)} ${noun}${n === 1 ? '' : 's'}`;
}
