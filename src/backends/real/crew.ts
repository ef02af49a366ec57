/** What carries out a real run: one worker for each slot of the pool, wherever it is. */
export interface Crew {
  /** Milliseconds since the crew was hired, on the clock by which workers measure too. */
  now(): number;
  /** The slot begins the task, and gives up what it is at. */
  begin(slot: number, task: Task): void;
  /** The slot gives up what it is at, if it is at anything. */
  rest(slot: number): void;
  /** A slot of which there is news: its task has ended, and it may be given another. −1 where there is none. */
  next(): number;
  /** Why the slot that `next` told of last did not do its task; undefined where it is done. */
  failure(slot: number): Failure | undefined;
  /** For how long the slot worked at what it has done, in milliseconds. */
  worked(slot: number): number;
  /** Waits until there is news, at most so many milliseconds: here and now, or by a promise where news comes by events. */
  wait(atMost: number): Promise<void> | undefined;
  /** Ends all workers. */
  dismiss(): Promise<void>;
}

/** Makes a crew of so many slots, and resolves when all of its workers are ready. */
export type Hire = (slots: number) => Promise<Crew>;

/** What a slot is given to do for so many milliseconds: wait, or keep a processor busy. */
export interface Task {
  readonly kind: 'sleep' | 'spin';
  readonly duration: number;
}

/** The task threw an error, or its worker ended before it was done. */
export interface Failure {
  readonly reason: 'threw' | 'died';
  readonly message: string;
}
