import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult } from '../../study.ts';
import { diamonds, infiniteNote, type Nearness, theoryNote } from '../charts/theory.ts';
import { cut } from '../columns.ts';
import { percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, type Layer } from '../theme.ts';
import { along, type Axis, axisOver, channel, isWide } from './axis.ts';
import { nameLayers, plotWidth } from './labels.ts';
import { isMap } from './heat.ts';
import { abscissaOf, type Abscissa, type Series, seriesOf, type TheoryLine } from './series.ts';
import { infiniteNames, othersToo } from './notes.ts';
import { metricAxis, metricTitle, parameterAxis } from './words.ts';

const HEIGHT = 400;
/** More lines than these cannot be told apart. */
const MOST_LINES = 16;
/** More than these are hard to follow, and are not drawn where a map shows the same. */
const MOST_CLEAR = 8;

/** A metric against a parameter: one line per variant with its band of intervals, theory as dashes; undefined without data. */
export function lineChart(result: StudyResult, metric: string, statistic: string): TopLevelSpec | undefined {
  const abscissa = abscissaOf(result);
  const all = seriesOf(result, metric, statistic).filter(({ points }) => points.length > 0);
  const series = all.slice(0, MOST_LINES);
  if (!abscissa || !series.some(({ points }) => points.length > 1) || (all.length > MOST_CLEAR && isMap(result))) return undefined;
  const x = abscissaAxis(series, abscissa);
  const y = ordinateAxis(series);
  const names = series.length > 1 ? series.map(({ name }) => name) : [];
  const width = plotWidth(names);
  const title = metricTitle(metric, statistic);
  return {
    ...chart(`${title.charAt(0).toUpperCase()}${title.slice(1)} against ${parameterAxis(abscissa.name, {})}`, subtitle(result, series, all.length, metric, statistic)),
    width,
    height: HEIGHT,
    layer: [
      ...lineLayers(series, abscissaChannel(x, abscissa, result, width), channel(y, metricAxis(metric, statistic, result)), y.domain, abscissa.labels === undefined),
      ...(names.length > 0 ? nameLayers(series.map(({ name, look, points }) => ({ text: name, colour: look.ink, y: HEIGHT * (1 - along(y, points.at(-1)!.mean)) })), width, HEIGHT) : []),
    ],
  };
}

function abscissaAxis(series: readonly Series[], { labels }: Abscissa): Axis {
  if (labels) return { type: 'linear', domain: [-0.5, labels.length - 0.5] };
  return axisOver(series.flatMap(({ points }) => points.map(({ x }) => x)), { padding: 0.02 });
}

/** Over means and what theory expects of them; an interval or a bound that lies far off is clipped rather than have all else pressed flat. */
export function ordinateAxis(series: readonly Line[], others: readonly number[] = []): Axis {
  const means = others.concat(series.flatMap(({ points, theory }) => [...points.map(({ mean }) => mean), ...theory.filter(({ kind }) => kind !== 'bound').flatMap((line) => line.points.map(({ value }) => value))]));
  const highest = Math.max(...means);
  const ends = series.flatMap(({ points }) => points.map(({ high }) => Math.min(high, 1.25 * highest)));
  return axisOver(isWide(means) ? means : [...means, ...ends], { zero: true });
}

function abscissaChannel(axis: Axis, { name, labels }: Abscissa, result: StudyResult, width: number) {
  const title = parameterAxis(name, result);
  if (!labels) return channel(axis, title);
  const texts = labels.map((one) => cut(plain(one), 24));
  const room = width / labels.length - 8;
  const slanted = texts.some((text) => textWidth(text, 13) > room);
  return {
    ...channel(axis, title),
    axis: { values: labels.map((_, i) => i), labelExpr: `${JSON.stringify(texts)}[datum.value]`, grid: false, labelFlush: false, labelLimit: 200, ...(slanted && { labelAngle: -25, labelAlign: 'right' as const }) },
  } as const;
}

export interface Line {
  readonly name: string;
  readonly look: Series['look'];
  readonly points: Series['points'];
  readonly theory: readonly TheoryLine[];
}

