/** Results of tasks as they come, one a line of JSON, in a file that is there when it is complete. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileFault } from './exit.ts';
import { WholeFile } from './whole-file.ts';

export class ResultsFile {
  private readonly file: WholeFile;

  /** Throws an Error where the file cannot be made. */
  constructor(path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      throw new Error(`cannot write ${path}: ${fileFault(error)}`, { cause: error });
    }
    this.file = new WholeFile(path);
  }

  /** Throws an Error where it cannot be written, or not as JSON. */
  add(result: Readonly<Record<string, unknown>>): void {
    let line: string;
    try {
      line = JSON.stringify(plain(result));
    } catch (error) {
      throw new Error(`the result of job ${String(result.job)} cannot be written as JSON: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
    }
    this.file.write(`${line}\n`);
  }

  /** The file takes its place. */
  keep(): void {
    this.file.keep();
  }

  /** Nothing of it is left. */
  drop(): void {
    this.file.discard();
  }
}

/**
 * What JSON has no words for, in words that it has: maps as lists of pairs, sets and typed arrays as lists, bytes of
 * buffers too, big integers, NaN and infinities as text, errors by what they say; where something contains itself, that it does.
 */
function plain(value: unknown, above: readonly unknown[] = []): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const inside = [...above, value];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof DataView) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value instanceof Map || value instanceof Set || Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as Iterable<unknown>, (part) => plain(part, inside));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, inside)]));
}
