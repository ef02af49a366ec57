import type { Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import { ClassLists } from './class-lists.ts';
import { KineticTournament } from './kinetic-tournament.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';

/** Lines of tasks whose ranks rise or fall at steady rates while they wait. O(log² waiting), amortised. */
export class Moving implements Lines {
  private readonly workings: Workings;
  private readonly contests: readonly KineticTournament[];
  /** Places of each contest that tasks have left, and how many it has. */
  private readonly free: readonly number[][];
  private readonly places: Int32Array;

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.workings = workings;
    this.contests = disciplines.map((discipline) => new KineticTournament(discipline, workings));
    this.free = disciplines.map(() => []);
    this.places = new Int32Array(disciplines.length);
  }

  add(station: number, row: number): void {
    const place = this.free[station].pop() ?? this.places[station]++;
    this.workings.jobs.child[row] = place;
    this.contests[station].put(place, row);
  }

  take(station: number): number {
    const contest = this.contests[station];
    const row = contest.first();
    if (row === NONE) return NONE;
    const place = this.workings.jobs.child[row];
    this.workings.jobs.rank[row] = contest.rank(row);
    contest.put(place, NONE);
    this.free[station].push(place);
    return row;
  }
}

/** The same where only the first task of each class is compared, behind which the others of the class wait. O(log² classes), amortised. */
export class MovingHeads implements Lines {
  private readonly workings: Workings;
  private readonly classes: number;
  private readonly lists: ClassLists;
  private readonly contests: readonly KineticTournament[];

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.workings = workings;
    this.classes = workings.classes;
    this.lists = new ClassLists(workings);
    this.contests = disciplines.map((discipline) => new KineticTournament(discipline, workings));
  }

  add(station: number, row: number): void {
    const jobClass = this.workings.jobs.class[row];
    const list = station * this.classes + jobClass;
    this.lists.append(list, row);
    if (this.lists.first(list) === row) this.contests[station].put(jobClass, row);
  }

  take(station: number): number {
    const contest = this.contests[station];
    const row = contest.first();
    if (row === NONE) return NONE;
    this.workings.jobs.rank[row] = contest.rank(row);
    this.next(station, row, (list) => this.lists.shift(list));
    return row;
  }

  withdraw(station: number, row: number): void {
    const list = station * this.classes + this.workings.jobs.class[row];
    if (this.lists.first(list) === row) this.next(station, row, (one) => this.lists.dropWithdrawn(one));
  }

  /** The first task of the class gives way to the next. */
  private next(station: number, row: number, remove: (list: number) => void): void {
    const jobClass = this.workings.jobs.class[row];
    const list = station * this.classes + jobClass;
    remove(list);
    this.contests[station].put(jobClass, this.lists.first(list));
  }
}
