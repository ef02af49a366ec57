import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { cut } from '../columns.ts';
import { withUnit } from '../facts.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, ROOM, tickFormat, type Layer } from '../theme.ts';

/** Okabe and Ito 2008, without black and the yellow that white text vanishes on. */
const PALETTE = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#56B4E9', '#E69F00', '#666666'];
const LIGHT = new Set(['#56B4E9', '#E69F00']);
const LABELS = 84;
const WIDTH = ROOM - LABELS - 12;
const NUMBER = 11;
const OTHERS = 'other classes';

/** Marks at the end of a bar. */
const ENDS = { preempted: colours.text, failed: '#C00000' } as const;

type Runs = NonNullable<Result['timeline']>['runs'];

/** Who ran what when: a row for each slot, a bar for each task in the colour of its class; below one another where several backends ran. */
export function timelineChart(result: Result): TopLevelSpec | undefined {
  const { timeline } = result;
  if (!timeline || timeline.runs.every(({ spans }) => spans.length === 0)) return undefined;
  const { from, to, runs } = timeline;
  const rows = rowsOf(runs);
  const classes = classesOf(runs);
  const base = chart('Who ran what when', [cut(plain(result.name), 60) + subtitle(runs)]);
  const x = { type: 'quantitative', scale: { domain: [from, to] as [number, number], nice: false }, axis: { grid: false, tickCount: 8, ...tickFormat(to) } } as const;
  const panels = runs.map(({ backend, spans }, index) => {
    const last = index === runs.length - 1;
    const at = { ...x, field: 'from', title: last ? withUnit('time', result) : null } as const;
    const y = { field: 'row', type: 'nominal', sort: rows, scale: { domain: rows }, title: null, axis: { ticks: false, domain: false, grid: true, labelPadding: 8 } } as const;
    const color = { field: 'class', type: 'nominal', scale: { domain: classes, range: PALETTE.slice(0, classes.length) }, legend: index === 0 && classes.length > 1 ? {} : null } as const;
    const values = spans.map((span) => ({ ...span, row: rowOf(span, rows), class: classOf(span.class, classes), middle: (span.from + span.to) / 2 }));
    const numbered = values.filter((span) => (WIDTH * (span.to - span.from)) / (to - from) > textWidth(String(span.job), NUMBER) + 6);
    const isLight = (span: (typeof values)[number]) => LIGHT.has(PALETTE[classes.indexOf(span.class)]);
    const layer: Layer[] = [
      { data: { values }, mark: { type: 'bar', height: 16, stroke: 'white', strokeWidth: 1, clip: true }, encoding: { x: at, x2: { field: 'to' }, y, color } },
      ...Object.entries(ENDS).map(([how, ink]): Layer => ({
        data: { values: values.filter(({ ending }) => ending === how) },
        mark: { type: 'tick', thickness: 2, size: 20, color: ink, opacity: 1 },
        encoding: { x: { ...at, field: 'to' }, y },
      })),
      ...[false, true].map((dark): Layer => ({
        data: { values: numbered.filter((span) => isLight(span) === dark) },
        mark: { type: 'text', fontSize: NUMBER, color: dark ? colours.text : 'white', clip: true },
        encoding: { x: { ...at, field: 'middle' }, y, text: { field: 'job' } },
      })),
    ];
    return { ...(runs.length > 1 && { title: { text: plain(backend), anchor: 'start' as const, fontSize: 14, fontWeight: 'normal' as const } }), width: WIDTH, height: { step: 22 }, layer };
  });
  return { ...base, vconcat: panels, spacing: 16, resolve: { scale: { color: 'shared' as const } } };
}

function subtitle(runs: Runs): string {
  const has = (how: keyof typeof ENDS) => runs.some(({ spans }) => spans.some(({ ending }) => ending === how));
  const preempted = has('preempted') ? '; a black end is a preemption' : '';
  return `: bars are tasks, numbered as they came${preempted}${has('failed') ? '; a red end is a failure' : ''}`;
}

/** The slots that ran anything in any of the runs. */
function rowsOf(runs: Runs): string[] {
  const slots = new Map<string, { readonly node: number; readonly slot: number }>();
  for (const { spans } of runs) for (const { node, slot } of spans) slots.set(`${node} ${slot}`, { node, slot });
  const ordered = [...slots.values()].toSorted((a, b) => a.node - b.node || a.slot - b.slot);
  const several = ordered.some(({ slot }) => slot > 0);
  return ordered.map(({ node, slot }) => (several ? `node ${node}.${slot}` : `node ${node}`));
}

function rowOf({ node, slot }: { readonly node: number; readonly slot: number }, rows: readonly string[]): string {
  const name = `node ${node}.${slot}`;
  return rows.includes(name) ? name : `node ${node}`;
}

/** As many classes as there are colours; the rest are one. */
function classesOf(runs: Runs): string[] {
  const names = [...new Set(runs.flatMap(({ spans }) => spans.map((span) => plain(span.class))))].toSorted();
  return names.length <= PALETTE.length ? names : [...names.slice(0, PALETTE.length - 1), OTHERS];
}

function classOf(name: string, classes: readonly string[]): string {
  return classes.includes(plain(name)) ? plain(name) : OTHERS;
}
