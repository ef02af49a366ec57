/** Work for workers: a module as a user may write it. */
import { createHash } from 'node:crypto';
import { threadId } from 'node:worker_threads';

interface Given {
  readonly job: number;
}

export async function hash({ job }: Given): Promise<string> {
  await Promise.resolve();
  return createHash('sha256').update(String(job)).digest('hex');
}

export function tally({ job }: Given): Map<string, number> {
  process.stdout.write('what a function prints is not a result\n');
  return new Map([['job', job]]);
}

export function nothing(): void {}

/** By which thread the call is made. */
export function thread(): number {
  return threadId;
}

export function fails({ job }: Given): number {
  if (job === 5) throw new RangeError('five is too many');
  return job;
}

export function unsendable({ job }: Given): unknown {
  return job === 5 ? () => job : job;
}

export function dies({ job }: Given): number {
  if (job === 5) process.exit(3);
  return job;
}

export function hangs({ job }: Given): number {
  if (job === 5) for (;;);
  return job;
}

export const answer = 42;
