/** A result as plain text for a terminal, at most 100 columns wide. */
import type { Result } from '../result.ts';
import { columnLines, cut, WIDTH, wrap } from './columns.ts';
import { estimateCells } from './estimates.ts';
import { agreementFact, checkFact, fewFacts, growingFact, infiniteFacts, level, obstacleFacts, runFacts, unseenFacts } from './facts.ts';
import { executionSections } from './execution/table.ts';
import { plain } from './plain.ts';
import { distanceCell, formulas, isSuspicious, rows, shortTitle, theoryCell, theoryOf, type Comparison, type Estimated, type Row } from './rows.ts';
import { scopeSections } from './scopes.ts';

/** Everything that a reader of a run needs first; lines end in \n, no colour codes. */
export function resultTable(result: Result): string {
  const sections = [heading(result), main(result), ...scopeSections(result), ...executionSections(result), footnotes(result), verdicts(result)];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(result: Result): string[] {
  const title = plain(result.name) + (result.about ? `: ${plain(result.about)}` : '');
  const origin = `seed ${plain(result.seed)}, schedlab ${plain(result.schedlab)}`;
  return [...wrap(title, WIDTH, '  '), ...[...runFacts(result), origin].flatMap((fact) => wrap(fact, WIDTH, '  '))];
}

function main(result: Result): string[] {
  const growing = growingFact(result);
  const all = rows(result, result.overall, 'overall');
  const sentence = growing ? wrap(growing, WIDTH) : [];
  if (all.length === 0) return sentence;
  const lines = all.flatMap((row) => linesOf(result, row));
  const table = columnLines([
    { title: 'metric', align: 'left', cells: lines.map(({ label }) => label) },
    { title: `simulated (${level(result)})`, align: 'left', cells: estimateCells(lines.map(({ simulated }) => simulated)) },
    { title: '', align: 'left', cells: lines.map(({ unit }) => unit) },
    { title: 'theory', align: 'point', cells: lines.map(({ theory }) => theory) },
    { title: 'z', align: 'right', cells: lines.map(({ z }) => z) },
    { title: '', align: 'left', cells: lines.map(({ flag }) => flag) },
    { title: 'formula', align: 'left', cells: lines.map(({ formula }) => formula) },
  ]);
  return growing ? [...sentence, '', ...table] : table;
}

interface Line {
  readonly label: string;
  readonly simulated?: Estimated;
  readonly unit: string;
  readonly theory: string;
  readonly z: string;
  readonly flag: string;
  readonly formula: string;
}

/** A row, and a further line for each further formula about it. */
function linesOf(result: Result, row: Row): Line[] {
  const label = cut(row.statistic === 'mean' ? plain(row.label) : `  ${plain(row.label)}`, 16);
  const first: Line = { label, simulated: row.simulated, unit: cut(row.unit, 8), theory: '', z: '', flag: '', formula: '' };
  const compared = row.comparisons.map((comparison, i) => ({
    ...(i === 0 ? first : { label: '', unit: '' }),
    theory: theoryCell(result, comparison),
    z: distanceCell(comparison),
    flag: isSuspicious(result, comparison) ? '!' : '',
    formula: formulaCell(result, comparison),
  }));
  return compared.length > 0 ? compared : [first];
}

function formulaCell(result: Result, comparison: Comparison): string {
  const theory = theoryOf(result, comparison);
  if (!theory) return cut(plain(comparison.formula), 24);
  const number = formulas(result).findIndex(({ formula }) => formula === theory.formula) + 1;
  return `${shortTitle(theory)}, ${theory.kind} [${number}]`;
}

function footnotes(result: Result): string[] {
  return formulas(result).flatMap(({ title, kind, source }, i) =>
    wrap(`[${i + 1}] ${plain(title)} (${kind}): ${plain(source)}`, WIDTH, '    '),
  );
}

function verdicts(result: Result): string[] {
  const agreement = agreementFact(result);
  return [
    ...(agreement ? wrap(`theory: ${agreement}`, WIDTH, '  ') : []),
    ...obstacleFacts(result).flatMap((fact) => wrap(`theory: ${fact}`, WIDTH, '  ')),
    ...[...infiniteFacts(result), ...unseenFacts(result), ...fewFacts(result)].flatMap((fact) => wrap(fact, WIDTH, '  ')),
    ...wrap(`checks: ${checkFact(result)}`, WIDTH, '  '),
  ];
}
