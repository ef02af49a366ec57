/** What a coordinator and the process of a node say to each other. */
import { deserialize, serialize } from 'node:v8';
import type { Failure, Task, WorkerFunction } from '../real/crew.ts';
import { frameOf } from './frames.ts';

/** The first that a process says, as JSON: nothing that is not from one of ours is read further. */
export interface Hello {
  readonly token: string;
  readonly node: number;
}

export type ToNode =
  | { readonly kind: 'hire'; readonly slots: number; readonly functions: readonly WorkerFunction[]; readonly sources: Readonly<Record<string, string>>; readonly heartbeatMs: number }
  | { readonly kind: 'begin'; readonly slot: number; readonly order: number; readonly task: Task }
  | { readonly kind: 'rest'; readonly slot: number };

export type FromNode =
  | { readonly kind: 'ready' }
  /** Why the node cannot work: the name of the error, and what it says. */
  | { readonly kind: 'fault'; readonly name: string; readonly message: string }
  | { readonly kind: 'ended'; readonly slot: number; readonly order: number; readonly worked: number; readonly delay: number; readonly value?: unknown; readonly failure?: Failure }
  /** For how long a worker of the node has not attended to anything but one call, in milliseconds. */
  | { readonly kind: 'beat'; readonly absorbed: number };

/** The longest Hello, and the longest message, in bytes. */
export const LONGEST_HELLO = 1000;
export const LONGEST = 2 ** 30;

/** By these a process learns whom it works for. */
export const ENVIRONMENT = { port: 'SCHEDLAB_PORT', token: 'SCHEDLAB_TOKEN', node: 'SCHEDLAB_NODE' } as const;

/** Throws a DataCloneError where the message has something that cannot be sent. */
export function encoded(message: ToNode | FromNode): Buffer {
  return frameOf(serialize(message));
}

export function decoded<Message extends ToNode | FromNode>(body: Buffer): Message {
  return deserialize(body) as Message;
}
