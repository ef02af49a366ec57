import type { Distribution } from '../model.ts';
import type { Prediction } from '../prediction.ts';
import type { Formula } from './define.ts';
import { figure } from './figure.ts';
import { rootBetween } from './numeric/roots.ts';

const WIDTH = 100;
const INDENT = 2;

/** A formula as a student would want it, in plain text: equations, symbols, the numbers filled in, and what is often got wrong. */
export function explain<Params>(formula: Formula<Params>, params: Params): string {
  const { title, about, kind, source, equations, symbols, mistakes, parts = 'class' } = formula;
  const prediction = formula.create(params);
  return [
    `${title}: ${kind}`,
    ...wrapped(about, ''),
    ...section('Equations', equations),
    ...section('Symbols', columns(Object.entries(symbols))),
    ...section('With these numbers', formula.steps(params)),
    ...section('Values', columns(valuesOf(prediction))),
    ...section(`By ${parts}`, byPart(prediction, parts)),
    ...section('By size', bySize(prediction, params)),
    ...section('Often got wrong', mistakes.map((mistake) => `- ${mistake}`)),
    ...section('Source', [source]),
    '',
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.flatMap((line) => wrapped(line, '  '))];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]))).join('  '));
}

function valuesOf({ values, bounds = {}, others = {} }: Prediction): [string, string][] {
  const within = Object.entries(bounds).map(([key, { lower, upper }]): [string, string] => {
    const parts = [...(lower === undefined ? [] : [`≥ ${figure(lower)}`]), ...(upper === undefined ? [] : [`≤ ${figure(upper)}`])];
    return [key, parts.join(',  ')];
  });
  const exact = new Map<string, string>();
  for (const [key, value] of [...Object.entries(values), ...Object.entries(others)]) {
    // The percentiles of a metric stand side by side.
    const [, of, p] = /^(.+)\.p([\d.]+)$/.exec(key) ?? [];
    const row = of === undefined ? key : `${of} P`;
    const before = exact.get(row);
    exact.set(row, `${before === undefined ? '' : `${before},  `}${p === undefined ? '' : `${p} %: `}${figure(value)}`);
  }
  return [...exact, ...within];
}

/** The values of each class or station, one line each, as many as fit; blank where one has no such value. */
function byPart({ classes = [] }: Prediction, parts: string): string[] {
  if (classes.length === 0) return [];
  const keys = [...new Set(classes.flatMap(({ values }) => Object.keys(values)))];
  const table = (shown: readonly string[]) => columns([[parts, ...shown], ...classes.map(({ name, values }) => [name, ...shown.map((key) => figureOrBlank(values[key]))])]);
  let shown = keys;
  while (shown.length > 1 && table(shown).some((line) => line.length > WIDTH - INDENT)) shown = shown.slice(0, -1);
  return table(shown);
}

function figureOrBlank(value: number | undefined): string {
  return value === undefined ? '' : figure(value);
}

const LEVELS = [0.1, 0.5, 0.9, 0.99];

/** E[T(x)] at some percentiles of the size. */
function bySize({ responseOfSize }: Prediction, params: unknown): string[] {
  const { size } = params as { readonly size?: Distribution };
  if (!responseOfSize || !size) return [];
  const sizes = size.support[0] === size.support[1] ? [size.mean] : [...new Set(LEVELS.map((level) => quantile(size, level)))];
  const rows = sizes.map((x) => [figure(x), figure(responseOfSize(x)), figure(responseOfSize(x) / x)]);
  return columns([['size x', 'E[T(x)]', 'E[T(x)]/x'], ...rows]);
}

function quantile({ cdf, mean, support: [least] }: Distribution, level: number): number {
  let most = Math.max(mean, least);
  while (cdf(most) < level) most *= 2;
  // The sign is never 0, so that a jump too is closed in on from both sides.
  return cdf(least) >= level ? least : rootBetween((x) => (cdf(x) >= level ? 1 : -1), least, most);
}

/** Lines no longer than the page, broken at single blanks so that columns stay. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let rest = text;
  const hanging = text.startsWith('- ') ? '  ' : '';
  while (rest.length > WIDTH - indent.length) {
    const cut = rest.lastIndexOf(' ', WIDTH - indent.length);
    if (cut <= hanging.length) break;
    lines.push(indent + rest.slice(0, cut).trimEnd());
    rest = hanging + rest.slice(cut + 1);
  }
  return [...lines, indent + rest];
}
