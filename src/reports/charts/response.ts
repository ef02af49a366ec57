import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { hasIntervals, level, withUnit } from '../facts.ts';
import { plusMinus } from '../number.ts';
import { plain } from '../plain.ts';
import { expectationOf, shortTitle, statisticLabel, theoryOf, type Estimated } from '../rows.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, ROOM, tickFormat, type Layer } from '../theme.ts';
import { bySource, domainAround, expected, interval } from './interval.ts';

/** More classes than these would not be legible. */
const MOST_CLASSES = 24;
const PANELS = 3;
const GAP = 26;
const LABELS = 180;

interface Scope {
  readonly label: string;
  readonly scope: string;
  readonly statistics: Readonly<Record<string, Estimated>>;
}

/**
 * Mean and percentiles of the response as dots with intervals, theory as diamonds beside them, each statistic on its own
 * axis, since an interval of the mean would vanish on the axis of P99.9; undefined where there is no steady state.
 */
export function responseChart(result: Result): TopLevelSpec | undefined {
  const scopes = scopesOf(result);
  const statistics = ['mean', ...(scopes.length > 1 ? ['p95', 'p99'] : ['p50', 'p90', 'p95', 'p99', 'p99.9'])];
  const shown = statistics.filter((statistic) => scopes.some((scope) => scope.statistics[statistic]));
  if (result.growing || shown.length === 0) return undefined;
  const hidden = scopes.length > 1 ? result.classes.length - (scopes.length - 1) : 0;
  return {
    ...chart('Response time', [
      cut(plain(result.name), 60) + (hasIntervals(result) ? `: dots are simulated, bars are ${level(result)} intervals` : ''),
      ...theoryNote(result, shown),
      ...(hidden > 0 ? [`${hidden} more classes are in result.json`] : []),
    ]),
    columns: PANELS,
    bounds: 'flush',
    spacing: { row: scopes.length > 1 ? 20 : 62, column: GAP },
    concat: shown.map((statistic, i) => panel(result, scopes, statistic, i === 0)),
  };
}

function scopesOf(result: Result): Scope[] {
  const overall = { label: 'all classes', scope: 'overall', statistics: result.overall.response ?? {} };
  if (result.classes.length < 2) return [overall];
  const classes = result.classes.slice(0, MOST_CLASSES).map(({ name, metrics }) => ({
    label: plain(name),
    scope: `class ${name}`,
    statistics: metrics.response ?? {},
  }));
  return [overall, ...classes];
}

function panel(result: Result, scopes: readonly Scope[], statistic: string, first: boolean) {
  const several = scopes.length > 1;
  const labels = several ? Math.min(LABELS, Math.max(...scopes.map(({ label }) => textWidth(label, 13)))) + 12 : 14;
  return {
    title: { text: panelTitle(result, scopes, statistic), fontSize: 14, fontWeight: 'normal', offset: 6, frame: 'group' },
    width: Math.floor((ROOM - labels - (PANELS - 1) * GAP - 14) / PANELS),
    height: several ? { step: 42 } : 56,
    layer: layers(result, scopes, statistic, first),
  } as const;
}

function layers(result: Result, scopes: readonly Scope[], statistic: string, first: boolean): Layer[] {
  const several = scopes.length > 1;
  const simulated = scopes.flatMap(({ label, statistics: { [statistic]: one } }) => (one ? [{ label, text: plusMinus(one), ...interval(one) }] : []));
  const theory = scopes.flatMap(({ label, scope }) => {
    const value = expectationOf(result, scope, 'response', statistic)?.theory;
    return typeof value === 'number' ? [{ label, ...expected(value) }] : [];
  });
  const domain = domainAround([...simulated.flatMap(({ low, high }) => [low, high]), ...theory.map((one) => one.theory)]);
  const x = {
    type: 'quantitative', scale: { domain, zero: false, nice: false }, title: several ? withUnit('response', result) : null,
    axis: { tickCount: several ? 4 : 3, labelFlush: 14, labelOverlap: 'greedy', ...tickFormat(domain[1]) },
  } as const;
  const axis = { labelPadding: 8, ticks: false, domain: false, grid: true, labelLimit: LABELS, labels: first };
  const y = { field: 'label', type: 'nominal', sort: null, title: null, scale: { domain: scopes.map(({ label }) => label) }, axis: several ? axis : null } as const;
  const source = bySource(hasTheory(result));
  const [above, below] = several ? [-5, 9] : [-7, 12];
  const data = { values: simulated };
  const ranges = { values: simulated.filter(({ low, high }) => high > low) };
  const stroke = { color: colours.simulated, opacity: 1, yOffset: above };
  const dot = { type: 'point', filled: true, opacity: 1, size: several ? 60 : 90 } as const;
  return [
    { data: ranges, mark: { type: 'rule', strokeWidth: 2.5, ...stroke }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } } },
    ...(['low', 'high'] as const).map((end): Layer => ({ data: ranges, mark: { type: 'tick', thickness: 2, size: 12, ...stroke }, encoding: { y, x: { ...x, field: end } } })),
    { data, mark: { ...dot, yOffset: above }, encoding: { y, x: { ...x, field: 'mean' }, ...source } },
    ...(several ? values(simulated, domain, x, y, above) : []),
    ...(theory.length > 0 ? [{ data: { values: theory }, mark: { ...dot, yOffset: below }, encoding: { y, x: { ...x, field: 'theory' }, ...source } } satisfies Layer] : []),
  ];
}

/** The numbers beside the dots, on the side that has more room: classes differ so much that a dot may hide its interval. */
function values(rows: readonly { readonly low: number; readonly high: number }[], [from, to]: readonly [number, number], x: object, y: object, above: number): Layer[] {
  return (['high', 'low'] as const).map((end): Layer => {
    const side = rows.filter(({ low, high }) => low + high < from + to === (end === 'high'));
    const [align, dx] = end === 'high' ? (['left', 9] as const) : (['right', -9] as const);
    return {
      data: { values: side }, mark: { type: 'text', align, dx, dy: above, fontSize: 11, color: colours.quiet },
      encoding: { y, x: { ...x, field: end, type: 'quantitative' }, text: { field: 'text' } },
    };
  });
}

function panelTitle(result: Result, scopes: readonly Scope[], statistic: string): string {
  const one = scopes[0].statistics[statistic];
  if (scopes.length > 1 || !one) return statisticLabel(statistic);
  return `${statisticLabel(statistic)}: ${plusMinus(one)} ${cut(plain(result.unit ?? ''), 10)}`;
}

function hasTheory(result: Result): boolean {
  return result.comparisons.some(({ metric, theory, side }) => metric === 'response' && theory !== 'Infinity' && !side);
}

/** Which formulas the diamonds come from. */
function theoryNote(result: Result, statistics: readonly string[]): string[] {
  const used = result.comparisons.filter((one) => one.metric === 'response' && statistics.includes(one.statistic) && one.theory !== 'Infinity' && !one.side);
  const names = new Set(used.map((one) => theoryOf(result, one)).map((one) => (one ? `${shortTitle(one)} (${one.kind})` : '')));
  names.delete('');
  return names.size === 0 ? [] : [`theory: ${cut([...names].join(', '), 90)}`];
}
