import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { level, timeUnit, withUnit } from '../facts.ts';
import { estimateLabel, infiniteLabel } from '../estimates.ts';
import { numberText } from '../number.ts';
import { plain } from '../plain.ts';
import { expectationOf, isExact, type Estimated } from '../rows.ts';
import { chart, colours, HEIGHT, ROOM, tickFormat, type Layer } from '../theme.ts';

/** From one line of a label to the next. */
const LINE = 16;

/** Jobs in the system over time, the warm-up shaded, the steady mean beside it; undefined without data. */
export function numberChart(result: Result): TopLevelSpec | undefined {
  const { time, number, halfWidth, cut: warmupEnd } = result.series;
  if (time.length < 2) return undefined;
  const last = time.at(-1)!;
  const x = {
    type: 'quantitative', title: withUnit('time', result), scale: { domain: [0, last] as [number, number], nice: false }, axis: { grid: false, tickCount: 8, ...tickFormat(last) },
  } as const;
  const highest = Math.max(...number.map((value, i) => value + (halfWidth?.[i] ?? 0)));
  const y = { type: 'quantitative', title: 'jobs in the system', scale: { zero: true }, axis: { tickCount: 6, ...tickFormat(highest) } } as const;
  const band = halfWidth ? `; the band is the ${level(result)} interval at each time` : '';
  const replications = result.run.replications > 1 ? `, mean of ${result.run.replications} replications${band}` : '';
  return {
    ...chart('Number of jobs in the system over time', [cut(plain(result.name), 70) + replications]),
    // Right of the plot are the mean and theory's, of which there are none where arrivals end.
    width: ROOM - (isEmptied(result) ? 84 : 184),
    height: HEIGHT,
    layer: [
      ...(warmupEnd > 0 ? shade(result, x) : []),
      ...(halfWidth ? [area(result.series, halfWidth, x, y)] : []),
      {
        data: { values: time.map((t, i) => ({ time: t, number: number[i] })) },
        mark: { type: 'line', color: colours.simulated, strokeWidth: 1.6, strokeJoin: 'round' },
        encoding: { x: { ...x, field: 'time' }, y: { ...y, field: 'number' } },
      },
      ...(warmupEnd > 0 ? mark(result, x) : []),
      ...steady(result, x, y),
    ],
  };
}

/** The interval at each time. */
function area({ time, number }: Result['series'], halfWidth: readonly number[], x: object, y: object): Layer {
  const values = time.map((t, i) => ({ time: t, low: Math.max(0, number[i] - halfWidth[i]), high: number[i] + halfWidth[i] }));
  return {
    data: { values },
    mark: { type: 'area', color: colours.simulated, opacity: 0.25 },
    encoding: { x: { ...x, field: 'time', type: 'quantitative' }, y: { ...y, field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
  };
}

/** The part that the estimates leave out. */
function shade(result: Result, x: object): Layer[] {
  return [
    {
      data: { values: [{ from: 0, to: result.series.cut }] },
      mark: { type: 'rect', color: colours.warmup, opacity: 0.22 },
      encoding: { x: { ...x, field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
    },
  ];
}

/** The cut itself; its label leans away from the nearer edge. */
function mark(result: Result, x: object): Layer[] {
  const { cut: warmupEnd, time } = result.series;
  const data = { values: [{ cut: warmupEnd, label: `warm-up cut at ${numberText(warmupEnd)} ${timeUnit(result)}` }] };
  const at = { ...x, field: 'cut', type: 'quantitative' } as const;
  const align = warmupEnd > time.at(-1)! / 2 ? 'right' : 'left';
  return [
    { data, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5, strokeDash: [4, 3] }, encoding: { x: at } },
    { data, mark: { type: 'text', align, baseline: 'bottom', dy: -4 }, encoding: { x: at, y: { value: 0 }, text: { field: 'label' } } },
  ];
}

/** The steady mean and theory's, or, where the system grows, the line along which it does. */
function steady(result: Result, x: object, y: object): Layer[] {
  const { time, cut: from } = result.series;
  const to = time.at(-1)!;
  if (result.growing) {
    const { rate } = result.growing;
    const ends = [{ time: 0, number: 0 }, { time: to, number: rate * to }];
    return [dashed(ends, x, y), label(ends[1], [`${numberText(rate)} more`, `per ${cut(plain(result.unit ?? 'time unit'), 12)}`], colours.theory, 0, x, y)];
  }
  if (result.overall.drained) return emptied(result, result.overall.drained.mean, x);
  const estimate = result.overall.number?.mean;
  if (!estimate) return [];
  const ends = (number: number) => [{ time: from, number }, { time: to, number }];
  const [mean, right] = [ends(estimate.mean), ends(estimate.mean)[1]];
  const expected = expectationOf(result, 'overall', 'number', 'mean');
  const theory = typeof expected?.theory === 'number' ? [expected.theory] : [];
  return [
    { data: { values: mean }, mark: { type: 'line', color: colours.mean, strokeWidth: 2.5 }, encoding: along(x, y) },
    label(right, `mean ${expected?.theory === 'Infinity' ? infiniteLabel(estimate) : estimateLabel(estimate)}`.split(/ (?=±|theory)/), colours.mean, -LINE, x, y),
    ...theory.flatMap((value) => [dashed(ends(value), x, y), label(right, [`theory ${isExact(result, expected!) ? '' : '≈ '}${numberText(value)}`], colours.theory, LINE, x, y)]),
  ];
}

function isEmptied({ growing, overall }: Result): boolean {
  return !growing && overall.drained !== undefined;
}

/** When all is done, of arrivals that end: a mean over time would say nothing of them. Its label is above the plot, over that of a cut. */
function emptied(result: Result, one: Estimated, x: object): Layer[] {
  const { time, cut: warmupEnd } = result.series;
  const data = { values: [{ at: one.mean, label: `on average empty at ${estimateLabel(one, timeUnit(result))}` }] };
  const at = { ...x, field: 'at', type: 'quantitative' } as const;
  const align = one.mean > time.at(-1)! / 2 ? 'right' : 'left';
  return [
    { data, mark: { type: 'rule', color: colours.mean, strokeWidth: 1.5, strokeDash: [4, 3] }, encoding: { x: at } },
    { data, mark: { type: 'text', align, baseline: 'bottom', dy: warmupEnd > 0 ? -4 - LINE : -4, color: colours.mean }, encoding: { x: at, y: { value: 0 }, text: { field: 'label' } } },
  ];
}

interface Point {
  readonly time: number;
  readonly number: number;
}

function dashed(values: Point[], x: object, y: object): Layer {
  return { data: { values }, mark: { type: 'line', color: colours.theory, strokeWidth: 2, strokeDash: [7, 5] }, encoding: along(x, y) };
}

/** Lines of text right of the plot, where they cover nothing. */
function label(at: Point, text: string[], color: string, dy: number, x: object, y: object): Layer {
  return {
    data: { values: [{ ...at, text }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 8, dy, lineHeight: LINE, color },
    encoding: { ...along(x, y), text: { field: 'text' } },
  };
}

function along(x: object, y: object) {
  return { x: { ...x, field: 'time', type: 'quantitative' }, y: { ...y, field: 'number', type: 'quantitative' } } as const;
}
