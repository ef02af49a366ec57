import type { Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';

/** Lines whose tasks' ranks change while they wait: all of them are ranked again whenever one is taken. O(waiting). */
export class Restless implements Lines {
  private readonly disciplines: readonly Ordered[];
  private readonly workings: Workings;
  private readonly waiting: number[][];

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.disciplines = disciplines;
    this.workings = workings;
    this.waiting = disciplines.map(() => []);
  }

  add(station: number, row: number): void {
    this.waiting[station].push(row);
  }

  length(station: number): number {
    return this.waiting[station].length;
  }

  /** Takes all tasks out of the line. */
  clear(station: number): readonly number[] {
    return this.waiting[station].splice(0);
  }

  take(station: number): number {
    const { job, jobs, calendar } = this.workings;
    const waiting = this.waiting[station];
    if (waiting.length === 0) return NONE;
    const discipline = this.disciplines[station];
    let best = -1;
    let least = Infinity;
    for (const [place, row] of waiting.entries()) {
      const rank = discipline.rank!(job.at(row), calendar.now, jobs.rankBefore(row));
      if (best >= 0 && (rank > least || (rank === least && jobs.order[row] > jobs.order[waiting[best]]))) continue;
      best = place;
      least = rank;
    }
    const row = waiting[best];
    jobs.rank[row] = least;
    waiting[best] = waiting.at(-1)!;
    waiting.pop();
    return row;
  }
}
