import { NONE } from '../jobs.ts';
import type { Workings } from './mechanism.ts';

/** A first-in-first-out list of each class at each station, numbered `station × classes + class`, whose first is never a withdrawn task. */
export class ClassLists {
  private readonly workings: Workings;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly count: Int32Array;

  constructor(workings: Workings) {
    const lists = workings.stations.count * workings.classes;
    this.workings = workings;
    this.head = new Int32Array(lists).fill(NONE);
    this.tail = new Int32Array(lists).fill(NONE);
    this.count = new Int32Array(lists);
  }

  /** NONE where the list is empty. */
  first(list: number): number {
    return this.head[list];
  }

  /** Tasks in the list; those behind the first that have been withdrawn are still among them. */
  length(list: number): number {
    return this.count[list];
  }

  append(list: number, row: number): void {
    const { jobs } = this.workings;
    jobs.next[row] = NONE;
    if (this.count[list]++ === 0) this.head[list] = row;
    else jobs.next[this.tail[list]] = row;
    this.tail[list] = row;
  }

  /** Takes the first off the list, which has one. */
  shift(list: number): number {
    const row = this.unlink(list);
    this.dropWithdrawn(list);
    return row;
  }

  /** To be called when a task of the list has been withdrawn. */
  dropWithdrawn(list: number): void {
    const { jobs, host } = this.workings;
    while (this.count[list] > 0 && jobs.withdrawn[this.head[list]]) {
      const row = this.unlink(list);
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
  }

  private unlink(list: number): number {
    const row = this.head[list];
    this.head[list] = this.workings.jobs.next[row];
    this.count[list]--;
    return row;
  }
}
