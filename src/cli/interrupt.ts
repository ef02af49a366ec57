import { exitWith } from './exit.ts';

/** Runs a long piece of work that Ctrl-C stops in order, and a second Ctrl-C at once; errors become the exit status. */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>, kept = 'what is finished is kept'): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    process.stderr.write(`\nstopping; ${kept} (again to stop at once)\n`);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    await work(stop.signal);
  } catch (error) {
    exitWith(error);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
  if (stop.signal.aborted) process.exitCode = 130;
}
