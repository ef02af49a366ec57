import { CrewError } from './crew.ts';

/** The promise, or a CrewError where it is not kept in so many milliseconds, or not before the signal. */
export async function within<T>(milliseconds: number, what: string, promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CrewError(`${what} after ${milliseconds / 1000} s`)), milliseconds);
    stop = () => reject(new CrewError(`stopped: ${what} yet`));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop!);
  }
}
