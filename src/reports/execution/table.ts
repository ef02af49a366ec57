import type { Result } from '../../result.ts';
import { columnLines, cut, WIDTH, wrap } from '../columns.ts';
import { estimateCells } from '../estimates.ts';
import { level, withUnit } from '../facts.ts';
import { columnFact, executionFacts, executionRows, gapRows, unforeseenFact } from './rows.ts';

/** The part of the terminal table about real runs: sections of lines; none where there were none. */
export function executionSections(result: Result): string[][] {
  const { execution } = result;
  if (!execution) return [];
  const rows = executionRows(result, execution);
  const gap = gapRows(execution);
  const table = columnLines([
    { title: 'metric', align: 'left', cells: rows.map(({ label, isMean }) => cut(isMean ? label : `  ${label}`, 16)) },
    { title: `real (${level(result)})`, align: 'left', cells: estimateCells(rows.map(({ real }) => real)) },
    { title: '', align: 'left', cells: rows.map(({ unit }) => cut(unit, 8)) },
    { title: 'same jobs', align: 'point', cells: rows.map(({ replayed }) => replayed) },
    { title: 'difference', align: 'left', cells: rows.map(({ difference }) => difference) },
    { title: 'calibrated', align: 'point', cells: rows.map(({ calibrated }) => calibrated) },
    { title: 'theory', align: 'point', cells: rows.map(({ theory }) => theory) },
    { title: 'z', align: 'right', cells: rows.map(({ z }) => z) },
  ]);
  return [
    executionFacts(result, execution).flatMap((fact) => wrap(fact, WIDTH, '  ')),
    table,
    wrap(columnFact(execution), WIDTH, '  '),
    ...(gap
      ? [
          columnLines([
            { title: withUnit('gap of the mean response', result), align: 'left', cells: gap.map(({ cause }) => cause) },
            { title: 'per task', align: 'point', cells: gap.map(({ direct }) => direct) },
            { title: 'with waiting', align: 'point', cells: gap.map(({ total }) => total) },
          ]),
        ]
      : []),
    ...unforeseenFact(execution).map((fact) => wrap(fact, WIDTH, '  ')),
  ];
}
