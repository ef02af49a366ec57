import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { hasIntervals, level, withUnit } from '../facts.ts';
import { estimateLabel, FEW, infiniteLabel } from '../estimates.ts';
import { plain } from '../plain.ts';
import { expectationOf, isExact, statisticLabel, theoryOf, type Estimated } from '../rows.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, ROOM, tickFormat, type Layer } from '../theme.ts';
import { arrowNote, bars, domainAround, dots, interval } from './interval.ts';
import { DIAMONDS, diamonds, evenly, HOLLOW, infiniteNote } from './theory.ts';

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
  const panels = shown.map((statistic) => ({ statistic, ...rowsOf(result, scopes, statistic) }));
  const arrows = panels.map(({ simulated, domain }) => arrowNote(simulated, domain)).find((note) => note !== '') ?? '';
  const few = scopes.some(({ statistics: own }) => shown.some((statistic) => own[statistic]?.few));
  return {
    ...chart('Response time', [
      cut(plain(result.name), 60) + (hasIntervals(result) ? `: dots are simulated, bars are ${level(result)} intervals${arrows}` : ''),
      ...theoryNotes(result, scopes, shown),
      ...infiniteNote(infiniteNames(result, scopes, shown), HOLLOW),
      ...(few ? [FEW] : []),
      ...(hidden > 0 ? [`${hidden} more classes are in result.json`] : []),
    ]),
    columns: PANELS,
    bounds: 'flush',
    spacing: { row: scopes.length > 1 ? 20 : 62, column: GAP },
    concat: panels.map((own, i) => panel(result, scopes, own, i === 0)),
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

/** The estimates of one statistic, what theory expects of them, and the axis that both need; a time is never below 0. */
function rowsOf(result: Result, scopes: readonly Scope[], statistic: string) {
  // Where there are several, the unit is named by the axis.
  const unit = scopes.length > 1 ? '' : cut(plain(result.unit ?? ''), 10);
  const simulated = scopes.flatMap(({ label, scope, statistics: { [statistic]: one } }) => {
    const hollow = isInfinite(result, scope, statistic);
    return one ? [{ label, hollow, text: hollow ? infiniteLabel(one, unit) : estimateLabel(one, unit), ...interval(hollow ? { ...one, halfWidth: null } : one) }] : [];
  });
  const theory = scopes.flatMap(({ label, scope }) => {
    const one = expectationOf(result, scope, 'response', statistic);
    return typeof one?.theory === 'number' ? [{ label, theory: one.theory, exact: isExact(result, one) }] : [];
  });
  const domain = domainAround([...simulated.flatMap(({ low, high }) => [Math.max(0, low), high]), ...theory.map((one) => one.theory)]);
  return { simulated, theory, domain };
}

type Panel = ReturnType<typeof rowsOf> & { readonly statistic: string };

function panel(result: Result, scopes: readonly Scope[], own: Panel, first: boolean) {
  const several = scopes.length > 1;
  const labels = several ? Math.min(LABELS, Math.max(...scopes.map(({ label }) => textWidth(label, 13)))) + 12 : 14;
  return {
    title: { text: panelTitle(scopes, own), fontSize: 14, fontWeight: 'normal', offset: 6, frame: 'group' },
    width: Math.floor((ROOM - labels - (PANELS - 1) * GAP - 14) / PANELS),
    height: several ? { step: 42 } : 56,
    layer: layers(result, scopes, own, first),
  } as const;
}

function layers(result: Result, scopes: readonly Scope[], { simulated, theory, domain }: Panel, first: boolean): Layer[] {
  const several = scopes.length > 1;
  const x = {
    type: 'quantitative', scale: { domain, zero: false, nice: false }, title: several ? withUnit('response', result) : null,
    axis: { tickCount: several ? 4 : 3, labelFlush: 14, labelOverlap: 'greedy', ...tickFormat(domain[1]) },
  } as const;
  const axis = { labelPadding: 8, ticks: false, domain: false, grid: true, labelLimit: LABELS, labels: first };
  const y = { field: 'label', type: 'nominal', sort: null, title: null, scale: { domain: scopes.map(({ label }) => label) }, axis: several ? axis : null } as const;
  const [above, below] = several ? [-5, 9] : [-7, 12];
  const color = { value: colours.simulated };
  return [
    ...bars(simulated, domain, { x, y }, color, above),
    ...dots(simulated, { x, y }, color, { size: several ? 60 : 90, yOffset: above }),
    ...(several ? values(simulated, domain, x, y, above) : []),
    ...diamonds(theory, { y, x: { ...x, field: 'theory' } }, { yOffset: below }),
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

function panelTitle(scopes: readonly Scope[], { statistic, simulated: [first] }: Panel): string {
  if (scopes.length > 1 || !first) return statisticLabel(statistic);
  return `${statisticLabel(statistic)}: ${first.text}`;
}

function isInfinite(result: Result, scope: string, statistic: string): boolean {
  return expectationOf(result, scope, 'response', statistic)?.theory === 'Infinity';
}

/** What is infinite: the statistics of all jobs, or the classes. */
function infiniteNames(result: Result, scopes: readonly Scope[], statistics: readonly string[]): string[] {
  return scopes.flatMap(({ label, scope }) => statistics.filter((statistic) => isInfinite(result, scope, statistic)).map((statistic) => (scopes.length > 1 ? `${statisticLabel(statistic)} of ${label}` : statisticLabel(statistic))));
}

/** Which diamonds are which, and the formulas that they come from: what of, where they are several. */
function theoryNotes(result: Result, scopes: readonly Scope[], statistics: readonly string[]): string[] {
  const used = statistics.flatMap((statistic) => scopes.flatMap(({ scope }) => {
    const one = expectationOf(result, scope, 'response', statistic);
    const theory = typeof one?.theory === 'number' ? theoryOf(result, one) : undefined;
    return theory ? [{ ...theory, label: statisticLabel(statistic) }] : [];
  }));
  const names = [...new Set(used.map(({ formula }) => formula))];
  const told = names.map((name) => {
    const own = used.filter(({ formula }) => formula === name);
    const { kind, title } = own[0];
    const of = names.length > 1 ? `${[...new Set(own.map(({ label }) => label))].join(', ')}: ` : '';
    return { exact: kind === 'exact', text: `${of}${cut(plain(title), 80)}${kind === 'exact' ? '' : `, ${kind}`}` };
  });
  return [true, false].flatMap((exact) => {
    const texts = told.filter((one) => one.exact === exact).map(({ text }) => text);
    return texts.length === 0 ? [] : evenly(`${DIAMONDS[exact ? 'exact' : 'near']} (${texts.join('; ')})`);
  });
}
