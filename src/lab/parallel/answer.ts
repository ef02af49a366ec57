/** What goes to a worker. */
export interface Errand<Task> {
  readonly task: Task;
  /** Shared memory of one number: 1 once the task was begun. */
  readonly begun: Int32Array;
}

/** What a worker answers: its result, or the error that the task threw. Where it answers nothing, it died. */
export type Answer<Result> = { readonly result: Result } | { readonly thrown: { readonly message: string; readonly stack?: string | undefined } };

/** A worker's tasks, one after the other, so that an error that one throws is told from the death of the worker, and which one it died of is known. */
export function answering<Task, Result>(run: (task: Task) => Result | Promise<Result>): (errand: Errand<Task>) => Promise<Answer<Result>> {
  let last: Promise<unknown> = Promise.resolve();
  return (errand) => {
    const answer = last.then(() => answerTo(run, errand));
    last = answer;
    return answer;
  };
}

async function answerTo<Task, Result>(run: (task: Task) => Result | Promise<Result>, { task, begun }: Errand<Task>): Promise<Answer<Result>> {
  Atomics.store(begun, 0, 1);
  try {
    return { result: await run(task) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { thrown: { message, stack } };
  }
}
