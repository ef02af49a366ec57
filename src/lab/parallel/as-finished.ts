import { setMaxListeners } from 'node:events';
import type { Piscina } from 'piscina';

/**
 * Results of tasks that are all given to the workers at once, as they are finished. On `signal` those that are running are
 * given up, and it ends without an error.
 */
export async function* asFinished<Task, Result>(piscina: Piscina, tasks: Iterable<Task>, signal: AbortSignal): AsyncGenerator<readonly [Task, Result]> {
  // Every task listens, and there may be hundreds.
  setMaxListeners(0, signal);
  const pending = new Map<Task, Promise<readonly [Task, Result] | undefined>>();
  for (const task of tasks) {
    const run = (piscina.run(task, { signal }) as Promise<Result>).then(
      (result) => [task, result] as const,
      (error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      },
    );
    pending.set(task, run);
  }
  while (pending.size > 0) {
    const finished = await Promise.race(pending.values());
    if (!finished) return;
    pending.delete(finished[0]);
    yield finished;
  }
}
