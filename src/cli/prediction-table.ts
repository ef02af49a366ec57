import { columnLines, cut, WIDTH, wrap, type Column } from '../reports/columns.ts';
import { figure } from '../theory/figure.ts';
import type { Finding, Oracle } from '../theory/finding.ts';

/** Means of a scenario that are worth a column; the rest is in the JSON. */
const SHOWN = ['response', 'waiting', 'number', 'utilisation', 'throughput', 'loss', 'response.p95'];

/** What theory predicts for a scenario, one line a formula and scope, and what stands in the way of more. */
export function predictionTable({ findings, reasons }: Oracle, unit: string | undefined): string {
  const table = findings.length === 0 ? ['no formula applies'] : lines(findings, unit);
  const notes = reasons.flatMap((reason) => ['', ...wrap(reason, WIDTH, '  ')]);
  const more = findings.length === 0 ? [] : ['', 'schedlab theory NAME explains a formula; schedlab run FILE lays simulation beside it'];
  return `${[...table, ...notes, ...more].join('\n')}\n`;
}

function lines(findings: readonly Finding[], unit: string | undefined): string[] {
  const scopes = new Set(findings.map(({ scope }) => scope));
  const columns: Column[] = [
    { title: 'formula', align: 'left', cells: findings.map(({ formula }) => cut(formula.name, 24)) },
    { title: 'kind', align: 'left', cells: findings.map(({ formula }) => formula.kind) },
    { title: 'about', align: 'left', cells: findings.map(({ scope }) => (scopes.size > 1 ? cut(scope, 16) : '')) },
    ...SHOWN.map((key): Column => ({ title: titleOf(key, unit), align: 'left', cells: findings.map((finding) => cell(finding, key)) })),
  ];
  return columnLines(columns);
}

function titleOf(key: string, unit: string | undefined): string {
  const time = key.startsWith('response') || key === 'waiting';
  const name = key.replace('response.p95', 'P95');
  return time && unit !== undefined ? `${name}, ${cut(unit, 8)}` : name;
}

function cell({ prediction: { values, bounds = {} } }: Finding, key: string): string {
  if (key in values) return figure(values[key]);
  const { lower, upper } = bounds[key] ?? {};
  return [...(lower === undefined ? [] : [`≥ ${figure(lower)}`]), ...(upper === undefined ? [] : [`≤ ${figure(upper)}`])].join(' ');
}
