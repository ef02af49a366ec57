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
  const plain = text.replace(/^\uFEFF/, '');
  const lines = linesOfRows(file, plain);
  const [header = [], ...rows] = csvParseRows(plain);
  while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop();
  const column = columns(file, header);
  if (rows.length === 0) throw fault(file, 2, 'has no jobs');
  const times = new Float64Array(rows.length);
  const sizes = column.has('size') ? new Float64Array(rows.length) : undefined;
  const classes = column.has('class') ? new Int32Array(rows.length) : undefined;
  for (const [i, row] of rows.entries()) {
    const line = lines ? lines[i + 1] : i + 2;
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
  const value = header.map((raw) => raw.trim()).find((name) => name !== '' && !Number.isNaN(Number(name)));
  if (value !== undefined) throw fault(file, 1, `must name the columns (${COLUMNS.join(', ')}), and has the value ${value}; put such a line above the first job`);
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

/**
 * The line on which each row begins; undefined where no value has quotes, and each row is a line. Throws a ParamError where a
 * quote is not closed, or closed in the middle of a value: a lenient parser would take what follows for part of the value.
 */
function linesOfRows(file: string, text: string): readonly number[] | undefined {
  if (!text.includes('"')) return undefined;
  const lines: number[] = [];
  const ends = /[,\r\n]/g;
  let line = 1;
  let begins = true;
  for (let at = 0; at < text.length; ) {
    if (begins) lines.push(line);
    if (text[at] === '"') {
      const end = closing(text, at);
      if (end === undefined) throw fault(file, line, 'a quote (") opens here that is never closed');
      const below = line + [...text.slice(at, end).matchAll(/\r\n?|\n/g)].length;
      if (end < text.length && !',\r\n'.includes(text[end])) {
        const [rest] = text.slice(end, end + 20).split(/[\r\n]/, 1);
        throw fault(file, line, `the quoted value that opens here is closed${below > line ? ` on line ${below}` : ''} before ${JSON.stringify(rest)}; a quote within a value is written twice`);
      }
      line = below;
      at = end;
    } else {
      ends.lastIndex = at;
      at = ends.exec(text)?.index ?? text.length;
    }
    begins = text[at] !== ',';
    if (begins) line++;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return lines;
}

/** Where a quoted value is over: after its closing quote, of which two stand for one within it. Undefined where there is none. */
function closing(text: string, opening: number): number | undefined {
  for (let from = opening + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    if (text[quote + 1] !== '"') return quote + 1;
    from = quote + 2;
  }
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
