import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileFault } from './exit.ts';

/** Text is written in pieces of about so many characters. */
const CHUNK = 1 << 16;

/**
 * A file that is written piece by piece under a name of its own and takes its place when it is whole. Nothing is left of it
 * where it is discarded, or where the process ends before.
 */
export class WholeFile {
  readonly path: string;
  private readonly temporary: string;
  private readonly descriptor: number;
  private pieces: string[] = [];
  private length = 0;

  /** Throws an Error where the file cannot be written. */
  constructor(path: string) {
    this.path = path;
    this.temporary = join(dirname(path), `.writing-${process.pid}-${basename(path)}`);
    try {
      // Else this would be learnt when all is done.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      removeLeftovers(path);
      this.descriptor = openSync(this.temporary, 'w');
    } catch (error) {
      throw this.fault(error);
    }
    process.once('exit', this.remove);
  }

  /** Throws an Error where it cannot be written. */
  readonly write = (text: string): void => {
    this.pieces.push(text);
    this.length += text.length;
    if (this.length >= CHUNK) this.flush();
  };

  /** The file is whole. Throws an Error where it cannot be written, and nothing is left of it. */
  keep(): void {
    try {
      this.flush();
      closeSync(this.descriptor);
      renameSync(this.temporary, this.path);
    } catch (error) {
      this.remove();
      throw this.fault(error);
    } finally {
      process.off('exit', this.remove);
    }
  }

  /** It is not wanted any more. */
  discard(): void {
    closeSync(this.descriptor);
    this.remove();
    process.off('exit', this.remove);
  }

  private readonly remove = (): void => rmSync(this.temporary, { force: true });

  private flush(): void {
    try {
      writeFileSync(this.descriptor, this.pieces.join(''));
    } catch (error) {
      throw this.fault(error);
    }
    this.pieces = [];
    this.length = 0;
  }

  private fault(error: unknown): Error {
    return error instanceof Error && error.message.startsWith('cannot write ') ? error : new Error(`cannot write ${this.path}: ${fileFault(error)}`, { cause: error });
  }
}

/** Removes what processes left of the file that were killed while they wrote it. */
function removeLeftovers(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const [, pid] = /^\.writing-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && name === `.writing-${pid}-${basename(path)}` && !isRunning(Number(pid))) rmSync(join(dirname(path), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user's may not be asked.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** The trace file of each backend: `trace.json`, or where there are several `trace.simulated.json` and so on. */
export function traceFiles(path: string, backends: readonly string[]): string[] {
  if (backends.length === 1) return [path];
  const ending = extname(path);
  return backends.map((backend) => `${path.slice(0, path.length - ending.length)}.${backend}${ending}`);
}
