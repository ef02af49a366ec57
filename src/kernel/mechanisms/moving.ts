import type { Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import { ClassLists } from './class-lists.ts';
import { KineticTournament } from './kinetic-tournament.ts';
import type { Lines } from './lines.ts';
import type { Workings } from './mechanism.ts';
import { Restless } from './restless.ts';

/** Up to so many tasks it takes no longer to look at all of them than to keep a tournament (measured: ten take half as long). */
const FEW = 32;

/** Lines of tasks whose ranks rise or fall at steady rates while they wait. O(log² waiting), amortised. */
export class Moving implements Lines {
  private readonly workings: Workings;
  private readonly disciplines: readonly Ordered[];
  /** The lines of stations at which few tasks wait; all of them move to a contest when they become many, until it is empty again. */
  private readonly few: Restless;
  private readonly contests: (KineticTournament | undefined)[];
  /** Places of the contest that nobody has any more, how many it has, and how many tasks are in it. */
  private readonly free: number[][];
  private readonly places: Int32Array;
  private readonly contesting: Int32Array;

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.workings = workings;
    this.disciplines = disciplines;
    this.few = new Restless(disciplines, workings);
    this.contests = disciplines.map(() => undefined);
    this.free = disciplines.map(() => []);
    this.places = new Int32Array(disciplines.length);
    this.contesting = new Int32Array(disciplines.length);
  }

  add(station: number, row: number): void {
    if (this.contesting[station] === 0) {
      this.few.add(station, row);
      if (this.few.length(station) > FEW) for (const one of this.few.clear(station)) this.enter(station, one);
    } else {
      this.enter(station, row);
    }
  }

  take(station: number): number {
    if (this.contesting[station] === 0) return this.few.take(station);
    const contest = this.contests[station]!;
    const row = contest.first();
    const place = this.workings.jobs.child[row];
    this.workings.jobs.rank[row] = contest.rank(row);
    contest.put(place, NONE);
    this.free[station].push(place);
    this.contesting[station]--;
    return row;
  }

  private enter(station: number, row: number): void {
    const contest = (this.contests[station] ??= new KineticTournament(this.disciplines[station], this.workings));
    const place = this.free[station].pop() ?? this.places[station]++;
    this.workings.jobs.child[row] = place;
    contest.put(place, row);
    this.contesting[station]++;
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