type Channel = ReturnType<typeof channel>;

/**
 * Bands, lines with marks, and theory on top of them, within what of the ordinate is shown; where what varies is no number
 * there is nothing between its values, and so nothing is `joined`.
 */
export function lineLayers(series: readonly Line[], x: Omit<Channel, 'axis'> & { readonly axis: object }, y: Channel, [floor, ceiling]: readonly [number, number], joined = true): Layer[] {
  const rows = series.flatMap(({ name, points }) => points.map((point) => ({ name, ...point, low: Math.max(floor, point.low), high: Math.min(ceiling, point.high) })));
  const name = { field: 'name', type: 'nominal', legend: null } as const;
  const domain = series.map((one) => one.name);
  const color = { ...name, scale: { domain, range: series.map(({ look }) => look.colour) } };
  const shape = { ...name, scale: { domain, range: series.map(({ look }) => look.shape) } };
  const at = { x: { ...x, field: 'x' }, y: { ...y, field: 'mean' } };
  const theory = (kind: Nearness) =>
    series.flatMap((one) => one.theory.filter((line) => line.kind === kind).flatMap((line, i) => line.points.filter(({ value }) => value >= floor && value <= ceiling).map(({ x: place, value }) => ({ name: one.name, line: `${one.name} ${i}`, x: place, mean: value }))));
  const dashes = (kind: Nearness, mark: object, coloured: boolean): Layer[] => {
    const values = theory(kind);
    if (values.length === 0) return [];
    return [{ data: { values }, mark: { type: 'line', clip: true, ...mark }, encoding: { ...at, detail: { field: 'line', type: 'nominal' }, ...(coloured && { color }) } }];
  };
  const size = rows.length > 150 ? 28 : 55;
  const marks = [false, true].flatMap((few): Layer[] => {
    const values = rows.filter((row) => row.few === few);
    const mark = { type: 'point', filled: true, opacity: 1, size, clip: true } as const;
    return values.length === 0 ? [] : [{ data: { values }, mark: few ? { ...mark, fill: 'white', strokeWidth: 1.5 } : mark, encoding: { ...at, shape, ...(few ? { stroke: color } : { color }) } }];
  });
  if (!joined) {
    const expected = (['exact', 'near'] as const).flatMap((kind) => theory(kind).map((row) => ({ ...row, exact: kind === 'exact' })));
    return [
      { data: { values: rows }, mark: { type: 'rule', strokeWidth: 2.5, clip: true }, encoding: { x: at.x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
      ...marks,
      ...diamonds(expected, at, { xOffset: 10 }),
    ];
  }
  return [
    { data: { values: rows }, mark: { type: 'area', opacity: 0.22, clip: true }, encoding: { x: at.x, y: { ...y, field: 'low', stack: null }, y2: { field: 'high' }, color } },
    { data: { values: rows }, mark: { type: 'line', strokeWidth: 2.5, clip: true }, encoding: { ...at, color } },
    ...dashes('bound', { strokeWidth: 1.2, strokeDash: [1, 4], opacity: 0.7 }, true),
    ...dashes('near', { strokeWidth: 2, strokeDash: [2, 3], color: colours.theory }, false),
    ...dashes('exact', { strokeWidth: 1.6, strokeDash: [6, 4], color: colours.theory }, false),
    ...marks,
  ];
}

function subtitle(result: StudyResult, series: readonly Series[], all: number, metric: string, statistic: string): string[] {
  const joined = abscissaOf(result)?.labels === undefined;
  return [
    `${cut(plain(result.name), 50)}: ${joined ? 'bands' : 'bars'} are ${percentText(result.run.level)} intervals`,
    ...theoryNote(series.flatMap(({ theory }) => theory), joined),
    ...infiniteNote(infiniteNames(result, metric, statistic), '', othersToo(metric)),
    ...(series.some(({ points }) => points.some(({ few }) => few)) ? ['hollow: too few independent jobs, so that the interval may hold less often than it says'] : []),
    ...(all > series.length ? [`${all - series.length} more lines are in ${result.kind}.json`] : []),
  ];
}
