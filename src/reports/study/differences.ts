import type { TopLevelSpec } from 'vega-lite';
import type { Comparison, StudyResult } from '../../study.ts';
import { domainAround, interval } from '../charts/interval.ts';
import { cut } from '../columns.ts';
import { percentText, plusMinus } from '../number.ts';
import { plain } from '../plain.ts';
import { unitOf } from '../rows.ts';
import { chart, colours, tickFormat, type Layer } from '../theme.ts';
import { byVariant, valueColumn } from './dots.ts';
import { metricTitle } from './words.ts';

const VERDICTS = { worse: 'proven', same: 'the same', undecided: 'not decided', unknown: 'not decided' } as const;

/** How far each variant is from the best, with simultaneous intervals: one that reaches 0 decides nothing, and is hollow. Undefined without a comparison. */
export function differenceChart(result: StudyResult, { metric, statistic, leader, against }: Comparison): TopLevelSpec | undefined {
  if (against.length === 0) return undefined;
  const all = byVariant(result.variants.map(({ name }) => name));
  const { labels, y } = byVariant(against.map(({ variant }) => variant));
  const rows = against.map(({ variant, difference, verdict }, i) => ({
    label: labels[i], colour: all.colourOf(variant), proven: verdict === 'worse', text: `${plusMinus(difference)}  ${VERDICTS[verdict]}`, ...interval(difference),
  }));
  const domain = domainAround([0, ...rows.flatMap(({ low, high }) => [low, high])]);
  const unit = unitOf(metric, statistic, result.unit);
  const title = metricTitle(metric, statistic);
  const x = { type: 'quantitative', title: `difference in ${title}${unit ? `, ${cut(unit, 12)}` : ''}`, scale: { domain, nice: false, zero: false }, axis: { tickCount: 6, ...tickFormat(domain[1]) } } as const;
  const color = { field: 'colour', type: 'nominal', scale: null } as const;
  const { width, layer: column } = valueColumn(rows, labels, y);
  const dots = (proven: boolean): Layer[] => {
    const values = rows.filter((row) => row.proven === proven);
    const mark = proven ? ({ type: 'point', filled: true, opacity: 1, size: 80 } as const) : ({ type: 'point', filled: true, fill: 'white', opacity: 1, size: 80, strokeWidth: 2 } as const);
    return values.length === 0 ? [] : [{ data: { values }, mark, encoding: { y, x: { ...x, field: 'mean' }, ...(proven ? { color } : { stroke: color }) } }];
  };
  const data = { values: rows };
  return {
    ...chart(`How much worse than ${cut(plain(leader), 30)}: difference in ${title}`, [`${cut(plain(result.name), 50)}: paired on the same jobs`, `${percentText(result.run.level)} intervals, simultaneous over all pairs; one that reaches 0 decides nothing`]),
    width,
    height: { step: 40 },
    layer: [
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5 }, encoding: { x: { ...x, field: 'zero' } } },
      { data, mark: { type: 'rule', strokeWidth: 2.5 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color } },
      ...(['low', 'high'] as const).map((end): Layer => ({ data, mark: { type: 'tick', thickness: 2, size: 12, opacity: 1 }, encoding: { y, x: { ...x, field: end }, color } })),
      ...dots(true),
      ...dots(false),
      column,
    ],
  };
}
