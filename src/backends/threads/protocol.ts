/**
 * How a coordinator and the worker of a slot talk: by numbers in shared memory, so that an order takes microseconds. A
 * worker has a block of its own; completions of all go into one ring. Arguments and results of calls go by a port.
 */
import type { MessagePort } from 'node:worker_threads';
import type { InjectedFault, WorkerFunction } from '../real/crew.ts';

/** Places in a worker's block, as 32-bit integers. */
export const ORDER = 0;
export const TASK = 1;
export const DONE = 2;
export const FAULT = 3;
export const OUTCOME = 4;
/** The order that, once it is begun, cannot be given up, until it is begun or taken back, whichever comes first; then 0. */
export const OFFERED = 5;
/** The order whose steps are told. */
export const COMPUTED = 6;
/** Places in it, as doubles: all times in milliseconds since the epoch of the run. How long, or how many steps, a task is. */
export const LENGTH = 4;
export const BEGUN = 5;
export const ENDED = 6;
/** When the worker was ready for its first order; 0 before. */
export const READY = 7;
/** When it was last able to attend to something else than the call that it is at. */
export const BEAT = 8;
/** Steps that are done. */
export const STEPS = 9;
export const BLOCK_BYTES = 128;

/** A worker that makes calls tells so often, in milliseconds, that it can attend to something else. */
export const BEAT_MS = 250;

/** What a worker may be ordered to do. */
export const STOP = 0;
export const REST = 1;
export const SLEEP = 2;
export const SPIN = 3;
export const CALL = 4;

/** How a task is to end that is ordered to fail, by place; 0 is as it should. */
export const FAULTS: readonly (InjectedFault | undefined)[] = [undefined, 'throw', 'hang', 'die'];

/** How the task that is done has ended: with nothing more to say, or with a message in the port. */
export const PLAIN = 0;
export const TOLD = 1;

/** Places in the ring, as 32-bit integers: how many completions were ever posted, then slots + 1 in a ring, 0 where taken. */
export const POSTED = 0;
export const RING = 1;
/** Each slot posts once at most before it is looked at, but for the few that are replaced; a power of two. */
export const RING_LENGTH = 4096;

export interface SlotData {
  readonly slot: number;
  readonly block: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
  /** Of process.hrtime, in nanoseconds. */
  readonly epoch: bigint;
  readonly port: MessagePort;
  readonly functions: readonly WorkerFunction[];
  /** Of their modules, as plain JavaScript, by path. */
  readonly sources: Readonly<Record<string, string>>;
  /** Whether the thread has its process to itself, and takes it along where it is to die. */
  readonly alone: boolean;
}

/** What goes to a worker by its port before it is ordered to make a call. */
export interface Arguments {
  readonly order: number;
  readonly function: number;
  readonly argument: unknown;
}

/** What comes from a worker by its port before a completion that is told. */
export type Told = { readonly order: number } & ({ readonly value: unknown } | { readonly failed: 'threw' | 'unsendable'; readonly message: string });

/** What a worker says as an event when it has started: nothing, or why it cannot work. */
export interface Started {
  readonly fault?: string;
}

/** Milliseconds since the epoch, on the one monotonic clock that all threads share. */
export function millisecondsSince(epoch: bigint): number {
  return Number(process.hrtime.bigint() - epoch) / 1e6;
}
