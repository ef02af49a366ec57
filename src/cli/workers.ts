import { InputError } from './exit.ts';

/** Throws an InputError where `--workers` is given and is no number of threads. */
export function checkWorkers(workers: number | undefined): void {
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= 1024)) {
    throw new InputError(`--workers: must be a whole number from 1 to 1024, not ${workers}`);
  }
}
