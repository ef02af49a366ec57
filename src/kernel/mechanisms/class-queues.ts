import type { Job } from '../../model.ts';
import type { ClassLines, Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';

/** A first-in-first-out list of each class at each station; the discipline says which class is next. */
export class ClassQueues implements Lines, ClassLines {
  readonly classes: number;
  private readonly disciplines: readonly Ordered[];
  private readonly workings: Workings;
  /** By station and class. */
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly length: Int32Array;
  private readonly total: Int32Array;
  /** The lists of the station that is being asked about. */
  private base = 0;

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    const { count } = workings.stations;
    this.disciplines = disciplines;
    this.workings = workings;
    this.classes = workings.classes;
    this.first = new Int32Array(count * this.classes).fill(NONE);
    this.last = new Int32Array(count * this.classes).fill(NONE);
    this.length = new Int32Array(count * this.classes);
    this.total = new Int32Array(count);
  }

  // ── ClassLines ──
  get now(): number {
    return this.workings.calendar.now;
  }
  waiting(jobClass: number): number {
    return this.length[this.base + jobClass];
  }
  head(jobClass: number): Job {
    return this.workings.job.at(this.first[this.base + jobClass]);
  }

  add(station: number, row: number): void {
    const { jobs } = this.workings;
    const list = station * this.classes + jobs.class[row];
    jobs.next[row] = NONE;
    if (this.length[list]++ === 0) this.first[list] = row;
    else jobs.next[this.last[list]] = row;
    this.last[list] = row;
    this.total[station]++;
  }

  take(station: number): number {
    this.base = station * this.classes;
    if (this.workings.withdraws) this.dropWithdrawn(station);
    if (this.total[station] === 0) return NONE;
    const jobClass = this.disciplines[station].next!(this);
    const list = this.base + jobClass;
    if (!(this.length[list] > 0)) throw new RangeError(`the discipline chose class ${jobClass}, of which no task waits`);
    return this.pop(station, list);
  }

  private pop(station: number, list: number): number {
    const row = this.first[list];
    this.first[list] = this.workings.jobs.next[row];
    this.length[list]--;
    this.total[station]--;
    return row;
  }

  /** So that the discipline never chooses a class for a task that has been taken back; others behind its first are still counted. */
  private dropWithdrawn(station: number): void {
    const { jobs, host } = this.workings;
    for (let list = this.base; list < this.base + this.classes; list++) {
      while (this.length[list] > 0 && jobs.withdrawn[this.first[list]]) {
        const row = this.pop(station, list);
        jobs.withdrawn[row] = 0;
        host.discard(row);
      }
    }
  }
}
