/** What metrics and parameters are called in tables and charts of a study. */
import type { StudyResult } from '../../study.ts';
import { cut } from '../columns.ts';
import { numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { statisticLabel, unitOf } from '../rows.ts';

/** What may be compared. */
export interface Measure {
  readonly metric: string;
  readonly statistic: string;
}

const SHOWN: readonly Measure[] = [
  { metric: 'response', statistic: 'mean' },
  { metric: 'response', statistic: 'p99' },
  { metric: 'slowdown', statistic: 'mean' },
  { metric: 'loss', statistic: 'mean' },
  { metric: 'missed', statistic: 'mean' },
  { metric: 'dead', statistic: 'mean' },
  { metric: 'waste', statistic: 'mean' },
  { metric: 'drained', statistic: 'mean' },
];

/** What is shown, where it is not 0 everywhere, and first of all what a comparison went on for; all the rest is in the file. */
export function shownOf({ points, decision, run: { precision } }: StudyResult): readonly Measure[] {
  const goal = decision ?? precision;
  const others = SHOWN.filter(({ metric, statistic }) => !(metric === goal?.metric && statistic === goal.statistic));
  const some = ({ metric, statistic }: Measure) => points.some(({ variants }) => variants.some(({ overall }) => (overall[metric]?.[statistic]?.mean ?? 0) !== 0));
  return [...(goal ? [{ metric: goal.metric, statistic: goal.statistic }] : []), ...others].filter(some);
}

/** `mean response`, `P99 of response`. */
export function metricTitle(metric: string, statistic: string): string {
  if (metric === 'loss') return 'share of jobs lost';
  if (metric === 'missed') return 'share of deadlines missed';
  if (metric === 'dead') return 'share of jobs given up';
  if (metric === 'waste') return 'share of work in vain';
  if (metric === 'drained') return 'mean time until empty';
  return statistic === 'mean' ? `mean ${metric}` : `${statisticLabel(statistic)} of ${metric}`;
}

/** The same with its unit. */
export function metricAxis(metric: string, statistic: string, { unit }: Pick<StudyResult, 'unit'>): string {
  const words = metricTitle(metric, statistic);
  const own = unitOf(metric, statistic, unit);
  return own === '' ? words : `${words}, ${cut(own, 12)}`;
}

const PARAMETERS: Readonly<Record<string, string>> = {
  'pool.information.every': 'time between reports of load',
  'pool.information.delay': 'delay of load information',
  'pool.nodes': 'nodes',
  'pool.dispatch.power-of-d.d': 'queues looked at, d',
  'pool.dispatch.redundancy-d.d': 'copies of each job, d',
  'run.jobs': 'jobs in a replication',
};
/** Of what a size is multiplied by before a policy sees it. */
const ERROR = /^arrivals\[\d+\]\.estimate\.[\w-]+\.scv$/;
const TIMES = /^pool\.information\.|\.quantum$|\.mean$/;

/** A parameter with its unit, where it is known to be a time. */
export function parameterAxis(name: string, { unit }: Pick<StudyResult, 'unit'>): string {
  const words = PARAMETERS[name] ?? (ERROR.test(name) ? 'C² of the error in estimated sizes' : plain(name));
  return unit && TIMES.test(name) ? `${words}, ${cut(plain(unit), 12)}` : words;
}

/** How the study was made, in sentences. */
export function studyFacts({ run, points, variants, parameters, checks, decision, unit }: StudyResult): string[] {
  const length = run.horizon.unit === 'jobs' ? `${numberText(run.horizon.length, 12)} jobs` : `${numberText(run.horizon.length)} time units`;
  const made = parameters.length > 0 ? `${points.length} points × ` : '';
  const goesOn = decision !== undefined || run.precision !== undefined;
  const count = goesOn ? points[0].replications : run.replications;
  const replications = `${decision ? 'up to ' : ''}${count} ${count === 1 ? 'replication' : 'replications'}`;
  const cuts = points.map(({ warmup }) => warmup);
  const [least, most] = [Math.min(...cuts), Math.max(...cuts)];
  return [
    `${made}${variants.length} ${variants.length === 1 ? 'variant' : 'variants'} × ${replications} × ${length}${variants.length > 1 ? ', the same jobs for all variants' : ''}`,
    ...(run.interrupted ? ['stopped early: what was finished is reported'] : []),
    most === 0 ? 'no warm-up cut' : `warm-up cut: the first ${least === most ? percentText(most) : `${percentText(least)} to ${percentText(most)}`} of each replication${variants.length > 1 ? `, the same for all variants${parameters.length > 0 ? ' at a point' : ''}` : ''}`,
    run.intervals === 'none' ? 'no intervals: too few samples to tell the error' : `${percentText(run.level)} intervals from ${run.intervals}${variants.length > 2 ? '; those of differences hold for all pairs of variants at once (Bonferroni)' : ''}`,
    ...(run.precision ? [precisionFact(run.precision, unit)] : []),
    `checks: ${checks.map(({ law }) => plain(law)).join(', ')} ${checks.length === 1 ? 'holds' : 'hold'} in every replication`,
  ];
}

function precisionFact({ metric, statistic, relative, absolute, reached }: NonNullable<StudyResult['run']['precision']>, unit: string | undefined): string {
  const width = relative === undefined ? `± ${numberText(absolute!)} ${unitOf(metric, statistic, unit)}`.trimEnd() : `${percentText(relative)} of the best`;
  return `precision asked for: differences in ${metricTitle(metric, statistic)} within ${width}, ${reached ? 'reached' : 'not reached'}`;
}
