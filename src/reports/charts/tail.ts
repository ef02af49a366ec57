import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { withUnit } from '../facts.ts';
import { plain } from '../plain.ts';
import { formulas, shortTitle } from '../rows.ts';
import { chart, colours, HEIGHT, ROOM, tickFormat, type Layer } from '../theme.ts';

/** Axis labels on the left and names of percentiles on the right take the rest. */
const WIDTH = ROOM - 116;

const DIGITS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** P[T > t] on a logarithmic scale, where an exponential is a straight line and a heavy tail bends up; undefined without data. */
export function tailChart(result: Result): TopLevelSpec | undefined {
  const { time, simulated, theory } = result.tail;
  const line = time.map((t, i) => ({ time: t, probability: simulated[i] })).filter(({ probability }) => probability > 0);
  if (result.growing || line.length < 2) return undefined;
  const decades = Math.max(1, Math.ceil(-Math.log10(Math.min(...line.map(({ probability }) => probability))) - 1e-9));
  const floor = tenth(decades);
  const expected = time.map((t, i) => ({ time: t, probability: theory?.[i] ?? 0 })).filter(({ probability }) => probability >= floor);
  const domain = ['simulated', ...(expected.length > 1 ? [theoryLabel(result)] : [])];
  const last = Math.max(...line.map((one) => one.time), ...expected.map((one) => one.time));
  // Where times span decades the result has them in equal ratios, beginning above 0: a power law is then a straight line.
  const [first] = time;
  const scale = first > 0 ? { type: 'log' as const, domain: [first, last] } : { type: 'linear' as const, domain: [0, last] };
  const x = {
    field: 'time', type: 'quantitative', title: withUnit('response time t', result), scale: { ...scale, nice: false },
    axis: { grid: false, ...(first > 0 ? { labelOverlap: 'greedy' as const, format: '~g' } : { tickCount: 8, ...tickFormat(last) }) },
  } as const;
  const y = {
    field: 'probability', type: 'quantitative', title: 'P[T > t]', scale: { type: 'log', domain: [floor, 1] as [number, number] },
    axis: { values: powers(decades), labelExpr: powerLabels(decades) },
  } as const;
  const source = { field: 'source', type: 'nominal' } as const;
  const encoding = {
    x, y,
    color: { ...source, scale: { domain, range: [colours.simulated, colours.theory] as string[] } },
    strokeDash: { ...source, scale: { domain, range: [[1, 0], [7, 5]] as number[][] } },
  } as const;
  const legend = { symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 3 } as const;
  const layer = (values: readonly object[], label: string, strokeWidth: number): Layer => ({
    data: { values: values.map((point) => ({ source: label, ...point })) }, mark: { type: 'line', strokeWidth, clip: true }, encoding,
  });
  const base = chart('Tail of the response time: the share of jobs that take longer than t', [cut(plain(result.name), 90)]);
  return {
    ...base,
    config: { ...base.config, legend: { ...base.config.legend, ...legend } },
    width: WIDTH,
    height: HEIGHT,
    layer: [layer(line, 'simulated', 3), ...(domain.length > 1 ? [layer(expected, domain[1], 2)] : []), percentiles(decades)],
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
  return used ? `theory: ${shortTitle(used, 24)} (${used.kind})` : 'theory';
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
