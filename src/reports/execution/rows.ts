/** What was carried out in reality beside the simulation of the same jobs; the terminal and the HTML report share it. */
import type { ExecutionResult, Result } from '../../result.ts';
import { numberText, percentText, theoryText, zText } from '../number.ts';
import { plain } from '../plain.ts';
import { metricNames, statisticLabel, unitOf } from '../rows.ts';

export type Compared = ExecutionResult['comparisons'][number];

export interface ExecutionRow {
  readonly label: string;
  readonly isMean: boolean;
  readonly unit: string;
  readonly real: Compared['real'];
  readonly replayed: string;
  readonly calibrated: string;
  /** Real less replayed, relative to that. */
  readonly difference: string;
  readonly theory: string;
  readonly z: string;
}

/** Means of all metrics, and the percentiles of the response. */
export function executionRows(result: Result, { overall, comparisons }: ExecutionResult): ExecutionRow[] {
  return metricNames(result, overall).flatMap((metric) =>
    comparisons
      .filter((one) => one.metric === metric && (one.statistic === 'mean' || (metric === 'response' && /^(p\d|above )/.test(one.statistic))))
      .map((one) => rowOf(result, one)),
  );
}

function rowOf(result: Result, { metric, statistic, real, replayed, calibrated, difference, theory, z }: Compared): ExecutionRow {
  const beside = (value: number | undefined) => (value === undefined ? '' : theoryText(value, real));
  return {
    label: plain(statistic === 'mean' ? metric : statisticLabel(statistic)),
    isMean: statistic === 'mean',
    unit: unitOf(metric, statistic, result.unit),
    real,
    replayed: beside(replayed),
    calibrated: beside(calibrated),
    difference: difference && replayed ? relative(difference, replayed) : '',
    theory: theory === undefined ? '' : theoryText(theory, real),
    z: z === undefined ? '' : zText(z),
  };
}

function relative({ mean, halfWidth }: NonNullable<Compared['difference']>, replayed: number): string {
  const share = Math.abs(mean / replayed);
  const sign = share < 5e-6 ? '' : mean > 0 ? '+' : '−';
  return `${sign}${percentText(Number(share.toFixed(5)))}${halfWidth === null ? '' : ` ± ${percentText(Number((halfWidth / Math.abs(replayed)).toPrecision(2)))}`}`;
}

/** How the real runs were made. */
export function executionFacts(result: Result, execution: ExecutionResult): string[] {
  const { backend, task, unit, machine, run, warmup, doubts, calibration } = execution;
  const jobs = `${numberText(run.jobs, 12)} jobs`;
  const runs = run.replications === 1 ? `one run of ${jobs}` : `${run.replications} runs, ${jobs} in all`;
  const time = result.unit ?? 'time unit';
  return [
    `${plain(backend)}: ${runs} in ${numberText(run.seconds, 3)} s, tasks that ${TASKS[task] ?? plain(task)}; 1 ${plain(time)} lasts ${numberText(unit)} ms${run.interrupted ? '; stopped early' : ''}`,
    `${machine.cores} cores, ${plain(machine.platform)}, Node ${plain(machine.node)}; ${warmup === 0 ? 'no warm-up cut' : `the first ${percentText(warmup)} cut as warm-up`}; ${run.intervals === 'none' ? 'no intervals' : `intervals from ${run.intervals}`}`,
    ...doubts.map((doubt) => `doubtful: ${plain(doubt)}`),
    ...(calibration ? calibrationFacts(result, calibration) : []),
  ];
}

const TASKS: Readonly<Record<string, string>> = { sleep: 'sleep for their size', spin: 'compute, an amount of work', call: 'call a function' };

function calibrationFacts(result: Result, { tasks, handOver, spin, causes }: NonNullable<ExecutionResult['calibration']>): string[] {
  const time = result.unit ? ` ${plain(result.unit)}` : '';
  const list = causes.map(({ cause, mean, p95 }) => `${cause} ${numberText(mean, 3)} (P95 ${numberText(p95, 3)})`).join(', ');
  return [`measured beforehand on ${numberText(tasks, 12)} other tasks: ${list}${time}; ${numberText(handOver.perSecond, 3)} tasks of no length a second, one after the other${spin ? `; a worker computes at ${percentText(Number((spin.together / spin.alone).toPrecision(3)))} of its speed while all do` : ''}`];
}

export interface GapRow {
  readonly cause: string;
  readonly direct: string;
  readonly total: string;
}

/** Mean response, real less simulated, cause by cause; undefined where it was not looked into. */
export function gapRows({ gap }: ExecutionResult): GapRow[] | undefined {
  if (!gap) return undefined;
  return [
    ...gap.parts.map(({ cause, direct, total }) => ({ cause, direct: signed(direct), total: signed(total) })),
    { cause: 'model error', direct: '', total: signed(gap.rest) },
    { cause: 'real less simulated', direct: '', total: signed(gap.real - gap.simulated) },
  ];
}

/** What is not split by cause; none where all is. */
export function unforeseenFact({ gap }: ExecutionResult): string[] {
  if (!gap?.unforeseen) return [];
  const { tries, nodes } = gap.unforeseen;
  const parts = [...(tries > 0 ? [tries === 1 ? '1 try failed' : `${tries} tries failed`] : []), ...(nodes > 0 ? [nodes === 1 ? '1 node was lost' : `${nodes} nodes were lost`] : [])];
  return [`${parts.join(' and ')} without the scenario having had that happen: the simulator has no such failures, and what they cost is in the model error.`];
}

/** What the columns mean. */
export function columnFact({ gap, calibration }: ExecutionResult): string {
  if (!gap) return 'The real runs had jobs of their own; no simulation of the same jobs was asked for.';
  const measured = calibration ? '; calibrated is that simulation with what the machine takes, as measured beforehand' : '';
  return `same jobs: the simulator on the very arrivals, sizes and chances of the real run${measured}. The difference is real less same jobs.`;
}


function signed(value: number): string {
  return (value > 0 ? '+' : '') + numberText(Number(value.toFixed(5)), 4);
}
