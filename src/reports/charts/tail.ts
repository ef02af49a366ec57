import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { level, withUnit } from '../facts.ts';
import { plain } from '../plain.ts';
import { formulas, shortTitle } from '../rows.ts';
import { chart, colours, HEIGHT, ROOM, tickFormat, type Layer } from '../theme.ts';

/** Axis labels on the left and names of percentiles on the right take the rest. */
const WIDTH = ROOM - 116;

const DIGITS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** One line of the plot. */
export interface TailLine {
  readonly label: string;
  readonly probabilities: readonly number[];
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
  /** The interval at each time. */
  readonly band?: { readonly lower: readonly number[]; readonly upper: readonly number[] };
  /** Whether it may end below the others, which set how far down the plot goes. */
  readonly follows?: true;
}

/** P[T > t], simulated and by theory; undefined without data. */
export function tailChart(result: Result): TopLevelSpec | undefined {
  const { time, simulated, lower, upper, theory } = result.tail;
  if (result.growing) return undefined;
  const band = lower && upper && { lower, upper };
  return tailPlot(result, 'Tail of the response time: the share of jobs that take longer than t', time, [
    { label: 'simulated', probabilities: simulated, colour: colours.simulated, dash: [1, 0], width: band ? 2 : 3, ...(band && { band }) },
    ...(theory ? [{ label: theoryLabel(result), probabilities: theory, colour: colours.theory, dash: [7, 5], width: 2, follows: true as const }] : []),
  ]);
}

/** P[T > t] on a logarithmic scale, where an exponential is a straight line and a heavy tail bends up; undefined without data. */
export function tailPlot(result: Result, title: string, time: readonly number[], lines: readonly TailLine[]): TopLevelSpec | undefined {
  const pointsOf = ({ probabilities }: TailLine, floor: number) => time.map((t, i) => ({ time: t, probability: probabilities[i] ?? 0 })).filter(({ probability }) => probability > 0 && probability >= floor);
  const measured = lines.filter(({ follows }) => !follows).flatMap((line) => pointsOf(line, 0));
  if (measured.length < 2) return undefined;
  const decades = Math.max(1, Math.ceil(-Math.log10(Math.min(...measured.map(({ probability }) => probability))) - 1e-9));
  const drawn = lines.map((line) => ({ ...line, points: pointsOf(line, line.follows ? tenth(decades) : 0) })).filter(({ points }) => points.length > 1);
  const last = Math.max(...drawn.flatMap(({ points }) => points.map((one) => one.time)));
  // Where times span decades the result has them in equal ratios, beginning above 0: a power law is then a straight line.
  const [first] = time;
  const scale = first > 0 ? { type: 'log' as const, domain: [first, last] } : { type: 'linear' as const, domain: [0, last] };
  const x = {
    field: 'time', type: 'quantitative', title: withUnit('response time t', result), scale: { ...scale, nice: false },
    axis: { grid: false, ...(first > 0 ? { labelOverlap: 'greedy' as const, format: '~g' } : { tickCount: 8, ...tickFormat(last) }) },
  } as const;
  const y = {
    field: 'probability', type: 'quantitative', title: 'P[T > t]', scale: { type: 'log', domain: [tenth(decades), 1] as [number, number] },
    axis: { values: powers(decades), labelExpr: powerLabels(decades) },
  } as const;
  const source = { field: 'source', type: 'nominal' } as const;
  const domain = drawn.map(({ label }) => label);
  const encoding = {
    x, y,
    color: { ...source, scale: { domain, range: drawn.map(({ colour }) => colour) } },
    strokeDash: { ...source, scale: { domain, range: drawn.map(({ dash }) => [...dash]) } },
  } as const;
  const legend = { symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 3 } as const;
  const banded = drawn.some(({ band }) => band) ? `; the band is the ${level(result)} interval at each time by itself` : '';
  const base = chart(title, [cut(plain(result.name), 90 - banded.length) + banded]);
  return {
    ...base,
    config: { ...base.config, legend: { ...base.config.legend, ...legend } },
    width: WIDTH,
    height: HEIGHT,
    layer: [
      ...drawn.flatMap(({ band, colour }) => (band ? [area(time, band, colour, tenth(decades), { x, y })] : [])),
      ...drawn.map(({ label, points, width }): Layer => ({
        data: { values: points.map((point) => ({ source: label, ...point })) }, mark: { type: 'line', strokeWidth: width, clip: true }, encoding,
      })),
      percentiles(decades),
    ],
  };
}

/** The interval at each time, from where something was seen to where nothing was; what is below the plot is cut off. */
function area(time: readonly number[], { lower, upper }: NonNullable<TailLine['band']>, color: string, floor: number, { x, y }: { readonly x: object; readonly y: object }): Layer {
  const values = time.map((t, i) => ({ time: t, low: Math.max(floor, lower[i]), high: Math.max(floor, upper[i]) }));
  return {
    data: { values },
    mark: { type: 'area', color, opacity: 0.25, clip: true },
    encoding: { x, y: { ...y, field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
  };
}

/** Names at the right edge for the levels where P90, P99 and P99.9 are read off. */
function percentiles(decades: number): Layer {
  const names = ['P90', 'P99', 'P99.9', 'P99.99'].slice(0, decades).map((name, i) => ({ name, probability: tenth(i + 1) }));
  return {
    data: { values: names },
    mark: { type: 'text', align: 'left', dx: 6, color: colours.quiet },
    encoding: { x: { value: WIDTH }, y: { field: 'probability', type: 'quantitative' }, text: { field: 'name' } },
  };
}

function theoryLabel(result: Result): string {
  const used = formulas(result).find(({ formula }) => formula === result.tail.formula);
  return used ? `theory: ${shortTitle(used)} (${used.kind})` : 'theory';
}

/** 1, 0.1 … down to 10^−decades, at most about eight of them. */
function powers(decades: number): number[] {
  const step = Math.ceil(decades / 8);
  return Array.from({ length: Math.floor(decades / step) + 1 }, (_, i) => tenth(i * step));
}

/** A Vega expression that writes powers of ten: 1, 0.1, 0.01, 10⁻³ … */
function powerLabels(decades: number): string {
  const labels = ['1', '0.1', '0.01', ...Array.from({ length: Math.max(0, decades - 2) }, (_, i) => negativePower(i + 3))];
  return `[${labels.map((one) => `'${one}'`).join(',')}][round(-log(datum.value) / LN10)]`;
}

/** 10^−power, to the last bit: the power operator rounds differently. */
function tenth(power: number): number {
  return Number(`1e-${power}`);
}

function negativePower(power: number): string {
  return `10⁻${[...String(power)].map((digit) => DIGITS[Number(digit)]).join('')}`;
}
