import type { TopLevelSpec } from 'vega-lite';
import type { Comparison, StudyResult } from '../../study.ts';
import { bars, domainAround, dots, interval } from '../charts/interval.ts';
import { cut } from '../columns.ts';
import { estimateLabel } from '../estimates.ts';
import { percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { unitOf } from '../rows.ts';
import { chart, colours, tickFormat } from '../theme.ts';
import { byVariant, valueColumn } from './dots.ts';
import { metricTitle } from './words.ts';

const VERDICTS = { worse: 'proven', same: 'the same', undecided: 'not decided', unknown: 'not decided' } as const;

/** How far each variant is from the best, with simultaneous intervals: one that reaches 0 decides nothing, and is hollow. Undefined without a comparison. */
export function differenceChart(result: StudyResult, { metric, statistic, leader, against }: Comparison): TopLevelSpec | undefined {
  if (against.length === 0) return undefined;
  const all = byVariant(result.variants.map(({ name }) => name));
  const { labels, y } = byVariant(against.map(({ variant }) => variant));
  const rows = against.map(({ variant, difference, verdict }, i) => ({
    label: labels[i], colour: all.colourOf(variant), hollow: verdict !== 'worse', text: `${estimateLabel(difference)}  ${VERDICTS[verdict]}`, ...interval(difference),
  }));
  const domain = domainAround([0, ...rows.flatMap(({ low, high }) => [low, high])]);
  const unit = unitOf(metric, statistic, result.unit);
  const title = metricTitle(metric, statistic);
  const x = { type: 'quantitative', title: `difference in ${title}${unit ? `, ${cut(unit, 12)}` : ''}`, scale: { domain, nice: false, zero: false }, axis: { tickCount: 6, ...tickFormat(domain[1]) } } as const;
  const color = { field: 'colour', type: 'nominal', scale: null } as const;
  const { width, layer: column } = valueColumn(rows, labels, y);
  return {
    ...chart(`How much worse than ${cut(plain(leader), 30)}: difference in ${title}`, [`${cut(plain(result.name), 50)}: paired on the same jobs`, `${percentText(result.run.level)} intervals, simultaneous over all pairs; one that reaches 0 decides nothing`]),
    width,
    height: { step: 40 },
    layer: [
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5 }, encoding: { x: { ...x, field: 'zero' } } },
      ...bars(rows, domain, { x, y }, color),
      ...dots(rows, { x, y }, color),
      column,
    ],
  };
}
