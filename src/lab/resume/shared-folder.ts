/**
 * A folder that several processes may have files in, which know nothing of each other. Each takes away only its own files,
 * and directories only while nobody has anything in them; what others take from it in the meantime it makes again.
 */
import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** So often a folder is made again that others take away at the same moment. */
const TRIES = 5;

export class SharedFolder {
  readonly #path: string;
  /** Is in the names of all files of this process. */
  readonly #own: string;
  /** The file that belongs to all of them. */
  readonly #common: string;
  /** Writes the common file where it is not there. */
  readonly #describe: () => void;
  /** The topmost directory that was made for it. */
  #made: string | undefined;

  constructor(path: string, own: string, common: string, describe: () => void) {
    this.#path = resolve(path);
    this.#own = own;
    this.#common = common;
    this.#describe = describe;
  }

  /** Makes the folder, with the common file in it, and the directories above it where they are not there. */
  make(): void {
    again(() => {
      const made = mkdirSync(this.#path, { recursive: true });
      // What it made before may be gone by now: the topmost of all has the shortest path.
      if (made !== undefined && !(this.#made !== undefined && this.#made.length <= resolve(made).length)) this.#made = resolve(made);
      this.#describe();
    });
  }

  /** Does something in the folder, which is made again where others took it away. */
  use<T>(work: () => T): T {
    return again(work, () => this.make());
  }

  /** Takes away its own files and those of these names; then the folder, and above it what it made, while nothing is in them. */
  clear(names: readonly string[] = []): void {
    const gone = new Set(names);
    const there = namesIn(this.#path);
    const mine = there.filter((name) => name !== this.#common && (gone.has(name) || name.includes(this.#own)));
    for (const name of mine) rmSync(join(this.#path, name), { force: true });
    const common = there.includes(this.#common);
    if (there.length > mine.length + Number(common)) return;
    if (common) rmSync(join(this.#path, this.#common), { force: true });
    if (!removed(this.#path)) {
      // In this moment another process has put a file into it.
      if (namesIn(this.#path).length > 0) this.#describe();
      return;
    }
    if (this.#made === undefined) return;
    for (let at = this.#path; at !== this.#made && removed(dirname(at)); ) at = dirname(at);
  }
}

/** Whether the error says that a file or directory is not there. */
export function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function again<T>(work: () => T, before = () => {}): T {
  for (let left = TRIES; ; left--) {
    try {
      return work();
    } catch (error) {
      if (!isGone(error) || left === 0) throw error;
      before();
    }
  }
}

/** Removes a directory where nothing is in it; returns whether it is gone. */
function removed(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    return isGone(error);
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
