import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult, StudyVariant } from '../../study.ts';
import { expected, interval } from '../charts/interval.ts';
import { cut } from '../columns.ts';
import { percentText, plusMinus } from '../number.ts';
import { plain } from '../plain.ts';
import { chart, colours } from '../theme.ts';
import { axisOver, channel } from './axis.ts';
import { byVariant, valueColumn } from './dots.ts';
import { metricAxis, metricTitle } from './words.ts';

/** The estimate of each variant of a comparison, theory beside it; undefined without data, or where there are points to draw lines through. */
export function meansChart(result: StudyResult, metric: string, statistic: string): TopLevelSpec | undefined {
  if (result.kind !== 'compare') return undefined;
  const { variants } = result.points[0];
  const { labels, y, colourOf } = byVariant(variants.map(({ name }) => name));
  const rows = variants.flatMap(({ name, overall }, i) => {
    const one = overall[metric]?.[statistic];
    return one ? [{ label: labels[i], colour: colourOf(name), text: plusMinus(one), ...interval(one) }] : [];
  });
  if (rows.length === 0) return undefined;
  const theory = variants.flatMap((variant, i) => theoryOf(variant, metric, statistic).map((value) => ({ label: labels[i], ...expected(value) })));
  const axis = axisOver([...rows.flatMap(({ low, mean, high }) => [low > 0 ? low : mean, high]), ...theory.map((one) => one.theory)], { padding: 0.08, zero: true });
  const shown = rows.map((row) => ({ ...row, low: Math.max(row.low, axis.domain[0]) }));
  const title = metricTitle(metric, statistic);
  const x = channel(axis, metricAxis(metric, statistic, result));
  const { width, layer: column } = valueColumn(rows, labels, y);
  const color = { field: 'colour', type: 'nominal', scale: null } as const;
  const data = { values: shown };
  const note = theory.length > 0 ? `; diamonds: theory` : '';
  return {
    ...chart(`${title.charAt(0).toUpperCase()}${title.slice(1)} of each variant`, [`${cut(plain(result.name), 50)}: dots are simulated, bars are ${percentText(result.run.level)} intervals${note}`]),
    width,
    height: { step: 40 },
    layer: [
      { data, mark: { type: 'rule', strokeWidth: 2.5 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color } },
      ...(['low', 'high'] as const).map((end) => ({ data, mark: { type: 'tick', thickness: 2, size: 12, opacity: 1 }, encoding: { y, x: { ...x, field: end }, color } }) as const),
      { data, mark: { type: 'point', filled: true, opacity: 1, size: 80 }, encoding: { y, x: { ...x, field: 'mean' }, color } },
      ...(theory.length > 0 ? [{ data: { values: theory }, mark: { type: 'point', shape: 'diamond', size: 110, strokeWidth: 1.5, opacity: 1, color: colours.theory, yOffset: 13 }, encoding: { y, x: { ...x, field: 'theory' } } } as const] : []),
      column,
    ],
  };
}

function theoryOf({ comparisons }: StudyVariant, metric: string, statistic: string): number[] {
  const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic && other.side === undefined);
  return typeof one?.theory === 'number' ? [one.theory] : [];
}
