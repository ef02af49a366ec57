import { csvParseRows } from 'd3-dsv';
import { ParamError } from '../params.ts';
import { nearest } from '../registry.ts';

/** Recorded jobs, by columns. */
export interface JobRecord {
  /** Non-decreasing, 0 or more. */
  readonly times: Float64Array;
  readonly sizes?: Float64Array;
  readonly classes?: Int32Array;
}

const COLUMNS = ['time', 'size', 'class'];

/**
 * Reads CSV text with a header of `time` and, optionally, `size` and `class`.
 * Throws a ParamError that names the file, the line, the column and the value at the first fault.
 */
export function readRecord(file: string, text: string, classIndex: (name: string) => number): JobRecord {
  // A byte order mark, as spreadsheets write it, is no part of the first name.
  const [header = [], ...rows] = csvParseRows(text.replace(/^\uFEFF/, ''));
  while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop();
  const column = columns(file, header);
  if (rows.length === 0) throw fault(file, 2, 'has no jobs');
  const times = new Float64Array(rows.length);
  const sizes = column.has('size') ? new Float64Array(rows.length) : undefined;
  const classes = column.has('class') ? new Int32Array(rows.length) : undefined;
  for (const [i, row] of rows.entries()) {
    const line = i + 2;
    if (row.length !== header.length) throw fault(file, line, `has ${row.length} values for ${header.length} columns`);
    const cell = (name: string) => row[column.get(name)!].trim();
    times[i] = amount(file, line, 'time', cell('time'));
    if (i > 0 && times[i] < times[i - 1]) {
      throw fault(file, line, `column "time": ${cell('time')} is before the ${times[i - 1]} of the line above; sort the file by time`);
    }
    if (sizes) sizes[i] = amount(file, line, 'size', cell('size'));
    if (classes) {
      if (cell('class') === '') throw fault(file, line, 'column "class": expected the name of a class, not nothing');
      classes[i] = classIndex(cell('class'));
    }
  }
  return { times, ...(sizes && { sizes }), ...(classes && { classes }) };
}

function columns(file: string, header: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, raw] of header.entries()) {
    const name = raw.trim();
    if (!COLUMNS.includes(name)) {
      const meant = nearest(name, COLUMNS);
      throw fault(file, 1, `unknown column "${name}"${meant ? `, did you mean "${meant}"?` : `; known are ${COLUMNS.join(', ')}`}`);
    }
    if (found.has(name)) throw fault(file, 1, `column "${name}" is there twice`);
    found.set(name, index);
  }
  if (!found.has('time')) throw fault(file, 1, 'needs a column "time"');
  return found;
}

function amount(file: string, line: number, name: string, cell: string): number {
  const value = cell === '' ? NaN : Number(cell);
  if (!(value >= 0 && value < Infinity)) throw fault(file, line, `column "${name}": expected a number of 0 or more, not "${cell}"`);
  return value;
}

function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0].trim() === '';
}

function fault(file: string, line: number, message: string): ParamError {
  return new ParamError(`${file}, line ${line}: ${message}`, ['file']);
}
