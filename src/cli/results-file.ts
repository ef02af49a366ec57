/** Results of tasks as they come, one a line of JSON, in a file that is there when it is complete. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileFault } from './exit.ts';

/** So many bytes are kept before they are written. */
const BATCH = 2 ** 16;

export class ResultsFile {
  private readonly path: string;
  private readonly temporary: string;
  private readonly file: number;
  private lines: string[] = [];
  private length = 0;

  /** Throws an Error where the file cannot be made. */
  constructor(path: string) {
    this.path = path;
    this.temporary = join(dirname(path), `.writing-${process.pid}-${basename(path)}`);
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.file = openSync(this.temporary, 'w');
    } catch (error) {
      throw new Error(`cannot write to ${path}: ${fileFault(error)}`, { cause: error });
    }
  }

  /** Throws an Error where it cannot be written as JSON. */
  add(result: Readonly<Record<string, unknown>>): void {
    let line: string;
    try {
      line = JSON.stringify(plain(result));
    } catch (error) {
      throw new Error(`the result of job ${String(result.job)} cannot be written as JSON: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
    }
    this.lines.push(line);
    this.length += line.length;
    if (this.length >= BATCH) this.flush();
  }

  /** The file takes its place. */
  keep(): void {
    this.flush();
    closeSync(this.file);
    renameSync(this.temporary, this.path);
  }

  /** Nothing of it is left. */
  drop(): void {
    closeSync(this.file);
    rmSync(this.temporary, { force: true });
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    writeFileSync(this.file, `${this.lines.join('\n')}\n`);
    this.lines = [];
    this.length = 0;
  }
}

/**
 * What JSON has no words for, in words that it has: maps as lists of pairs, sets and typed arrays as lists, bytes of
 * buffers too, big integers, NaN and infinities as text, errors by what they say.
 */
function plain(value: unknown, above: readonly unknown[] = []): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) throw new TypeError('it contains itself');
  const inside = [...above, value];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof DataView) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value instanceof Map || value instanceof Set || Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as Iterable<unknown>, (part) => plain(part, inside));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, inside)]));
}
