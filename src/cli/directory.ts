import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileFault, InputError } from './exit.ts';

/** A scenario's name as that of the directory of its results. */
export function directoryName(name: string): string {
  return name.trim().replaceAll(' ', '-').toLowerCase();
}

/** Throws an InputError where nothing could be written to the directory, which need not be there yet: before the work, not after it. */
export function checkDirectory(directory: string): void {
  try {
    let there = resolve(directory);
    // The root of a drive that is not there is above itself.
    while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
    if (!statSync(there).isDirectory()) throw Object.assign(new Error(there), { code: 'ENOTDIR' });
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new InputError(`cannot write to ${directory}: ${fileFault(error)}`);
  }
}
