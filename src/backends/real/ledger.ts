/** Where the time of a slot went beyond what was planned, in time units. */
export interface Beyond {
  /** By how much what it had to do turned out to be more than was expected, of calls, whose sizes are measured. */
  readonly size: number;
  /** The job came so much later than it was due, and the slot was free. */
  readonly arrival: number;
  /** From when the slot was given the task until its worker began it, and from when it ended until that was noticed. */
  readonly dispatch: number;
  /** By how much longer the worker took than the size says. */
  readonly service: number;
}

/** What every task or turn that was carried out to its end took beyond its plan, job by job. */
export class Ledger {
  private readonly entries = new Map<number, Beyond[]>();

  add(job: number, beyond: Beyond): void {
    const own = this.entries.get(job);
    if (own) own.push(beyond);
    else this.entries.set(job, [beyond]);
  }

  /** Of the job's task, or of its turn of that number; undefined where there was none. */
  of(job: number, turn: number): Beyond | undefined {
    return this.entries.get(job)?.[turn];
  }

  /** Jobs of which there is anything written. */
  get jobs(): number {
    return this.entries.size;
  }

  all(): readonly Beyond[] {
    return [...this.entries.values()].flat();
  }
}
