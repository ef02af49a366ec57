import type { TopLevelSpec } from 'vega-lite';
import type { StudyResult, StudyVariant } from '../../study.ts';
import { arrowNote, bars, dots, interval } from '../charts/interval.ts';
import { diamonds, HOLLOW, infiniteNote, theoryNote } from '../charts/theory.ts';
import { cut } from '../columns.ts';
import { estimateLabel, FEW, infiniteLabel } from '../estimates.ts';
import { percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { chart } from '../theme.ts';
import { axisOver, channel } from './axis.ts';
import { byVariant, valueColumn } from './dots.ts';
import { infiniteNames, isInfinite, othersToo } from './notes.ts';
import { metricAxis, metricTitle } from './words.ts';

/** The estimate of each variant of a comparison, theory beside it; undefined without data, or where there are points to draw lines through. */
export function meansChart(result: StudyResult, metric: string, statistic: string): TopLevelSpec | undefined {
  if (result.kind !== 'compare') return undefined;
  const { variants } = result.points[0];
  const { labels, y, colourOf } = byVariant(variants.map(({ name }) => name));
  const rows = variants.flatMap((variant, i) => {
    const one = variant.overall[metric]?.[statistic];
    const hollow = isInfinite(variant, metric, statistic);
    return one ? [{ label: labels[i], colour: colourOf(variant.name), hollow, few: one.few !== undefined, text: hollow ? infiniteLabel(one) : estimateLabel(one), ...interval(hollow ? { ...one, halfWidth: null } : one) }] : [];
  });
  if (rows.length === 0) return undefined;
  const theory = variants.flatMap((variant, i) => theoryOf(variant, metric, statistic).map((one) => ({ label: labels[i], ...one })));
  const axis = axisOver([...rows.flatMap(({ low, mean, high }) => [low > 0 ? low : mean, high]), ...theory.map((one) => one.theory)], { padding: 0.08, zero: true });
  const title = metricTitle(metric, statistic);
  const x = channel(axis, metricAxis(metric, statistic, result));
  const { width, layer: column } = valueColumn(rows, labels, y);
  const color = { field: 'colour', type: 'nominal', scale: null } as const;
  return {
    ...chart(`${title.charAt(0).toUpperCase()}${title.slice(1)} of each variant`, [
      `${cut(plain(result.name), 50)}: dots are simulated, bars are ${percentText(result.run.level)} intervals${arrowNote(rows, axis.domain)}`,
      ...theoryNote(theory.map(({ exact, formula }) => ({ kind: exact ? 'exact' : 'near', formula })), false),
      ...infiniteNote(infiniteNames(result, metric, statistic), HOLLOW, othersToo(metric)),
      ...(rows.some(({ few, hollow }) => few && !hollow) ? [FEW] : []),
    ]),
    width,
    height: { step: 40 },
    layer: [
      ...bars(rows, axis.domain, { x, y }, color),
      ...dots(rows, { x, y }, color),
      ...diamonds(theory, { y, x: { ...x, field: 'theory' } }, { yOffset: 13 }),
      column,
    ],
  };
}

function theoryOf({ comparisons, theory }: StudyVariant, metric: string, statistic: string) {
  const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic && other.side === undefined);
  if (typeof one?.theory !== 'number') return [];
  const formula = theory.find((other) => other.formula === one.formula);
  return [{ theory: one.theory, exact: formula?.kind === 'exact', formula: formula?.title ?? one.formula }];
}
