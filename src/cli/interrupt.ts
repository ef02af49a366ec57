import { constants } from 'node:os';
import { exitWith } from './exit.ts';

/** Does a piece of work in this thread, which hears of no signal meanwhile and keeps nothing: Ctrl-C and SIGTERM end the process at once. */
export type AtOnce = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs a long piece of work that Ctrl-C stops in order, and a second Ctrl-C at once; errors become the exit status. */
export async function interruptible(work: (signal: AbortSignal, atOnce: AtOnce) => Promise<void>, kept = 'what is finished is kept'): Promise<void> {
  const stop = new AbortController();
  let status = 0;
  const interrupt = (signal: NodeJS.Signals) => {
    status = 128 + constants.signals[signal];
    if (stop.signal.aborted) process.exit(status);
    stop.abort();
    process.stderr.write(`\nstopping; ${kept} (again to stop at once)\n`);
  };
  const heed = () => process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const leave = () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  heed();
  try {
    await work(stop.signal, (piece) => {
      leave();
      return piece().finally(heed);
    });
  } catch (error) {
    exitWith(error);
  } finally {
    leave();
  }
  if (stop.signal.aborted) process.exitCode = status;
}
