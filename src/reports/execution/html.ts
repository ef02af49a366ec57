/** The section of report.html about real runs. */
import type { Result } from '../../result.ts';
import { level, withUnit } from '../facts.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { plusMinus } from '../number.ts';
import { columnFact, executionFacts, type ExecutionRow, executionRows, type GapRow, gapRows, unforeseenFact } from './rows.ts';

/** Nothing where there were no real runs. */
export function executionTables(result: Result): Markup {
  const { execution } = result;
  if (!execution) return nothing;
  const rows = executionRows(result, execution);
  const shown = COLUMNS.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const gap = gapRows(execution);
  return html`<ul class="facts">
${executionFacts(result, execution).map((fact) => html`<li>${fact}</li>\n`)}</ul>
<div class="scroll"><table>
<thead><tr><th>metric</th><th class="number">real (${level(result)})</th><th></th>${shown.map(({ title }) => html`<th class="number">${title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr><td${row.isMean ? nothing : html` class="sub"`}>${row.label}</td><td class="number">${plusMinus(row.real)}</td><td>${row.unit}</td>${shown.map(({ cell }) => html`<td class="number">${cell(row)}</td>`)}</tr>\n`)}</tbody>
</table></div>
<p>${columnFact(execution)}</p>
${gap ? gapTable(result, gap) : nothing}${unforeseenFact(execution).map((fact) => html`<p>${fact}</p>`)}`;
}

const COLUMNS: readonly { readonly title: string; readonly cell: (row: ExecutionRow) => string }[] = [
  { title: 'same jobs', cell: ({ replayed }) => replayed },
  { title: 'difference', cell: ({ difference }) => difference },
  { title: 'calibrated', cell: ({ calibrated }) => calibrated },
  { title: 'theory', cell: ({ theory }) => theory },
  { title: 'z', cell: ({ z }) => z },
];

function gapTable(result: Result, gap: readonly GapRow[]): Markup {
  return html`<div class="scroll"><table>
<thead><tr><th>${withUnit('gap of the mean response', result)}</th><th class="number">per task</th><th class="number">with the waiting that it causes</th></tr></thead>
<tbody>
${gap.map(({ cause, direct, total }) => html`<tr><td>${cause}</td><td class="number">${direct}</td><td class="number">${total}</td></tr>\n`)}</tbody>
</table></div>`;
}
