import type { TopLevelSpec } from 'vega-lite';
import type { Comparison, StudyResult } from '../../study.ts';
import { interval, domainAround } from '../charts/interval.ts';
import { cut } from '../columns.ts';
import { percentText, plusMinus } from '../number.ts';
import { plain } from '../plain.ts';
import { unitOf } from '../rows.ts';
import { textWidth } from '../text-width.ts';
import { chart, colours, ROOM, tickFormat } from '../theme.ts';
import { metricTitle } from './words.ts';

const LABELS = 220;

/** How far each variant is from the best, with simultaneous intervals: one that reaches 0 decides nothing. Undefined without a comparison. */
export function differenceChart(result: StudyResult, { metric, statistic, leader, against }: Comparison): TopLevelSpec | undefined {
  const rows = against.map(({ variant, difference, verdict }) => ({ label: cut(plain(variant), 30), verdict: verdict === 'worse' ? 'proven worse' : verdict === 'same' ? 'the same' : 'not decided', text: plusMinus(difference), ...interval(difference) }));
  if (rows.length === 0) return undefined;
  const domain = domainAround([0, ...rows.flatMap(({ low, high }) => [low, high])]);
  const labels = Math.min(LABELS, Math.max(...rows.map(({ label }) => textWidth(label, 13))));
  const unit = unitOf(metric, statistic, result.unit);
  const title = metricTitle(metric, statistic);
  const x = { type: 'quantitative', title: `difference in ${title}${unit ? `, ${cut(unit, 12)}` : ''}`, scale: { domain, nice: false, zero: false }, axis: { tickCount: 6, ...tickFormat(domain[1]) } } as const;
  const y = { field: 'label', type: 'nominal', sort: null, title: null, axis: { ticks: false, domain: false, labelPadding: 8, labelLimit: LABELS } } as const;
  const verdicts = ['proven worse', 'not decided', 'the same'].filter((one) => rows.some(({ verdict }) => verdict === one));
  const color = { field: 'verdict', type: 'nominal', scale: { domain: verdicts, range: verdicts.map((one) => ({ 'proven worse': colours.theory, 'not decided': colours.quiet, 'the same': colours.simulated })[one]!) } } as const;
  const data = { values: rows };
  return {
    ...chart(`How much worse than ${cut(plain(leader), 30)}: difference in ${title}`, [`${cut(plain(result.name), 50)}: paired on the same jobs`, `${percentText(result.run.level)} intervals, simultaneous over all pairs; one that reaches 0 decides nothing`]),
    width: Math.floor(ROOM - labels - 40),
    height: { step: 40 },
    layer: [
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5 }, encoding: { x: { ...x, field: 'zero' } } },
      { data, mark: { type: 'rule', strokeWidth: 2.5 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color } },
      ...(['low', 'high'] as const).map((end) => ({ data, mark: { type: 'tick', thickness: 2, size: 12, opacity: 1 }, encoding: { y, x: { ...x, field: end }, color } }) as const),
      { data, mark: { type: 'point', filled: true, opacity: 1, size: 80 }, encoding: { y, x: { ...x, field: 'mean' }, color } },
      { data, mark: { type: 'text', fontSize: 11, dy: -12, color: colours.quiet }, encoding: { y, x: { ...x, field: 'mean' }, text: { field: 'text' } } },
    ],
  };
}
