import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { hasIntervals, level } from '../facts.ts';
import { numberText } from '../number.ts';
import { plain } from '../plain.ts';
import { expectationOf, isExact } from '../rows.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, HEIGHT, ROOM, type Layer } from '../theme.ts';
import { arrowNote, bars, domainAround, interval } from './interval.ts';
import { DIAMONDS, diamonds } from './theory.ts';

/** With more nodes than these, bars give way to dots. */
const MOST_BARS = 40;

type Row = ReturnType<typeof rowsOf>[number];

interface Plot {
  readonly width: number;
  readonly height: number | { readonly step: number };
  readonly layer: Layer[];
}

/** Utilisation of each node with its interval: bars, or for many nodes dots from the least to the most used; undefined without data. */
export function loadChart(result: Result): TopLevelSpec | undefined {
  const rows = rowsOf(result);
  if (rows.length === 0) return undefined;
  const theory = rows.length > MOST_BARS ? [] : theoryOf(result, rows);
  const upTo: [number, number] = [0, Math.max(1, ...rows.map(({ high }) => high))];
  const base = chart('Utilisation of each node', [
    cut(plain(result.name), 60) + (hasIntervals(result) ? `: lines are ${level(result)} intervals${arrowNote(rows, upTo)}` : ''),
    ...(['exact', 'near'] as const).filter((kind) => theory.some(({ exact }) => exact === (kind === 'exact'))).map((kind) => DIAMONDS[kind]),
  ]);
  return rows.length > MOST_BARS ? { ...base, ...ranked(rows) } : { ...base, ...barred(rows, theory, upTo) };
}

function rowsOf(result: Result) {
  const uniform = new Set(result.nodes.map(({ slots, speed }) => `${slots} ${speed}`)).size === 1;
  return result.nodes.flatMap(({ index, slots, speed, metrics }) => {
    const estimate = metrics.utilisation?.mean;
    const kind = uniform ? '' : ` (${slots === 1 ? '' : `${slots} slots, `}speed ${numberText(speed)})`;
    return estimate ? [{ index, node: `node ${index}${kind}`, ...interval(estimate) }] : [];
  });
}

function theoryOf(result: Result, rows: readonly Row[]) {
  return rows.flatMap(({ index, node }) => {
    const one = expectationOf(result, `node ${index}`, 'utilisation', 'mean');
    return typeof one?.theory === 'number' ? [{ node, theory: one.theory, exact: isExact(result, one) }] : [];
  });
}

function barred(rows: readonly Row[], theory: ReturnType<typeof theoryOf>, domain: [number, number]): Plot {
  const x = utilisation(domain);
  const y = { field: 'node', type: 'nominal', sort: null, title: null, axis: { ticks: false, domain: false, labelPadding: 8 } } as const;
  return {
    width: Math.floor(ROOM - 30 - Math.max(...rows.map(({ node }) => Math.min(180, textWidth(node, 13))))),
    height: { step: rows.length > 20 ? 18 : 26 },
    layer: [
      { data: { values: [...rows] }, mark: { type: 'bar', color: colours.bar }, encoding: { y, x: { ...x, field: 'mean' } } },
      ...bars(rows, domain, { x, y }, { value: colours.text }),
      ...diamonds(theory, { y, x: { ...x, field: 'theory' } }, {}),
    ],
  };
}

function ranked(rows: readonly Row[]): Plot {
  const sorted = rows.toSorted((a, b) => a.mean - b.mean);
  const data = { values: sorted.map(({ node, mean, low, high }, i) => ({ rank: i + 1, node, mean, low: Math.max(0, low), high })) };
  const x = { field: 'rank', type: 'quantitative', title: 'nodes, from the least to the most used', scale: { domain: [0, rows.length + 1] as [number, number], nice: false }, axis: { grid: false } } as const;
  const y = utilisation(domainAround(data.values.flatMap(({ low, high }) => [low, high])));
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
