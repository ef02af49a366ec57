import { setMaxListeners } from 'node:events';
import type { Piscina } from 'piscina';
import type { Answer, Errand } from './answer.ts';

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
  let ended = false;
  const given: Given = { piscina, signal, isOver: () => ended || signal.aborted };
  try {
    let next = coming.next();
    while (pending.size > 0 || !next.done) {
      for (; pending.size < ahead && !next.done; next = coming.next()) pending.set(next.value, run<Task, Result>(given, next.value, nameOf));
      const finished = await Promise.race(pending.values());
      if (!finished) return;
      pending.delete(finished[0]);
      yield finished;
    }
  } finally {
    ended = true;
  }
}

interface Given {
  readonly piscina: Piscina;
  readonly signal: AbortSignal;
  /** Whether nobody waits for answers any more. */
  readonly isOver: () => boolean;
}

/** Undefined where it was given up. */
async function run<Task, Result>(given: Given, task: Task, nameOf: (task: Task) => string): Promise<readonly [Task, Result] | undefined> {
  const answer = await answerTo<Task, Result>(given, task, nameOf);
  if (!answer) return undefined;
  if ('result' in answer) return [task, answer.result];
  throw Object.assign(new Error(answer.thrown.message), { stack: answer.thrown.stack });
}

/** A task that only waited at a worker which died of another has not been tried. */
async function answerTo<Task, Result>({ piscina, signal, isOver }: Given, task: Task, nameOf: (task: Task) => string): Promise<Answer<Result> | undefined> {
  for (let tries = 0; ; ) {
    const errand: Errand<Task> = { task, begun: new Int32Array(new SharedArrayBuffer(4)) };
    try {
      return (await piscina.run(errand, { signal })) as Answer<Result>;
    } catch (error) {
      if (isOver()) return undefined;
      tries += Atomics.load(errand.begun, 0);
      if (tries === MOST_TRIES) throw new Error(`${nameOf(task)} ended its worker thread ${MOST_TRIES} times: ${(error as Error).message}`, { cause: error });
    }
  }
}
