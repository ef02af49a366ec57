import { Piscina } from 'piscina';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import { unpack } from '../resume/pack.ts';
import type { Override } from '../scenario/document.ts';
import { ScenarioError } from '../scenario/faults.ts';
import type { Runner, Task } from '../study/play.ts';
import { asFinished } from './as-finished.ts';

/** What a worker needs to rebuild the scenario: the words, since functions do not cross. */
export interface Parcel {
  readonly file: string;
  readonly text: string;
  readonly overrides: readonly Override[];
  /** Text of every file that the scenario names. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of every module that it names, by the name that it gives it. */
  readonly modules: Readonly<Record<string, string>>;
  /** Of a study: what each of its scenarios changes besides. */
  readonly cells?: readonly (readonly Override[])[];
}

/** What a worker answers where the run was broken off by a fault of the scenario: errors lose their kind on the way. */
export type Refused = Pick<ScenarioError, 'file' | 'faults'>;

export interface WorkerPool {
  /** Runs replications of the scenario itself, or of any of a study. */
  readonly runner: Runner;
  close(): Promise<void>;
}

/**
 * Runs replications on `workers` threads. Each is the same whichever thread runs it, so the result does not depend on
 * their number. On `signal` no further replication is begun, and those that are running are given up. A thread that dies
 * is replaced; `nameOf` says in errors which replication it died of.
 */
export function workerPool(parcel: Parcel, workers: number, signal: AbortSignal, nameOf: (task: Task) => string = ({ index }) => `replication ${index + 1}`): WorkerPool {
  const piscina = new Piscina({
    filename: new URL('worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    // One is with it and one waits there, so that it goes on while this thread is at what it has finished.
    concurrentTasksPerWorker: 2,
    workerData: parcel,
    execArgv: [],
  });
  // Of a thread that died while it had nothing to do: it is replaced, and nothing is lost.
  piscina.on('error', () => {});
  return {
    async *runner(tasks) {
      for await (const [task, done] of asFinished<Task, Uint8Array | Refused>(piscina, tasks, signal, nameOf)) {
        if ('faults' in done) throw new ScenarioError(done.file, done.faults);
        yield [task, unpack<Replicate>(done), done] as const;
      }
    },
    close: () => piscina.destroy(),
  };
}
