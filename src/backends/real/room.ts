import { CrewError } from './crew.ts';

const MEBIBYTE = 2 ** 20;
/** Bytes that a worker takes when it is idle, on Node 20 to 26. */
export const THREAD = 10 * MEBIBYTE;
const PROCESS = 25 * MEBIBYTE;

/** So many workers may take so many milliseconds to start, even where other programs take most of the machine. */
export function startLimit(workers: number): number {
  return 30_000 + 1000 * workers;
}

/** Throws a CrewError where the workers alone would take more than the machine's memory, in bytes. */
export function requireRoom(threads: number, processes: number, memory: number): void {
  const needed = threads * THREAD + processes * PROCESS;
  if (needed <= memory) return;
  const [need, have] = [needed, memory].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`);
  const asked = processes > 0 ? `${processes} processes with ${threads} threads in all` : `${threads} threads`;
  throw new CrewError(`${asked}, a worker for each slot, need about ${need} of memory, and this machine has ${have}; give the pool fewer nodes or slots`);
}
