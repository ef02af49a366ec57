import type { JobClass } from '../../model.ts';
import { CLASS, type JobRows, NEXT, SERVED } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { Running } from './running.ts';
import type { Service, Shop } from './service.ts';

/** With so many levels of urgency a look at each of them is as fast as a heap. */
const FEW_LEVELS = 8;

/** Classes of smaller priority first, in the order in which they came within one: a line for each level of priority. */
export class ByPriority implements Service {
  private readonly jobs: JobRows;
  private readonly running: Running;
  private readonly preemptive: boolean;
  /** Of each class, 0 being the most urgent. */
  private readonly level: Int32Array;
  /** Of each station, for each level the first and the last of those that wait. */
  private readonly lines: Int32Array;
  /** Places of a station in it. */
  private readonly width: number;

  constructor(shop: Shop, classes: readonly JobClass[], preemptive: boolean) {
    const levels = levelsOf(classes);
    this.jobs = shop.jobs;
    this.running = new Running(shop, preemptive);
    this.preemptive = preemptive;
    this.level = Int32Array.from(classes, ({ priority }) => levels.indexOf(priority));
    this.width = 2 * levels.length;
    this.lines = new Int32Array(this.width * shop.due.length).fill(NONE);
  }

  static fits(classes: readonly JobClass[]): boolean {
    return levelsOf(classes).length <= FEW_LEVELS;
  }

  join(station: number, row: number, now: number): void {
    const { jobs: { numbers, links }, level, lines, running, width } = this;
    const served = running.row[station];
    numbers[row | SERVED] = 0;
    if (served !== NONE) {
      const own = level[links[row | CLASS]];
      const ahead = level[links[served | CLASS]];
      if (own >= ahead || this.preemptive !== true) {
        const first = width * station + 2 * own;
        links[row | NEXT] = NONE;
        if (lines[first] === NONE) lines[first] = row;
        else links[lines[first + 1] | NEXT] = row;
        lines[first + 1] = row;
        return;
      }
      // It came before all others of its level that wait.
      const first = width * station + 2 * ahead;
      links[served | NEXT] = lines[first];
      if (lines[first] === NONE) lines[first + 1] = served;
      lines[first] = served;
      running.pause(station, served, now);
    }
    running.start(station, row, now);
  }

  next(station: number, now: number): number {
    const { jobs: { links }, lines, running, width } = this;
    const row = running.row[station];
    const end = width * (station + 1);
    let first = width * station;
    while (first < end && lines[first] === NONE) first += 2;
    running.end(station, row, now);
    if (first === end) {
      running.idle(station);
    } else {
      const following = lines[first];
      lines[first] = links[following | NEXT];
      running.start(station, following, now);
    }
    return row;
  }

  settle(now: number): void {
    this.running.settle(now);
  }
}

function levelsOf(classes: readonly JobClass[]): readonly number[] {
  return [...new Set(classes.map(({ priority }) => priority))].toSorted((a, b) => a - b);
}
