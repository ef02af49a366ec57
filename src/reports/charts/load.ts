import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { hasIntervals, level } from '../facts.ts';
import { numberText } from '../number.ts';
import { plain } from '../plain.ts';
import { expectationOf } from '../rows.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, HEIGHT, ROOM, type Layer } from '../theme.ts';
import { bySource, domainAround, expected, interval } from './interval.ts';

/** With more nodes than these, bars give way to dots. */
const MOST_BARS = 40;

type Row = ReturnType<typeof rowsOf>[number];

interface Plot {
  readonly width: number;
  readonly height: number | { readonly step: number };
  readonly layer: Layer[];
}

/** Utilisation of each node with its interval: bars, or for many nodes dots from the least to the most loaded; undefined without data. */
export function loadChart(result: Result): TopLevelSpec | undefined {
  const rows = rowsOf(result);
  if (rows.length === 0) return undefined;
  const base = chart('Load per node', [cut(plain(result.name), 60) + (hasIntervals(result) ? `: lines are ${level(result)} intervals` : '')]);
  return rows.length > MOST_BARS ? { ...base, ...dots(rows) } : { ...base, ...bars(result, rows) };
}

function rowsOf(result: Result) {
  const uniform = new Set(result.nodes.map(({ slots, speed }) => `${slots} ${speed}`)).size === 1;
  return result.nodes.flatMap(({ index, slots, speed, metrics }) => {
    const estimate = metrics.utilisation?.mean;
    const kind = uniform ? '' : ` (${slots === 1 ? '' : `${slots} slots, `}speed ${numberText(speed)})`;
    return estimate ? [{ index, node: `node ${index}${kind}`, ...interval(estimate) }] : [];
  });
}

function bars(result: Result, rows: Row[]): Plot {
  const theory = rows.flatMap(({ index, node }) => {
    const value = expectationOf(result, `node ${index}`, 'utilisation', 'mean')?.theory;
    return typeof value === 'number' ? [{ node, ...expected(value) }] : [];
  });
  const data = { values: rows };
  const ranges = { values: rows.filter(({ low, high }) => high > low) };
  const x = utilisation([0, Math.max(1, ...rows.map(({ high }) => high))]);
  const y = { field: 'node', type: 'nominal', sort: null, title: null, axis: { ticks: false, domain: false, labelPadding: 8 } } as const;
  const source = bySource(true);
  const ends = { color: colours.text, opacity: 1, thickness: 2, size: 10 };
  return {
    width: Math.floor(ROOM - 30 - Math.max(...rows.map(({ node }) => Math.min(180, textWidth(node, 13))))),
    height: { step: rows.length > 20 ? 18 : 26 },
    layer: [
      { data, mark: { type: 'bar', color: colours.bar }, encoding: { y, x: { ...x, field: 'mean' } } },
      { data: ranges, mark: { type: 'rule', color: colours.text, strokeWidth: 2 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } } },
      ...(['low', 'high'] as const).map((field): Layer => ({ data: ranges, mark: { type: 'tick', ...ends }, encoding: { y, x: { ...x, field } } })),
      ...(theory.length > 0
        ? [{ data: { values: theory }, mark: { type: 'point', filled: true, opacity: 1, size: 90 }, encoding: { y, x: { ...x, field: 'theory' }, ...source } } satisfies Layer]
        : []),
    ],
  };
}

function dots(rows: Row[]): Plot {
  const sorted = rows.toSorted((a, b) => a.mean - b.mean);
  const data = { values: sorted.map(({ node, mean, low, high }, i) => ({ rank: i + 1, node, mean, low, high })) };
  const x = { field: 'rank', type: 'quantitative', title: 'nodes, from the least to the most loaded', scale: { domain: [0, rows.length + 1] as [number, number], nice: false }, axis: { grid: false } } as const;
  const y = utilisation(domainAround(rows.flatMap(({ low, high }) => [low, high])));
  return {
    width: ROOM - 80,
    height: HEIGHT,
    layer: [
      { data, mark: { type: 'rule', color: colours.simulated, opacity: 0.45, strokeWidth: 1.5 }, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      { data, mark: { type: 'point', filled: true, opacity: 1, size: rows.length > 150 ? 14 : 36, color: colours.simulated }, encoding: { x, y: { ...y, field: 'mean' } } },
    ],
  };
}

function utilisation(domain: [number, number]) {
  return { type: 'quantitative', title: 'utilisation', scale: { domain, nice: false, zero: false }, axis: { labelExpr: "format(100 * datum.value, '~g') + ' %'", tickCount: 6 } } as const;
}
