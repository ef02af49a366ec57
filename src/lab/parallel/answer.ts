/** What a worker answers: its result, or the error that the task threw. Where it answers nothing, it died. */
export type Answer<Result> = { readonly result: Result } | { readonly thrown: { readonly message: string; readonly stack?: string | undefined } };

/** A worker's task, so that an error that it throws is told from the death of the worker. */
export function answering<Task, Result>(run: (task: Task) => Result | Promise<Result>): (task: Task) => Promise<Answer<Result>> {
  return async (task) => {
    try {
      return { result: await run(task) };
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      return { thrown: { message, stack } };
    }
  };
}
