import type { TopLevelSpec } from 'vega-lite';
import type { BySize } from '../../result.ts';
import type { StudyResult } from '../../study.ts';
import { interval } from '../charts/interval.ts';
import { theoryNote } from '../charts/theory.ts';
import { cut } from '../columns.ts';
import { percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { chart } from '../theme.ts';
import { along, axisOver, channel } from './axis.ts';
import { nameLayers, plotWidth } from './labels.ts';
import { type Line, lineLayers, ordinateAxis } from './lines.ts';
import { looks } from './palette.ts';

const HEIGHT = 300;

/** One line of the chart: a variant, or the run itself. */
export interface Sized {
  readonly name: string;
  readonly bySize: BySize;
  /** Of the formula that the theory is of. */
  readonly title?: string;
  readonly exact?: boolean;
}

/** Mean response and mean slowdown against the size of the job, on logarithmic axes; undefined without data. */
export function sizeChart({ name, unit, level }: { readonly name: string; readonly unit?: string | undefined; readonly level: number }, sized: readonly Sized[]): TopLevelSpec | undefined {
  const filled = sized.filter(({ bySize }) => bySize.bins.length > 1);
  if (filled.length === 0) return undefined;
  const time = unit ? `, ${cut(plain(unit), 12)}` : '';
  const panels = (['response', 'slowdown'] as const).map((metric) => ({ metric, title: `mean ${metric}${metric === 'response' ? time : ''}`, lines: linesOf(filled, metric) }));
  return {
    ...chart('Response and slowdown against the size of the job', [`${cut(plain(name), 50)}: bands are ${percentText(level)} intervals`, ...theoryNote(panels[0].lines.flatMap(({ theory }) => theory))]),
    spacing: 16,
    vconcat: panels.map(({ metric, title, lines }, i) => panel(lines, metric, title, i === panels.length - 1 ? `size of the job${time}` : null)),
  };
}

function linesOf(sized: readonly Sized[], metric: 'response' | 'slowdown'): Line[] {
  const drawn = looks(sized.map(({ name }) => name));
  return sized.map(({ name, bySize: { bins, theory }, title, exact }, i) => ({
    name,
    look: drawn[i],
    points: bins.map(({ size, [metric]: one }) => {
      const { mean, low, high } = interval(one);
      return { x: size, mean, low, high, few: one.few !== undefined };
    }),
    theory: theory ? [{ formula: title ?? theory.formula, kind: exact === false ? 'near' : 'exact', points: theory.size.map((x, at) => ({ x, value: theory[metric][at] })) }] : [],
  }));
}

function panel(lines: readonly Line[], metric: 'response' | 'slowdown', title: string, sizes: string | null) {
  const x = axisOver(lines.flatMap(({ points }) => points.map((point) => point.x)), { padding: 0.01 });
  // A slowdown of 1 is a job that never waited.
  const y = ordinateAxis(lines, metric === 'slowdown' ? [1] : []);
  const names = lines.length > 1 ? lines.map(({ name }) => name) : [];
  const width = plotWidth(names);
  const across = channel(x, sizes ?? '');
  return {
    width,
    height: HEIGHT,
    layer: [
      ...lineLayers(lines, sizes === null ? { ...across, axis: { ...across.axis, title: null, labels: false } } : across, channel(y, title), y.domain),
      ...(names.length > 0 ? nameLayers(lines.map(({ name, look, points }) => ({ text: name, colour: look.ink, y: HEIGHT * (1 - along(y, points.at(-1)!.mean)) })), width, HEIGHT) : []),
    ],
  };
}

/** The lines of a study at its last point. */
export function sizedOf({ points }: StudyResult): Sized[] {
  return (points.at(-1)?.variants ?? []).flatMap(({ name, bySize, theory }) => {
    if (!bySize) return [];
    const formula = theory.find((one) => one.formula === bySize.theory?.formula);
    return [{ name, bySize, ...(formula && { title: formula.title, exact: formula.kind === 'exact' }) }];
  });
}
