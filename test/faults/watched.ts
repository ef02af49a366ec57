import { Worker } from 'node:worker_threads';
import type { Fault } from '../../src/lab/scenario/faults.ts';

/** What became of a text. */
export type Outcome =
  | { readonly outcome: 'refused'; readonly faults: readonly Fault[]; readonly message: string; readonly milliseconds: number }
  | { readonly outcome: 'ran'; readonly completed: number; readonly lost: number; readonly milliseconds: number }
  | { readonly outcome: 'crashed'; readonly error: string }
  | { readonly outcome: 'hung' };

/** Far beyond what a text of this size may take, also on a machine that does other things. */
const PATIENCE_MS = 5000;

/** Tries texts in a thread that is ended when it hangs: a loop without end cannot be stopped in any other way. */
export class Watched {
  #worker: Worker | undefined;

  try(text: string): Promise<Outcome> {
    const worker = (this.#worker ??= new Worker(new URL('./fuzz-worker.js', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 1024 } }));
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => {
        clearTimeout(watchdog);
        worker.off('message', settle).off('error', failed);
        if (outcome.outcome === 'hung' || outcome.outcome === 'crashed') {
          this.#worker = undefined;
          void worker.terminate();
        }
        resolve(outcome);
      };
      const watchdog = setTimeout(() => settle({ outcome: 'hung' }), PATIENCE_MS);
      const failed = (error: Error) => settle({ outcome: 'crashed', error: String(error.stack) });
      worker.once('message', settle).once('error', failed);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(text);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }
}
