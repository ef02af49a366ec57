import { Piscina } from 'piscina';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { Replicator } from '../experiment.ts';
import { asFinished } from './as-finished.ts';
import type { Override } from '../scenario/document.ts';

/** What a worker needs to rebuild the scenario: the words, since functions do not cross. */
export interface Parcel {
  readonly file: string;
  readonly text: string;
  readonly overrides: readonly Override[];
  /** Text of every file that the scenario names. */
  readonly files: Readonly<Record<string, string>>;
}

export interface WorkerPool {
  readonly replicator: Replicator;
  close(): Promise<void>;
}

/**
 * Runs replications on `workers` threads. Each is the same whichever thread runs it, so the result does not depend on
 * their number. On `signal` no further replication is begun, and those that are running are given up.
 */
export function workerPool(parcel: Parcel, workers: number, signal: AbortSignal): WorkerPool {
  const piscina = new Piscina({
    filename: new URL('worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    workerData: parcel,
    execArgv: [],
  });
  return {
    replicator: (indices) => asFinished<number, Replicate>(piscina, indices, signal),
    close: () => piscina.destroy(),
  };
}
