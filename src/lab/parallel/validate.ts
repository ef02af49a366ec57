import { Piscina } from 'piscina';
import type { Depth, Outcome, Trial } from '../validation/trials.ts';
import { asFinished } from './as-finished.ts';

/** What a validation worker needs besides the trials. */
export interface Errand {
  readonly depth: Depth;
  /** Begins the names of the random streams. */
  readonly chance: string;
}

/** Runs trials on `workers` threads, and yields their outcomes as they come; ends early, without an error, on `signal`. */
export async function* runTrials(trials: readonly Trial[], errand: Errand, workers: number, signal: AbortSignal): AsyncGenerator<Outcome> {
  const piscina = new Piscina({
    filename: new URL('validate-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    workerData: errand,
    execArgv: [],
  });
  try {
    for await (const [, outcome] of asFinished<Trial, Outcome>(piscina, trials, signal, (trial) => `the validation of ${trial.case}`)) yield outcome;
  } finally {
    await piscina.destroy();
  }
}
