import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult } from '../../study.ts';
import { cut } from '../columns.ts';
import { numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { chart, ROOM } from '../theme.ts';
import { isNumeric } from './series.ts';
import { metricAxis, metricTitle, parameterAxis } from './words.ts';

const COLUMNS = 2;
const CELL = 34;
/** Colours are told apart less well than places: they are spread evenly over ratios sooner than an axis is. */
const WIDE = 6;

/** A metric over two numeric parameters, one panel per variant on one scale of colours; undefined where there are not two. */
export function heatChart(result: StudyResult, metric: string, statistic: string): TopLevelSpec | undefined {
  if (!isMap(result)) return undefined;
  const [down, across] = result.parameters;
  const panels = result.variants.map(({ name }, index) => ({ name, cells: cellsOf(result, index, [across.name, down.name], metric, statistic) }));
  const means = panels.flatMap(({ cells }) => cells.map(({ mean }) => mean));
  if (means.length === 0) return undefined;
  const columns = Math.min(COLUMNS, panels.length);
  const width = Math.floor((ROOM - 60) / columns - 70);
  const title = metricTitle(metric, statistic);
  const texts = width / across.values.length > 38;
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const wide = low > 0 && high / low > WIDE;
  const middle = wide ? Math.sqrt(low * high) : (low + high) / 2;
  const color = {
    field: 'mean', type: 'quantitative', title: metricAxis(metric, statistic, result),
    scale: { scheme: 'viridis', type: wide ? 'log' : 'linear', domain: [low, high > low ? high : low + 1], nice: false },
    legend: { orient: 'bottom', direction: 'horizontal', gradientLength: 300, titleLimit: 300, titleFontSize: 13, titleFontWeight: 'normal' },
  } as const;
  const place = (name: string, values: readonly unknown[], reverse: boolean) =>
    ({ type: 'ordinal', title: parameterAxis(name, result), sort: reverse ? [...values].toReversed() : [...values], axis: { labelAngle: 0, labelOverlap: 'greedy' } }) as const;
  return {
    ...chart(`${title.charAt(0).toUpperCase()}${title.slice(1)} over ${parameterAxis(across.name, {})} and ${parameterAxis(down.name, {})}`, [cut(plain(result.name), 50) + widthNote(panels.flatMap(({ cells }) => cells), result.run.level)]),
    columns,
    spacing: 30,
    concat: panels.map(({ name, cells }) => ({
      title: { text: panels.length > 1 ? cut(plain(name), 40) : '', fontSize: 14, fontWeight: 'normal', offset: 6 },
      width,
      height: CELL * down.values.length,
      data: { values: cells.map((cell) => ({ ...cell, text: numberText(cell.mean, 3) })) },
      encoding: { x: { ...place(across.name, across.values, false), field: 'x' }, y: { ...place(down.name, down.values, true), field: 'y' } },
      layer: [
        { mark: { type: 'rect', stroke: 'white', strokeWidth: 1.5 }, encoding: { color } },
        ...(texts ? [{ mark: { type: 'text', fontSize: 12 }, encoding: { text: { field: 'text' }, color: { condition: { test: `datum.mean < ${middle}`, value: 'white' }, value: 'black' } } } as const] : []),
      ],
    })),
  };
}

/** Colours have no intervals: how wide the widest is, in proportion. */
function widthNote(cells: readonly { readonly mean: number; readonly halfWidth: number | null }[], level: number): string {
  const relative = cells.flatMap(({ mean, halfWidth }) => (halfWidth === null || mean === 0 ? [] : [halfWidth / Math.abs(mean)]));
  return relative.length === 0 ? '' : `: means; the widest ${percentText(level)} interval is ± ${percentText(Number(Math.max(...relative).toPrecision(2)))}`;
}

/** Whether exactly two numbers vary. */
export function isMap({ parameters }: StudyResult): boolean {
  return parameters.length === 2 && parameters.every((one) => isNumeric(one) && one.values.length > 1);
}

function cellsOf({ points }: StudyResult, variant: number, [across, down]: readonly [string, string], metric: string, statistic: string) {
  return points.flatMap(({ values, variants }) => {
    const one = variants[variant].overall[metric]?.[statistic];
    return one ? [{ x: values[across] as number, y: values[down] as number, mean: one.mean, halfWidth: one.halfWidth }] : [];
  });
}
