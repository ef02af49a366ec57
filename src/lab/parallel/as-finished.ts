import { setMaxListeners } from 'node:events';
import type { Piscina } from 'piscina';

/** So many tasks are with the workers or wait for one: enough that none is idle, few enough that millions can be named. */
const AHEAD = 64;

/**
 * Results of tasks that are given to the workers in their order, as they are finished. On `signal` those that are running
 * are given up, and it ends without an error.
 */
export async function* asFinished<Task, Result>(piscina: Piscina, tasks: Iterable<Task>, signal: AbortSignal): AsyncGenerator<readonly [Task, Result]> {
  // Every task listens.
  setMaxListeners(0, signal);
  const pending = new Map<Task, Promise<readonly [Task, Result] | undefined>>();
  const coming = tasks[Symbol.iterator]();
  const ahead = Math.max(AHEAD, 4 * piscina.options.maxThreads);
  let next = coming.next();
  while (pending.size > 0 || !next.done) {
    for (; pending.size < ahead && !next.done; next = coming.next()) pending.set(next.value, run<Task, Result>(piscina, next.value, signal));
    const finished = await Promise.race(pending.values());
    if (!finished) return;
    pending.delete(finished[0]);
    yield finished;
  }
}

/** Undefined where it was given up. */
function run<Task, Result>(piscina: Piscina, task: Task, signal: AbortSignal): Promise<readonly [Task, Result] | undefined> {
  return (piscina.run(task, { signal }) as Promise<Result>).then(
    (result) => [task, result] as const,
    (error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    },
  );
}
