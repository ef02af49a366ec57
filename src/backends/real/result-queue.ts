import type { TaskResult } from './calls.ts';

/** Results of calls in the order in which they came, to be read while the run goes on: `for await (const result of queue)`. */
export class ResultQueue implements AsyncIterable<TaskResult> {
  private readonly waiting: TaskResult[] = [];
  private taken = 0;
  private closed = false;
  private wake: (() => void) | undefined;

  readonly push = (result: TaskResult): void => {
    this.waiting.push(result);
    this.wake?.();
  };

  /** No further result comes: readers end when they have read what there is. */
  close(): void {
    this.closed = true;
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TaskResult> {
    for (;;) {
      if (this.taken < this.waiting.length) {
        yield this.next();
      } else if (this.closed) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }

  private next(): TaskResult {
    const result = this.waiting[this.taken++];
    // What has been read is let go, now and then.
    if (this.taken > 1000 && 2 * this.taken > this.waiting.length) {
      this.waiting.splice(0, this.taken);
      this.taken = 0;
    }
    return result;
  }
}
