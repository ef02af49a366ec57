/** The tables of report.html. */
import type { Metrics, Result } from '../../result.ts';
import { doubtMark, unseenText } from '../estimates.ts';
import { level } from '../facts.ts';
import { estimateText, numberText } from '../number.ts';
import { plain } from '../plain.ts';
import {
  distanceCell, expectationOf, formulas, isSuspicious, metricsAmong, rows, statisticLabel, theoryCell, theoryOf, unitOf,
  type Comparison, type Estimated, type Row,
} from '../rows.ts';
import { html, nothing, type Markup } from './markup.ts';

/** All estimates over all classes, theory beside them. */
export function mainTable(result: Result): Markup {
  const all = rows(result, result.overall, 'overall');
  if (all.length === 0) return nothing;
  const compared = all.some(({ comparisons }) => comparisons.length > 0);
  const head = compared ? html`<th class="number">theory</th><th class="number">z</th><th>formula</th>` : nothing;
  return html`<div class="scroll"><table>
<thead><tr><th>metric</th><th class="number mean">simulated</th><th>${level(result)} interval</th><th></th>${head}</tr></thead>
<tbody>
${all.flatMap((row) => mainRows(result, row, compared))}</tbody>
</table></div>`;
}

function mainRows(result: Result, row: Row, compared: boolean): Markup[] {
  const name = html`<td${row.statistic === 'mean' ? nothing : html` class="sub"`}>${plain(row.label)}</td>${estimateCells(row.simulated)}<td>${row.unit}</td>`;
  const [first, ...more] = row.comparisons;
  if (!compared) return [html`<tr>${name}</tr>\n`];
  if (!first) return [html`<tr>${name}<td></td><td></td><td></td></tr>\n`];
  return [
    html`<tr>${name}${comparisonCells(result, first)}</tr>\n`,
    ...more.map((one) => html`<tr><td></td><td></td><td></td><td></td>${comparisonCells(result, one)}</tr>\n`),
  ];
}

function comparisonCells(result: Result, one: Comparison): Markup {
  const theory = theoryOf(result, one);
  const number = formulas(result).findIndex(({ formula }) => formula === theory?.formula) + 1;
  const formula = theory ? html`${plain(theory.title)}, ${theory.kind} <a href="#formula-${number}">[${number}]</a>` : html`${plain(one.formula)}`;
  return html`<td class="number">${theoryCell(result, one)}</td>${zCell(result, one)}<td class="words">${formula}</td>`;
}

function zCell(result: Result, one: Comparison): Markup {
  if (!isSuspicious(result, one)) return html`<td class="number">${distanceCell(one)}</td>`;
  return html`<td class="number off" title="from theory by a z beyond 3">! ${distanceCell(one)}</td>`;
}

function estimateCells(estimate: Estimated | undefined): Markup {
  if (!estimate) return html`<td class="number mean"></td><td class="half"></td>`;
  const unseen = unseenText(estimate);
  if (unseen) return html`<td class="number mean">0</td><td class="half">${unseen}</td>`;
  const { mean, halfWidth } = estimateText(estimate);
  return html`<td class="number mean">${mean}</td><td class="half">± ${halfWidth}${doubtMark(estimate)}</td>`;
}

/** One row per class; nothing where there is only one. */
export function classTable(result: Result): Markup {
  const scopes = result.classes.map(({ name, metrics }) => ({ label: plain(name), scope: `class ${name}`, metrics }));
  return scopeTable(result, 'class', scopes, ['response', 'missed', 'response.p95', 'waiting', 'throughput', 'loss']);
}

/** One row per node; nothing where there is only one. */
export function nodeTable(result: Result): Markup {
  const scopes = result.nodes.map(({ index, slots, speed, metrics }) => ({
    label: `${index}: ${slots} ${slots === 1 ? 'slot' : 'slots'}, speed ${numberText(speed)}`,
    scope: `node ${index}`,
    metrics,
  }));
  return scopeTable(result, 'node', scopes, ['utilisation', 'number', 'response', 'throughput', 'loss']);
}

interface Scope {
  readonly label: string;
  readonly scope: string;
  readonly metrics: Metrics;
}

function scopeTable(result: Result, title: string, scopes: readonly Scope[], wanted: readonly string[]): Markup {
  const known = metricsAmong(result, scopes.map(({ metrics }) => metrics));
  const shown = wanted.filter((key) => known.has(split(key)[0]) && scopes.some(({ metrics }) => metrics[split(key)[0]]?.[split(key)[1]]));
  if (scopes.length < 2 || shown.length === 0) return nothing;
  const hasTheory = (key: string) => scopes.some(({ scope }) => expectationOf(result, scope, ...split(key)));
  const head = shown.map((key) => {
    const [metric, statistic] = split(key);
    const unit = unitOf(metric, statistic, result.unit);
    const name = (statistic === 'mean' ? metric : statisticLabel(statistic)) + (unit === '' ? '' : `, ${unit}`);
    return html`<th class="number mean">${name}</th><th></th>${hasTheory(key) ? html`<th class="number">theory</th><th class="number">z</th>` : nothing}`;
  });
  const body = scopes.map(({ label, scope, metrics }) => {
    const cells = shown.map((key) => {
      const [metric, statistic] = split(key);
      const theory = hasTheory(key) ? theoryCells(result, expectationOf(result, scope, metric, statistic)) : nothing;
      return html`${estimateCells(metrics[metric]?.[statistic])}${theory}`;
    });
    return html`<tr><td class="name">${label}</td>${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table>
<thead><tr><th>${title}</th>${head}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

function theoryCells(result: Result, one: Comparison | undefined): Markup {
  if (!one) return html`<td></td><td></td>`;
  return html`<td class="number">${theoryCell(result, one)}</td>${zCell(result, one)}`;
}

function split(key: string): [metric: string, statistic: string] {
  const [metric, statistic = 'mean'] = key.split(/\.(.*)/s);
  return [metric, statistic];
}
