/** Where the time of a slot went beyond what was planned, in time units. */
export interface Beyond {
  /** What was planned. */
  readonly planned: number;
  /** By how much what it had to do turned out to be more than was expected, of calls, whose sizes are measured. */
  readonly size: number;
  /** The task came so much later than it was due, and the slot was free. */
  readonly arrival: number;
  /** For so long the task waited for a worker to be started, in the place of one that was ended. */
  readonly restart: number;
  /** Apart from that, from when the slot was given the task until its worker began it, and from when it ended until that was noticed. */
  readonly dispatch: number;
  /** By how much longer the worker took than the size says. */
  readonly service: number;
}

/** What every try of a task, or turn of one, that was carried out to its end took beyond its plan, task by task. */
export class Ledger {
  /** Tries that failed, and nodes that were lost, without the scenario having had them do so. */
  unforeseen = { tries: 0, nodes: 0 };
  /** By task, try and turn. */
  private readonly entries = new Map<number, Beyond[][]>();

  /** `attempt`: which of the task's tries, from 1. */
  add(task: number, attempt: number, beyond: Beyond): void {
    const tries = this.entries.get(task) ?? [];
    this.entries.set(task, tries);
    (tries[attempt - 1] ??= []).push(beyond);
  }

  /** Of that try of the task, and of that turn of it, from 0; undefined where there was none. */
  of(task: number, attempt: number, turn: number): Beyond | undefined {
    return this.entries.get(task)?.[attempt - 1]?.[turn];
  }

  /** Tasks of which there is anything written. */
  get tasks(): number {
    return this.entries.size;
  }

  all(): readonly Beyond[] {
    return [...this.entries.values()].flat(2);
  }
}
