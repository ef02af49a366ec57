import type { ValidatedFormula, Validation } from '../../validation.ts';
import { columnLines, cut } from '../columns.ts';
import { percentText } from '../number.ts';
import { validationVerdict } from './markdown.ts';

/** One line per formula and a verdict, for a terminal. */
export function validationTable(validation: Validation): string {
  const { formulas } = validation;
  const lines = columnLines([
    { title: 'formula', align: 'left', cells: formulas.map(({ formula }) => cut(formula, 30)) },
    { title: 'kind', align: 'left', cells: formulas.map(({ kind }) => kind) },
    { title: 'values', align: 'right', cells: formulas.map(({ values }) => String(values)) },
    { title: 'variance of z', align: 'right', cells: formulas.map(({ variance }) => (variance === null ? '' : variance.toFixed(2))) },
    { title: 'farthest', align: 'left', cells: formulas.map(farthest) },
    { title: '', align: 'left', cells: formulas.map(({ pass }) => (pass ? '' : 'FAILED')) },
  ]);
  return `${lines.join('\n')}\n\n${validationVerdict(validation)}\n`;
}

function farthest({ largest, error }: ValidatedFormula): string {
  if (largest !== null) return `|z| = ${largest.toFixed(2)}`;
  return error === null ? '' : `off by ${percentText(error)}`;
}
