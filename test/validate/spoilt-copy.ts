/** A copy of parts of this project, into which faults are put one at a time. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A slip at one place of one file: `from` stands there once. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export class SpoiltCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'schedlab-faults-'));

  /** Copies the parts, files or folders of the project, and lends it the installed packages. */
  constructor(parts: readonly string[]) {
    for (const part of parts) cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs `look` while the fault is in the copy. `below`: the folder that its file is in. */
  spoil(below: string, { file, from, to }: Fault, look: () => void): void {
    const path = join(this.folder, below, file);
    const original = readFileSync(path, 'utf8');
    expect(original.split(from), `${from} in ${file}`).toHaveLength(2);
    writeFileSync(path, original.replace(from, () => to));
    try {
      look();
    } finally {
      writeFileSync(path, original);
    }
  }
}
