/** What carries out a real run: one worker for each slot of the pool, wherever it is. */
export interface Crew {
  /** Milliseconds since the crew was hired, on the clock by which workers measure too. */
  now(): number;
  /** The slot begins the task, and gives up what it is at; a worker that cannot give it up is replaced. */
  begin(slot: number, task: Task): void;
  /** The slot gives up what it is at, if it is at anything. */
  rest(slot: number): void;
  /** A slot of which there is news: its task has ended, and it may be given another. −1 where there is none. */
  next(): number;
  /** Why the slot that `next` told of last did not do its task; undefined where it is done. */
  failure(slot: number): Failure | undefined;
  /** What the call returned that the slot, of which `next` told last, has done; to be asked for once. */
  result(slot: number): unknown;
  /** For how long the slot worked at what it has ended, in milliseconds. */
  worked(slot: number): number;
  /** For how long what the slot is at, or has ended, has waited for its worker to be started, in the place of one that was gone, in milliseconds. */
  delay(slot: number): number;
  /** How many steps the slot has done of the spin that it is at; absent where that is not known before its end. */
  steps?(slot: number): number;
  /** The longest for which a worker of the node has not attended to anything but one call, in milliseconds: it may hang. */
  absorbed(node: number): number;
  /** Milliseconds since the workers of the node were last heard of, in whole heartbeats; absent where they cannot fall silent. */
  silence?(node: number): number;
  /** Waits until there is news, at most so many milliseconds: here and now, or by a promise where news comes by events. */
  wait(atMost: number): Promise<void> | undefined;
  /** A node whose workers are gone together, or are there again; undefined where there is no news of any. */
  nextNode?(): NodeNews | undefined;
  /** Ends the workers of the node at once, whatever they are at, as a crash does; others take their places. */
  kill(node: number): void;
  /** Ends all workers. */
  dismiss(): Promise<void>;
}

/**
 * Makes a crew of a worker for each slot, given by the number of the node that it is of, and resolves when all of its
 * workers are ready. Throws a CrewError where workers cannot be had, and a FunctionFault where they cannot be given the functions.
 */
export type Hire = (nodeOfSlot: readonly number[], terms?: Terms) => Promise<Crew>;

export interface Terms {
  readonly functions?: readonly WorkerFunction[];
  /** Of their modules, as plain JavaScript, by path, where whoever hires has them. */
  readonly sources?: Readonly<Record<string, string>>;
  /** How nodes tell that they are there, where they do. */
  readonly heartbeat?: Heartbeat;
  /** Ends the hiring, with a CrewError. */
  readonly signal?: AbortSignal;
}

export interface Heartbeat {
  readonly everyMs: number;
  /** After so many that failed to come a node is taken for gone. */
  readonly misses: number;
}

/** What has happened to a node: its workers are gone, because it was silent for too long or otherwise, or are there again. */
export interface NodeNews {
  readonly node: number;
  readonly change: 'gone' | 'silent' | 'back';
}

/** A function of a user's module, by which workers do real work. */
export interface WorkerFunction {
  /** Path of the module. */
  readonly module: string;
  /** The name under which it is exported. */
  readonly name: string;
}

export type Task = Sleep | Spin | Call;

/** The worker waits for so many milliseconds. */
export interface Sleep {
  readonly kind: 'sleep';
  readonly duration: number;
  /** What happens at the end of it instead of success: it throws, never returns, or ends its worker. */
  readonly fault?: InjectedFault;
}

/** The worker computes: an amount of work, which takes as long as the processor takes for it. */
export interface Spin {
  readonly kind: 'spin';
  readonly steps: number;
  readonly fault?: InjectedFault;
}

export type InjectedFault = 'throw' | 'hang' | 'die';

/** A call of one of the functions that the crew was hired with, by number, with one argument. */
export interface Call {
  readonly kind: 'call';
  readonly function: number;
  readonly argument: unknown;
}

/**
 * The task threw an error; its result, or its argument, is of a kind that cannot be sent from one worker to another; or its
 * worker ended before it was done.
 */
export interface Failure {
  readonly reason: 'threw' | 'unsendable' | 'died';
  readonly message: string;
}

/** Workers cannot be had, or cannot be kept. */
export class CrewError extends Error {
  override readonly name = 'CrewError';
}

/** A function that workers are to be given cannot be had. */
export class FunctionFault extends Error {
  override readonly name = 'FunctionFault';
}
