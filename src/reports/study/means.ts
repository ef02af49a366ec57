import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult, StudyVariant } from '../../study.ts';
import { bySource, expected, interval } from '../charts/interval.ts';
import { cut } from '../columns.ts';
import { percentText, plusMinus } from '../number.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, ROOM } from '../theme.ts';
import { axisOver, channel } from './axis.ts';
import { metricAxis, metricTitle } from './words.ts';

const LABELS = 220;

/** The estimate of each variant of a comparison, theory beside it; undefined without data, or where there are points to draw lines through. */
export function meansChart(result: StudyResult, metric: string, statistic: string): TopLevelSpec | undefined {
  if (result.kind !== 'compare') return undefined;
  const { variants } = result.points[0];
  const rows = variants.flatMap(({ name, overall }) => {
    const one = overall[metric]?.[statistic];
    return one ? [{ label: cut(plain(name), 30), text: plusMinus(one), ...interval(one) }] : [];
  });
  if (rows.length === 0) return undefined;
  const theory = variants.flatMap((variant) => theoryOf(variant, metric, statistic).map((value) => ({ label: cut(plain(variant.name), 30), ...expected(value) })));
  const axis = axisOver([...rows.flatMap(({ low, mean, high }) => [low > 0 ? low : mean, high]), ...theory.map((one) => one.theory)], { padding: 0.08, zero: true });
  const shown = rows.map((row) => ({ ...row, low: Math.max(row.low, axis.domain[0]) }));
  const labels = Math.min(LABELS, Math.max(...rows.map(({ label }) => textWidth(label, 13))));
  const title = metricTitle(metric, statistic);
  const x = channel(axis, metricAxis(metric, statistic, result));
  const y = { field: 'label', type: 'nominal', sort: null, title: null, scale: { domain: rows.map(({ label }) => label) }, axis: { ticks: false, domain: false, grid: true, labelPadding: 8, labelLimit: LABELS } } as const;
  const source = bySource(theory.length > 0);
  const data = { values: shown };
  return {
    ...chart(`${title.charAt(0).toUpperCase()}${title.slice(1)} of each variant`, [`${cut(plain(result.name), 50)}: dots are simulated, bars are ${percentText(result.run.level)} intervals`]),
    width: Math.floor(ROOM - labels - 40),
    height: { step: 44 },
    layer: [
      { data, mark: { type: 'rule', strokeWidth: 2.5, color: colours.simulated, yOffset: -4 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } } },
      { data, mark: { type: 'point', filled: true, opacity: 1, size: 80, yOffset: -4 }, encoding: { y, x: { ...x, field: 'mean' }, ...source } },
      { data, mark: { type: 'text', fontSize: 11, dy: -16, color: colours.quiet }, encoding: { y, x: { ...x, field: 'mean' }, text: { field: 'text' } } },
      ...(theory.length > 0 ? [{ data: { values: theory }, mark: { type: 'point', filled: true, opacity: 1, size: 80, yOffset: 9 }, encoding: { y, x: { ...x, field: 'theory' }, ...source } } as const] : []),
    ],
  };
}

function theoryOf({ comparisons }: StudyVariant, metric: string, statistic: string): number[] {
  const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic && other.side === undefined);
  return typeof one?.theory === 'number' ? [one.theory] : [];
}
