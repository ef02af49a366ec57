import type { Job } from '../../model.ts';
import type { ClassLines, Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import { ClassLists } from './class-lists.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';

/** A first-in-first-out list of each class at each station; the discipline says which class is next. */
export class ClassQueues implements Lines, ClassLines {
  readonly classes: number;
  private readonly disciplines: readonly Ordered[];
  private readonly workings: Workings;
  private readonly lists: ClassLists;
  /** Tasks in all lists of a station. */
  private readonly total: Int32Array;
  /** The lists of the station that is being asked about. */
  private base = 0;

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.disciplines = disciplines;
    this.workings = workings;
    this.classes = workings.classes;
    this.lists = new ClassLists(workings);
    this.total = new Int32Array(workings.stations.count);
  }

  // ── ClassLines ──
  get now(): number {
    return this.workings.calendar.now;
  }
  waiting(jobClass: number): number {
    return this.lists.length(this.base + jobClass);
  }
  head(jobClass: number): Job {
    return this.workings.job.at(this.lists.first(this.base + jobClass));
  }

  add(station: number, row: number): void {
    const jobClass = this.workings.jobs.class[row];
    const list = station * this.classes + jobClass;
    this.lists.append(list, row);
    this.total[station]++;
    if (this.lists.first(list) === row) this.tell(station, jobClass);
  }

  take(station: number): number {
    if (this.total[station] === 0) return NONE;
    this.base = station * this.classes;
    const jobClass = this.disciplines[station].next!(this);
    const list = this.base + jobClass;
    const before = this.lists.length(list);
    if (!(before > 0)) throw new RangeError(`the discipline chose class ${jobClass}, of which no task waits`);
    const row = this.lists.shift(list);
    this.total[station] -= before - this.lists.length(list);
    this.tell(station, jobClass);
    return row;
  }

  withdraw(station: number, row: number): void {
    const jobClass = this.workings.jobs.class[row];
    const list = station * this.classes + jobClass;
    if (this.lists.first(list) !== row) return;
    const before = this.lists.length(list);
    this.lists.dropWithdrawn(list);
    this.total[station] -= before - this.lists.length(list);
    this.tell(station, jobClass);
  }

  /** The class has another first task, or none any more. */
  private tell(station: number, jobClass: number): void {
    const discipline = this.disciplines[station];
    if (!discipline.changed) return;
    this.base = station * this.classes;
    discipline.changed(jobClass, this);
  }
}
