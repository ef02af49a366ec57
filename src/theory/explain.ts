import type { Formula } from './define.ts';
import { figure } from './figure.ts';

const WIDTH = 100;

/** A formula as a student would want it, in plain text: equations, symbols, the numbers filled in, and what is often got wrong. */
export function explain<Params>(formula: Formula<Params>, params: Params): string {
  const { title, about, kind, source, equations, symbols, mistakes } = formula;
  const { values } = formula.create(params);
  return [
    `${title}: ${kind}`,
    ...wrapped(about, ''),
    ...section('Equations', equations),
    ...section('Symbols', columns(Object.entries(symbols))),
    ...section('With these numbers', formula.steps(params)),
    ...section('Values', columns(Object.entries(values).map(([key, value]) => [key, figure(value)]))),
    ...section('Often got wrong', mistakes.map((mistake) => `- ${mistake}`)),
    ...section('Source', [source]),
    '',
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.flatMap((line) => wrapped(line, '  '))];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
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
