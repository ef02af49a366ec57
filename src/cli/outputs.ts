/** What is written must not take the place of what is read, nor one output that of another. */
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Parcel } from '../lab/parallel/pool.ts';
import { InputError } from './exit.ts';

/** A file that is to be written, and the option that names it or its directory. */
export interface Output {
  readonly option: string;
  readonly path: string;
}

/** Throws an InputError where an output is one of the files that the work reads, or the same file as another output. */
export function checkOutputs({ file, modules, files }: Pick<Parcel, 'file' | 'modules' | 'files'>, outputs: readonly Output[], functions: readonly string[] = []): void {
  const beside = (name: string) => resolve(dirname(file), name);
  const inputs = new Map([
    ...functions.map((path) => [identityOf(path), 'a module with functions that the scenario calls'] as const),
    ...Object.keys(files).map((name) => [identityOf(beside(name)), 'a file that the scenario reads'] as const),
    ...Object.values(modules).map((path) => [identityOf(path), 'a module that the scenario uses'] as const),
    [identityOf(file), 'the scenario file'] as const,
  ]);
  const taken = new Map<string, string>();
  for (const { option, path } of outputs) {
    const identity = identityOf(path);
    const input = inputs.get(identity);
    if (input !== undefined) throw new InputError(`${option}: ${path} is ${input}, which it would overwrite; name another file`);
    const other = taken.get(identity);
    if (other !== undefined) throw new InputError(`${option}: ${path} is written by ${other} too; name another file`);
    taken.set(identity, option);
  }
}

/** The same text for the same file, however its path is written. */
function identityOf(path: string): string {
  try {
    const there = statSync(path, { bigint: true, throwIfNoEntry: false });
    return there ? `${there.dev}:${there.ino}` : join(realpathSync(dirname(resolve(path))), basename(path));
  } catch {
    return resolve(path);
  }
}
