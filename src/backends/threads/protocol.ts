/**
 * How a coordinator and the worker of a slot talk: by numbers in shared memory, so that an order takes microseconds. A
 * worker has a block of its own; completions of all go into one ring.
 */

/** Places in a worker's block, as 32-bit integers. */
export const ORDER = 0;
export const TASK = 1;
export const DONE = 2;
/** Places in it, as doubles: all times in milliseconds since the epoch of the run. */
export const DURATION = 2;
export const BEGUN = 3;
export const ENDED = 4;
export const BLOCK_BYTES = 64;

/** What a worker may be ordered to do. */
export const STOP = 0;
export const REST = 1;
export const SLEEP = 2;
export const SPIN = 3;

/** Places in the ring, as 32-bit integers: how many completions were ever posted, then slots + 1 in a ring, 0 where taken. */
export const POSTED = 0;
export const RING = 1;
/** Each slot posts once at most before it is looked at; a power of two. */
export const RING_LENGTH = 4096;

export interface SlotData {
  readonly slot: number;
  readonly block: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
  /** Of process.hrtime, in nanoseconds. */
  readonly epoch: bigint;
}

/** Milliseconds since the epoch, on the one monotonic clock that all threads share. */
export function millisecondsSince(epoch: bigint): number {
  return Number(process.hrtime.bigint() - epoch) / 1e6;
}
