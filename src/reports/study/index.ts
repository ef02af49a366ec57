/** All charts of one study. */
import type { StudyResult } from '../../study.ts';
import type { Chart } from '../charts/index.ts';
import { differenceChart } from './differences.ts';
import { heatChart } from './heat.ts';
import { lineChart } from './lines.ts';
import { meansChart } from './means.ts';
import { sizeChart, sizedOf } from './sizes.ts';
import { metricTitle } from './words.ts';

/** What is drawn, by the names of its files. */
const DRAWN = [
  { name: 'response', metric: 'response', statistic: 'mean' },
  { name: 'response-p99', metric: 'response', statistic: 'p99' },
  { name: 'slowdown', metric: 'slowdown', statistic: 'mean' },
  { name: 'loss', metric: 'loss', statistic: 'mean' },
  { name: 'drained', metric: 'drained', statistic: 'mean' },
] as const;

/** Of all charts that there may be. */
export const studyChartNames: readonly string[] = [...DRAWN.flatMap(({ name }) => [name, `${name}-map`, `${name}-differences`]), 'size'];

/** Those that the study has data for, in the order in which a report shows them. */
export function studyCharts(result: StudyResult): Chart[] {
  const charts = DRAWN.flatMap(({ name, metric, statistic }): Chart[] => {
    if (!isWorthIt(result, metric, statistic)) return [];
    const [lines, map, means] = [lineChart, heatChart, meansChart].map((draw) => draw(result, metric, statistic));
    const title = metricTitle(metric, statistic);
    const comparison = result.kind === 'compare' ? result.points[0].comparisons.find((one) => one.metric === metric && one.statistic === statistic) : undefined;
    const differences = comparison && differenceChart(result, comparison);
    return [
      ...(means ? [{ name, about: `The ${title} of each variant with its interval, theory beside it where it is known.`, spec: means }] : []),
      ...(lines ? [{ name, about: `The ${title} of each variant against what varies, and what theory says of it.`, spec: lines }] : []),
      ...(map ? [{ name: `${name}-map`, about: `The ${title} over both parameters: the same colour is the same value in all panels.`, spec: map }] : []),
      ...(differences ? [{ name: `${name}-differences`, about: `By how much the ${title} of each variant is above the best, on the same jobs.`, spec: differences }] : []),
    ];
  });
  const sized = sizeChart({ name: result.name, unit: result.unit, level: result.run.level }, sizedOf(result));
  return sized ? [...charts, { name: 'size', about: 'Mean response and mean slowdown of jobs of each size: who pays for whom.', spec: sized }] : charts;
}

/** Whether anything differs from 0: loss where nothing is lost is no picture. */
function isWorthIt({ points }: StudyResult, metric: string, statistic: string): boolean {
  return points.some(({ variants }) => variants.some(({ overall }) => (overall[metric]?.[statistic]?.mean ?? 0) !== 0));
}
