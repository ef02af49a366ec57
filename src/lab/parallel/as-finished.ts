import { setMaxListeners } from 'node:events';
import type { Piscina } from 'piscina';
import type { Answer } from './answer.ts';

/** So many tasks for each worker are with it or wait: enough that none is idle, few enough that one begun again is soon. */
const AHEAD = 4;

/** A task that ends its worker is given to another, so often in all. */
const MOST_TRIES = 3;

/**
 * Results of tasks that are given to the workers in their order, as they are finished. On `signal` those that are running
 * are given up, and it ends without an error. A worker that dies is replaced, and its task begun again; `nameOf` says what
 * it was where it dies of that every time. An error that the task itself throws comes through at once: it would again.
 */
export async function* asFinished<Task, Result>(piscina: Piscina, tasks: Iterable<Task>, signal: AbortSignal, nameOf: (task: Task) => string): AsyncGenerator<readonly [Task, Result]> {
  // Every task listens.
  setMaxListeners(0, signal);
  const pending = new Map<Task, Promise<readonly [Task, Result] | undefined>>();
  const coming = tasks[Symbol.iterator]();
  const ahead = AHEAD * piscina.options.maxThreads;
  let next = coming.next();
  while (pending.size > 0 || !next.done) {
    for (; pending.size < ahead && !next.done; next = coming.next()) pending.set(next.value, run<Task, Result>(piscina, next.value, signal, nameOf));
    const finished = await Promise.race(pending.values());
    if (!finished) return;
    pending.delete(finished[0]);
    yield finished;
  }
}

/** Undefined where it was given up. */
async function run<Task, Result>(piscina: Piscina, task: Task, signal: AbortSignal, nameOf: (task: Task) => string): Promise<readonly [Task, Result] | undefined> {
  const answer = await answerTo<Task, Result>(piscina, task, signal, nameOf);
  if (!answer) return undefined;
  if ('result' in answer) return [task, answer.result];
  throw Object.assign(new Error(answer.thrown.message), { stack: answer.thrown.stack });
}

async function answerTo<Task, Result>(piscina: Piscina, task: Task, signal: AbortSignal, nameOf: (task: Task) => string): Promise<Answer<Result> | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return (await piscina.run(task, { signal })) as Answer<Result>;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (tries === MOST_TRIES) throw new Error(`${nameOf(task)} ended its worker thread ${MOST_TRIES} times: ${(error as Error).message}`, { cause: error });
    }
  }
}
