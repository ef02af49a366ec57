import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult } from '../../study.ts';
import { cut, wrap } from '../columns.ts';
import { percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, type Layer } from '../theme.ts';
import { along, type Axis, axisOver, channel, isWide } from './axis.ts';
import { nameLayers, plotWidth } from './labels.ts';
import { isMap } from './heat.ts';
import { abscissaOf, type Abscissa, type Series, seriesOf, type TheoryLine } from './series.ts';
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
  const theory = (kind: TheoryLine['kind']) =>
    series.flatMap((one) => one.theory.filter((line) => line.kind === kind).flatMap((line, i) => line.points.filter(({ value }) => value >= floor && value <= ceiling).map(({ x: place, value }) => ({ name: one.name, line: `${one.name} ${i}`, x: place, mean: value }))));
  const dashes = (kind: TheoryLine['kind'], mark: object, coloured: boolean): Layer[] => {
    const values = theory(kind);
    if (values.length === 0) return [];
    return [{ data: { values }, mark: { type: 'line', clip: true, ...mark }, encoding: { ...at, detail: { field: 'line', type: 'nominal' }, ...(coloured && { color }) } }];
  };
  const marks: Layer = { data: { values: rows }, mark: { type: 'point', filled: true, opacity: 1, size: rows.length > 150 ? 28 : 55, clip: true }, encoding: { ...at, color, shape } };
  if (!joined) {
    const diamonds = { data: { values: [...theory('near'), ...theory('exact')] }, mark: { type: 'point', shape: 'diamond', size: 110, strokeWidth: 1.5, color: colours.text } } as const;
    return [
      { data: { values: rows }, mark: { type: 'rule', strokeWidth: 2.5, clip: true }, encoding: { x: at.x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
      marks,
      ...(diamonds.data.values.length > 0 ? [{ ...diamonds, encoding: at } satisfies Layer] : []),
    ];
  }
  return [
    { data: { values: rows }, mark: { type: 'area', opacity: 0.22, clip: true }, encoding: { x: at.x, y: { ...y, field: 'low', stack: null }, y2: { field: 'high' }, color } },
    { data: { values: rows }, mark: { type: 'line', strokeWidth: 2.5, clip: true }, encoding: { ...at, color } },
    ...dashes('bound', { strokeWidth: 1.2, strokeDash: [1, 4], opacity: 0.7 }, true),
    ...dashes('near', { strokeWidth: 2, strokeDash: [2, 3], color: colours.theory }, false),
    ...dashes('exact', { strokeWidth: 1.6, strokeDash: [6, 4], color: colours.theory }, false),
    marks,
  ];
}

function subtitle(result: StudyResult, series: readonly Series[], all: number, metric: string, statistic: string): string[] {
  const joined = abscissaOf(result)?.labels === undefined;
  return [
    `${cut(plain(result.name), 50)}: ${joined ? 'bands' : 'bars'} are ${percentText(result.run.level)} intervals`,
    ...theoryNote(series, joined),
    ...infiniteNote(result, metric, statistic),
    ...(all > series.length ? [`${all - series.length} more lines are in ${result.kind}.json`] : []),
  ];
}

/** Where theory says that there is no finite mean, however long one looks. */
function infiniteNote({ points, variants }: StudyResult, metric: string, statistic: string): string[] {
  const names = variants.filter((_, i) => points.some((point) => point.variants[i].comparisons.some((one) => one.metric === metric && one.statistic === statistic && one.theory === 'Infinity'))).map(({ name }) => plain(name));
  return names.length === 0 ? [] : evenly(`infinite in theory, so that what is seen grows with the number of jobs: ${names.join(', ')}`);
}

const SIGNS = { exact: 'black dashes: exact theory', near: 'black dots: approximation or limit', bound: 'fine dots: bounds' } as const;
const DIAMONDS = { exact: 'diamonds: exact theory', near: 'diamonds: approximation or limit' } as const;

/** Which dashes are which, and the formulas that they come from. */
export function theoryNote(series: readonly Line[], joined = true): string[] {
  const parts = (joined ? (['exact', 'near', 'bound'] as const) : (['exact', 'near'] as const)).flatMap((kind) => {
    const titles = new Set(series.flatMap(({ theory }) => theory.filter((line) => line.kind === kind).map(({ formula }) => plain(formula))));
    return titles.size === 0 ? [] : [`${joined ? SIGNS[kind] : DIAMONDS[kind as 'exact' | 'near']} (${[...titles].map((title) => cut(title, 80)).join('; ')})`];
  });
  return parts.flatMap(evenly);
}

/** In as few lines as there must be, about as long as one another. */
function evenly(text: string): string[] {
  const lines = wrap(text, WIDEST).length;
  return lines === 1 ? [text] : wrap(text, Math.min(WIDEST, Math.ceil(text.length / lines) + 12));
}

/** Characters of a subtitle that fit into a line. */
const WIDEST = 104;
