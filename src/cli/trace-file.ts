import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileFault } from './exit.ts';

/** Text is written in pieces of about so many characters. */
const CHUNK = 1 << 16;

/** A file that is written piece by piece under a name of its own and takes its place when it is whole. */
export class TraceFile {
  readonly path: string;
  private readonly temporary: string;
  private readonly descriptor: number;
  private pieces: string[] = [];
  private length = 0;

  /** Throws an Error where the file cannot be written. */
  constructor(path: string) {
    this.path = path;
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
    try {
      // Else this would be learnt when all is done.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      this.descriptor = openSync(this.temporary, 'w');
    } catch (error) {
      throw new Error(`cannot write ${path}: ${fileFault(error)}`, { cause: error });
    }
  }

  readonly write = (text: string): void => {
    this.pieces.push(text);
    this.length += text.length;
    if (this.length >= CHUNK) this.flush();
  };

  /** The file is whole. */
  keep(): void {
    try {
      this.flush();
      closeSync(this.descriptor);
      renameSync(this.temporary, this.path);
    } catch (error) {
      rmSync(this.temporary, { force: true });
      throw new Error(`cannot write ${this.path}: ${fileFault(error)}`, { cause: error });
    }
  }

  /** It is not wanted any more: nothing is left of it. */
  discard(): void {
    closeSync(this.descriptor);
    rmSync(this.temporary, { force: true });
  }

  private flush(): void {
    writeSync(this.descriptor, this.pieces.join(''));
    this.pieces = [];
    this.length = 0;
  }
}

/** The file of each backend: `trace.json`, or where there are several `trace.simulated.json` and so on. */
export function traceFiles(path: string, backends: readonly string[]): string[] {
  if (backends.length === 1) return [path];
  const ending = extname(path);
  return backends.map((backend) => `${path.slice(0, path.length - ending.length)}.${backend}${ending}`);
}
